// The accessible view: everything the canvas does, as a form, buttons, a table and sentences, through the calls of
// window.playground alone.  const {openView} = await import('./accessible.js');  await openView(playground);

const {addressOf} = window;
const {countText, make, raceSentence, runTitle} = await import(addressOf('accessible_text.js'));
const {makeField} = await import(addressOf('accessible_form.js'));
const {makeRunForms, makeRunsTable} = await import(addressOf('accessible_runs.js'));

const kRefreshMilliseconds = 500;  // between two looks at a race that runs
const kSentenceMilliseconds = 10000;  // between two sentences about it
const kFormats = [['csv', 'Curves as CSV'], ['json', 'Results as JSON'], ['pytorch', 'PyTorch script'],
                  ['safetensors', 'Weights as safetensors']];

let view = null;

export async function openView(playground) {
  if (!view) {
    await loadStyle();
    view = makeView(playground);
    document.body.append(view.element);
  }
  view.open();
}

function loadStyle() {
  return new Promise((resolve, reject) => {
    const onerror = () => reject(new Error('its style sheet did not arrive'));
    document.head.append(make('link', {rel: 'stylesheet', href: addressOf('accessible.css'), onload: resolve, onerror}));
  });
}

function makeView(playground) {
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
  const changes = make('ul');
  const sharing = makeSharing(playground, (text) => { sentence.textContent = text; }, refused);
  const heading = make('h1', {tabIndex: -1}, 'AdamW Playground: accessible view');
  const back = make('button', {type: 'button', onclick: () => close()}, 'Back to the drawing');
  const add = make('button', {type: 'button', onclick: () => act(() => playground.addRun())}, 'Add a run');
  const changesPart = part('Changes while it ran', changes);
  const element = make('main', {id: 'accessible', hidden: true},
    heading,
    make('p', {}, 'Small neural networks with the same data, the same initial weights and the same batches learn side ' +
                  'by side; only the optimizer differs. Everything takes effect at once, also while they train.'),
    back,
    part('Race', race.element, refused, sentence, table.element),
    part('Runs', make('div', {className: 'buttons'}, add), runs.element),
    changesPart,
    ...settings.parts,
    part('Share and take with you', sharing));

  let timer = 0;
  let spoken = {at: 0, playing: false, finished: false};

  // A race that stops is told at once, one that runs every ten seconds.
  function tell(status, metrics) {
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
  for (const type of ['step', 'config', 'done', 'error']) playground.addEventListener(type, refreshSoon);

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
  return {element, open};
}

function part(title, ...children) {
  const id = `part-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return make('section', {'aria-labelledby': id}, make('h2', {id}, title), ...children);
}

function changeText(event, status) {
  const values = Object.entries(event.set).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
  const run = status.runs[event.run];
  return `Step ${countText(event.step)}, ${run ? run.title : `run ${event.run}`}: ${values.join(', ')}`;
}

function makeRace(playground, act) {
  let playing = false;
  const button = (text, call) => make('button', {type: 'button', onclick: () => act(call)}, text);
  const play = button('Play', () => (playing ? playground.pause() : playground.play()));
  play.className = 'primary';
  const undo = button('Undo', () => playground.undo());
  const redo = button('Redo', () => playground.redo());
  const steps = () => playground.status().steps;
  // A way that is interrupted needs no message: the next state says so.
  const end = button('Run to the end', () => { playground.runTo(steps()).catch(() => {}); });
  const buttons = make('div', {className: 'buttons'}, play, button('Step', () => playground.step()), end,
                       button('Reset', () => playground.reset()), undo, redo);
  const text = make('span');
  const bar = make('progress', {max: 1, value: 0, 'aria-label': 'Steps done'});
  const reproduction = make('p', {role: 'status'});
  const kVerdicts = {
    none: '',
    running: 'This link says what its result was; it is compared when the runs get there.',
    reproduced: 'Reproduced: this machine got the very bits that the link names.',
    differs: 'Differs: this machine got other bits than the link names.',
  };
  function refresh(status, verdict) {
    playing = status.playing;
    play.textContent = playing ? 'Pause' : status.finished ? 'Play again' : 'Play';
    undo.disabled = !status.can_undo;
    redo.disabled = !status.can_redo;
    end.disabled = status.finished;
    text.textContent = `Step ${countText(status.step)} of ${countText(status.steps)}`;
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
    title, make('div', {className: 'fields'}, ...fields.map((field) => field.element))));
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
    try {
      await navigator.clipboard.writeText(link.value);
      say('The link is on the clipboard. It repeats this very experiment.');
    } catch {
      link.select();
      say('The link is selected; copy it with the keyboard.');
    }
  }
  async function download(format) {
    try {
      const file = await playground.export(format);
      const bytes = file.base64 === undefined ? file.text : Uint8Array.from(atob(file.base64), (it) => it.charCodeAt(0));
      const href = URL.createObjectURL(new Blob([bytes], {type: file.type}));
      make('a', {href, download: file.name}).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
      say(`${file.name} was handed to the browser.`);
    } catch (error) {
      refused.textContent = error.message;
      refused.hidden = false;
    }
  }
  const downloads = kFormats.map(([format, title]) => make('button', {type: 'button', onclick: () => download(format)}, title));
  return make('div', {},
    make('div', {className: 'field'}, make('label', {htmlFor: link.id}, 'Link to this experiment'), link),
    make('div', {className: 'buttons'}, make('button', {type: 'button', onclick: copy}, 'Copy the link'), ...downloads));
}
