// A lesson as it is taken: which step, what was predicted, what the runs gave. Uses window.playground alone and draws
// nothing; whoever shows it is told of every change.
//   const session = new LessonSession(playground, lesson, {show: (soon) => ..., say: (text) => ...});  session.start();
// show(true): the race moved on, which needs no answer at once.

const {addressOf} = window;
const {t} = await import(addressOf('strings.js'));
const {merged} = await import(addressOf('lesson_check.js'));
const {rightAnswer} = await import(addressOf('lesson_figures.js'));

// The experiment that each step begins with. An Error names the step and what the engine refuses.
export function prepare(playground, lesson) {
  let config = null;
  const checked = (place, patch) => {
    try {
      return playground.checkConfig(patch);
    } catch (error) {
      throw new Error(`${place}: ${error.message.replace(/^checkConfig: /, '')}`);
    }
  };
  return lesson.steps.map((step, index) => {
    const place = `steps[${index}]`;
    if (step.experiment || config === null) {
      config = checked('experiment', lesson.experiment);
      if (step.experiment) config = checked(`${place}.experiment`, merged(lesson.experiment, step.experiment));
    }
    const start = config;
    for (const [path, value] of Object.entries(step.change?.set ?? {})) {
      config = structuredClone(config);
      setAt(config, path, value, `${place}.change.set`);
    }
    if (step.change) checked(`${place}.change.set`, config);
    if (step.run?.to > config.training.steps) {
      throw new Error(t('{place}: {step} is out of range; the experiment has {steps} steps',
                        {place: `${place}.run.to`, step: step.run.to, steps: config.training.steps}));
    }
    return start;
  });
}

const keysOf = (path) => path.split(/[.[\]]+/).filter((key) => key !== '');

function setAt(config, path, value, place) {
  const keys = keysOf(path);
  const last = keys.pop();
  const target = keys.reduce((tree, key) => (tree && Object.hasOwn(tree, key) ? tree[key] : null), config);
  if (!target || !Object.hasOwn(target, last)) {
    throw new Error(t('{place}: "{path}" is not a parameter of this experiment', {place, path}));
  }
  target[last] = value;
}

const valueAt = (tree, path) => keysOf(path).reduce((at, key) => at?.[key], tree);

function alike(first, second) {
  if (typeof first === 'number' && typeof second === 'number') return Math.abs(first - second) <= 1e-6 * Math.abs(second);
  return JSON.stringify(first) === JSON.stringify(second);
}

export class LessonSession {
  constructor(playground, lesson, {show, say}) {
    this.playground = playground;
    this.lesson = lesson;
    this.starts = prepare(playground, lesson);
    this.show = show;
    this.say = say;
    this.index = 0;
    this.records = lesson.steps.map(() => ({}));
    this.running = null;  // {finished, total} while the step's run is on its way
    this.trouble = '';
    this.listeners = Object.entries({
      step: () => this.refresh(), config: () => this.changed(), sweep: (event) => this.sweepMoved(event.detail),
    });
    for (const [type, listener] of this.listeners) playground.addEventListener(type, listener);
  }

  close() {
    for (const [type, listener] of this.listeners) this.playground.removeEventListener(type, listener);
  }

  get step() { return this.lesson.steps[this.index]; }
  get record() { return this.records[this.index]; }
  get last() { return this.index === this.lesson.steps.length - 1; }

  // What figures are of: of now, once the run has ended of its end, of a step that was left of when it was left.
  get moment() { return this.record.after ?? this.record.left ?? {...this.now(), before: this.record.before}; }

  now() {
    return {metrics: {runs: this.playground.metrics().runs}, status: this.playground.status()};
  }

  // From a step on, with its experiment or, when the page has that already, with what is there.
  start(index, load) {
    this.index = Math.min(Math.max(0, index), this.records.length - 1);
    if (load) this.load(this.starts[this.index]);
    else this.playground.pause();
    this.enter();
  }

  // Where an earlier page was: `kept` is what its state() gave.
  resume(kept) {
    if (Array.isArray(kept.records) && kept.records.length === this.records.length) this.records = kept.records;
    this.start(kept.index | 0, false);
    const at = Math.min(kept.at | 0, this.playground.status().steps);
    if (at > 0) this.playground.runTo(at).catch(() => {});  // stopped on the way: there it is
  }

  // What another page goes on from.
  state() {
    return {index: this.index, records: this.records, at: this.playground.status().step};
  }

  load(config) {
    this.playground.setConfig(config);
    this.playground.pause();
  }

  enter() {
    this.trouble = '';
    this.record.before ??= this.now();
    const place = this.step.look ?? (this.step.tab && `tab.${this.step.tab}`);
    if (this.step.tab) this.look(`tab.${this.step.tab}`);
    if (place) this.look(place);
    this.show();
  }

  look(place) {
    try {
      this.playground.show(place);
    } catch (error) {
      this.trouble = error.message;
    }
  }

