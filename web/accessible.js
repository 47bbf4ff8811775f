// The accessible view: everything the canvas does, as a form, buttons, a table and sentences, through the calls of
// window.playground alone.  const {openView} = await import('./accessible.js');  await openView(playground);

const {addressOf} = window;
const {loadStyle, make} = await import(addressOf('elements.js'));
const {countText, t, tKey} = await import(addressOf('strings.js'));
const {part} = await import(addressOf('accessible_controls.js'));
const {figureText, raceSentence, runTitle} = await import(addressOf('accessible_text.js'));
const {makeField} = await import(addressOf('accessible_form.js'));
const {makeRunForms, makeRunsTable} = await import(addressOf('accessible_runs.js'));
const {makePast, makeView} = await import(addressOf('accessible_view.js'));
const {makeDecay, makeLandscape, makeVerdict} = await import(addressOf('accessible_figures.js'));
const {makeSweep} = await import(addressOf('accessible_sweep.js'));
const {copyText, saveFile} = await import(addressOf('hand_over.js'));

const kRefreshMilliseconds = 500;  // between two looks at a race that runs
const kSentenceMilliseconds = 10000;  // between two sentences about it
const kFormats = [['csv', tKey('Curves as CSV')], ['json', tKey('Results as JSON')], ['pytorch', tKey('PyTorch script')],
                  ['safetensors', tKey('Weights as safetensors')]];

let view = null;

export async function openView(playground) {
  if (!view) {
    await loadStyle('accessible.css');
    view = makeAccessibleView(playground);
    document.body.append(view.element);
    // In another language it is another view, at the same place.
    addEventListener('playground-language', () => {
      const open = !view.element.hidden;
      const {id} = document.activeElement;
      const {scrollTop} = view.element;
      view.stop();
      const next = makeAccessibleView(playground);
      view.element.replaceWith(next.element);
      view = next;
      if (!open) return;
      view.open();
      (document.getElementById(id) || document.body).focus();
      view.element.scrollTop = scrollTop;
    });
  }
  view.open();
}

function makeAccessibleView(playground) {
  const sentence = make('p', {id: 'accessible-sentence', role: 'status'});
  const refused = make('p', {className: 'error', role: 'alert', hidden: true});
  const act = (call) => {
    try {
      call();
      refused.hidden = true;
    } catch (error) {
      refused.textContent = error.message;
      refused.hidden = false;
    }
    refresh();
  };
  const change = (path, value) => {
    playground.setParameter(path, value);
    refresh();
  };

  const optimizer = playground.parameters().find((it) => it.path === 'runs[].optimizer');
  const race = makeRace(playground, act);
  const table = makeRunsTable();
  const runs = makeRunForms(playground, act, change);
  const settings = makeSettings(playground, change);
  const looks = makeView(playground, act);
  const past = makePast(playground, act);
  const verdict = makeVerdict(playground);
  const decay = makeDecay(playground, act);
  const landscape = makeLandscape(playground, act);
  const sweep = makeSweep(playground, act);
  const changes = make('ul');
  const sharing = makeSharing(playground, (text) => { sentence.textContent = text; }, refused);
  const heading = make('h1', {tabIndex: -1}, t('AdamW Playground: accessible view'));
  const back = make('button', {type: 'button', onclick: () => close()}, t('Back to the drawing'));
  const lessons = make('button', {type: 'button', onclick: async () => {
    (await import(addressOf('lessons.js'))).openPart(playground);
  }}, t('Lessons'));
  const data = make('button', {type: 'button', onclick: async () => {
    (await import(addressOf('data.js'))).openPart(playground);
  }}, t('Your own data'));
  const add = make('button', {type: 'button', onclick: () => act(() => playground.addRun())}, t('Add a run'));
  const changesPart = part('changes', t('Changes while it ran'), changes);
  const element = make('main', {id: 'accessible', hidden: true},
    heading,
    make('p', {}, t('Small neural networks with the same data, the same initial weights and the same batches learn side ' +
                    'by side; only the optimizer differs. Everything takes effect at once, also while they train.')),
    make('div', {className: 'buttons'}, back, lessons, data),
    part('race', t('Race'), race.element, refused, sentence, table.element),
    verdict.element,
    part('runs', t('Runs'), make('div', {className: 'buttons'}, add), runs.element),
    changesPart,
    past.element,
    ...settings.parts,
    sweep.element,
    part('figures', t('Further figures'), decay.element, landscape.element),
    looks.element,
    part('share', t('Share and take with you'), sharing));

  let timer = 0;
  let spoken = {at: 0, playing: false, finished: false};

  // A race that stops is told at once, one that runs every ten seconds.
  function tell(status, metrics) {
    const measured = metrics.runs.some((run) => run.diverged || figureText(run.test_loss, String) !== t('none'));
    if (!measured) return;  // a moment later it is
    const now = performance.now();
    const stopped = !status.playing && (spoken.playing || status.finished !== spoken.finished);
    const due = status.playing && now - spoken.at >= kSentenceMilliseconds;
    if (stopped || due || spoken.at === 0) {
      sentence.textContent = raceSentence(status, metrics);
      spoken.at = now;
    }
    spoken.playing = status.playing;
    spoken.finished = status.finished;
  }

  function refresh() {
    if (element.hidden) return;
    const status = playground.status();
    for (const run of status.runs) run.title = runTitle(run, optimizer);
    const metrics = playground.metrics();
    const config = playground.getConfig();
    race.refresh(status, playground.reproduction());
    table.refresh(status, metrics);
    runs.refresh(status);
    settings.refresh(config);
    verdict.refresh(status, metrics);
    for (const it of [past, decay, landscape, sweep]) it.refresh(status);
    looks.refresh(config);
    changesPart.hidden = config.events.length === 0;
    changes.replaceChildren(...config.events.map((event) => make('li', {}, changeText(event, status))));
    tell(status, metrics);
  }

  // At most one look in half a second, and one after the last event.
  function refreshSoon() {
    if (timer !== 0) return;
    timer = setTimeout(() => {
      timer = 0;
      refresh();
    }, kRefreshMilliseconds);
  }
  const kEvents = ['step', 'config', 'done', 'error'];
  for (const type of kEvents) playground.addEventListener(type, refreshSoon);
  // What is repeated or measured beside the race tells nobody when it is there.
  const clock = setInterval(refreshSoon, 2 * kRefreshMilliseconds);
  function stop() {
    for (const type of kEvents) playground.removeEventListener(type, refreshSoon);
    clearInterval(clock);
  }

  const drawing = document.getElementById('drawing');
  function open() {
    element.hidden = false;
    drawing.inert = true;
    document.getElementById('skip').hidden = true;
    refresh();
    heading.focus();
  }
  function close() {
    element.hidden = true;
    drawing.inert = false;
    document.getElementById('skip').hidden = false;
    document.getElementById('canvas').focus();
  }
  return {element, open, stop};
}