  go(by) {
    const next = this.index + by;
    if (next < 0 || next >= this.records.length || this.running) return;
    this.record.left ??= this.record.after ?? {...this.now(), before: this.record.before};
    this.index = next;
    // A step seen again is as it was left; the experiment stays.
    if (by > 0 && this.step.experiment && !this.record.before) this.load(this.starts[next]);
    this.enter();
  }

  // The step from its beginning: its experiment, nothing predicted, nothing run.
  again() {
    this.stop();
    this.records[this.index] = {};
    this.load(this.starts[this.index]);
    this.enter();
  }

  predict(answer) {
    if (this.record.after || this.running) return;
    this.record.answer = answer;
    this.say(t('Prediction noted: {answer}', {answer: this.step.predict.answers[answer]}));
    this.show();
  }

  get changeMade() {
    if (this.record.changed) return true;
    const {change} = this.step;
    if (!change) return true;
    const config = this.playground.getConfig();
    const status = this.playground.status();
    return Object.entries(change.set).every(([path, value]) => {
      const run = /^runs\[(\d)\]\.(\w+)$/.exec(path);
      return alike(run ? status.runs[run[1]]?.values[run[2]] : valueAt(config, path), value);
    });
  }

  makeChange() {
    const playing = this.playground.status().playing;
    try {
      for (const [path, value] of Object.entries(this.step.change.set)) this.playground.setParameter(path, value);
      this.trouble = '';
    } catch (error) {
      this.trouble = error.message;
    }
    if (!playing) this.playground.pause();
    this.refresh();
  }

  // What stands between the learner and the run: 'change', 'predict', or nothing.
  get missing() {
    if (!this.changeMade) return 'change';
    return this.step.predict && this.record.answer === undefined ? 'predict' : '';
  }

  async run() {
    if (this.running || this.missing || this.record.after) return;
    const {step, record} = this;
    this.running = {finished: 0, total: 1};
    this.trouble = '';
    this.look(placeOfRun(step));
    this.say(t('Running'));
    this.show();
    try {
      const maps = step.run.sweep ? (await this.playground.sweep(step.run.sweep)).maps : undefined;
      if (step.run.to) await this.runTo(step.run.to);
      record.after = {...this.now(), before: record.before, sweep: maps?.map(({best, diverged}) => ({best, diverged}))};
      record.changed = true;
    } catch (error) {
      this.trouble = step.run.sweep ? error.message
        : t('Stopped at step {step}. Run goes on from there.', {step: this.playground.status().step});
    }
    this.running = null;
    if (record === this.record) this.say(record.after ? this.outcome() : this.trouble);
    this.show();
  }

  // At the speed that is chosen, so that there is something to see, until it is hurried.
  async runTo(step) {
    this.hurried = false;
    try {
      await this.playground.runTo(step, {watched: true});
    } catch (error) {
      if (!this.hurried) throw error;
      await this.playground.runTo(step);
    }
  }

  hurry() {
    if (!this.running || !this.step.run.to) return;
    this.hurried = true;
    this.playground.pause();
  }

  stop() {
    if (!this.running) return;
    if (this.step.run.sweep) this.playground.cancelSweep();
    else this.playground.pause();
  }

  // Of the prediction: {right, index}; null while there is nothing to judge.
  get verdict() {
    const {predict} = this.step;
    if (!predict || !this.record.after || this.record.answer === undefined) return null;
    const index = rightAnswer(predict.right, this.record.after);
    return {index, right: index === this.record.answer};
  }

  outcome() {
    const {verdict} = this;
    if (!verdict) return t('The run has ended.');
    if (verdict.index === null) return t('The run has ended. A run diverged, so no answer counts.');
    return verdict.right ? t('The run has ended. Your prediction was right.')
      : t('The run has ended. Not this time: {answer}', {answer: this.step.predict.answers[verdict.index]});
  }

  answerCheck(answer) {
    this.record.check = answer;
    const {right, why} = this.step.check;
    this.say(`${answer === right ? t('Right.') : t('Not quite.')} ${why}`);
    this.show();
  }

  get done() {
    const {step, record} = this;
    return (!step.run || Boolean(record.after)) && (!step.check || record.check !== undefined) && this.changeMade;
  }

  // Nothing plays by itself while the step's run waits for a prediction.
  changed() {
    const waits = this.step.run && !this.record.after && !this.running;
    if (waits && this.missing && this.playground.status().playing) this.playground.pause();
    this.refresh();
  }

  sweepMoved({finished, cells}) {
    if (this.running && this.step.run.sweep) this.running = {finished, total: cells};
    this.refresh();
  }

  refresh() {
    if (this.running && this.step.run.to) {
      const {step} = this.playground.status();
      const from = this.record.before?.status.step ?? 0;
      const start = step < from ? 0 : from;
      this.running = {finished: step - start, total: Math.max(1, this.step.run.to - start)};
    }
    this.show(true);
  }
}

// What to watch while it runs: the tab of the step, or of where it points, or the one where it happens.
function placeOfRun(step) {
  if (step.tab) return `tab.${step.tab}`;
  if (/^(plot|card|decayed|sweep|landscape)\./.test(step.look ?? '')) return step.look;
  return step.run.sweep ? 'tab.sweep' : 'tab.race';
}