function changeText(event, status) {
  const values = Object.entries(event.set).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
  const run = status.runs[event.run];
  return t('Step {step}, {run}: {changes}', {step: countText(event.step), run: run ? run.title : event.run, changes: values.join(', ')});
}

function makeRace(playground, act) {
  let playing = false;
  const button = (text, call) => make('button', {type: 'button', onclick: () => act(call)}, text);
  const play = button(t('Play'), () => (playing ? playground.pause() : playground.play()));
  play.className = 'primary';
  const undo = button(t('Undo'), () => playground.undo());
  const redo = button(t('Redo'), () => playground.redo());
  const steps = () => playground.status().steps;
  // A way that is interrupted needs no message: the next state says so.
  const end = button(t('Run to the end'), () => { playground.runTo(steps()).catch(() => {}); });
  const buttons = make('div', {className: 'buttons'}, play, button(t('Step'), () => playground.step()), end,
                       button(t('Reset'), () => playground.reset()), undo, redo);
  const text = make('span');
  const bar = make('progress', {max: 1, value: 0, 'aria-label': t('Steps done')});
  const reproduction = make('p', {role: 'status'});
  const kVerdicts = {
    none: '',
    running: t('This link says what its result was; it is compared when the runs get there.'),
    reproduced: t('Reproduced: this machine got the very bits that the link names.'),
    differs: t('Differs: this machine got other bits than the link names.'),
  };
  function refresh(status, verdict) {
    playing = status.playing;
    play.textContent = playing ? t('Pause') : status.finished ? t('Play again') : t('Play');
    undo.disabled = !status.can_undo;
    redo.disabled = !status.can_redo;
    end.disabled = status.finished;
    text.textContent = t('Step {step} of {steps}', {step: countText(status.step), steps: countText(status.steps)});
    bar.value = status.step / status.steps;
    if (reproduction.textContent !== kVerdicts[verdict.state]) reproduction.textContent = kVerdicts[verdict.state];
  }
  return {element: make('div', {}, buttons, make('p', {className: 'progress'}, text, bar), reproduction), refresh};
}

// A section of the page for every section of the table but the runs'.
function makeSettings(playground, change) {
  const sections = new Map();
  for (const parameter of playground.parameters()) {
    if (parameter.path.startsWith('runs[].')) continue;
    const fields = sections.get(parameter.section) || [];
    fields.push(makeField(parameter, parameter.path, change));
    sections.set(parameter.section, fields);
  }
  const parts = [...sections].map(([title, fields]) => part(
    title.toLowerCase().replaceAll(' ', '-'), t(title), make('div', {className: 'fields'}, ...fields.map((field) => field.element))));
  const valueAt = (config, path) => path.split('.').reduce((tree, key) => tree[key], config);
  function refresh(config) {
    for (const fields of sections.values()) {
      for (const field of fields) field.refresh(valueAt(config, field.path));
    }
  }
  return {parts, refresh};
}

function makeSharing(playground, say, refused) {
  const link = make('input', {type: 'text', readOnly: true, id: 'accessible-link'});
  async function copy() {
    link.value = playground.shareLink();
    const copied = await copyText(link.value, link);
    say(copied ? t('The link is on the clipboard. It repeats this very experiment.')
               : t('The link is selected; copy it with the keyboard.'));
  }
  async function download(format) {
    try {
      const file = await playground.export(format);
      saveFile(file);
      say(t('{file} was handed to the browser.', {file: file.name}));
    } catch (error) {
      refused.textContent = error.message;
      refused.hidden = false;
    }
  }
  const downloads = kFormats.map(([format, title]) => make('button', {type: 'button', onclick: () => download(format)}, t(title)));
  return make('div', {},
    make('div', {className: 'field'}, make('label', {htmlFor: link.id}, t('Link to this experiment')), link),
    make('div', {className: 'buttons'}, make('button', {type: 'button', onclick: copy}, t('Copy the link')), ...downloads));
}
