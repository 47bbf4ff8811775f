// How the experiment is shown, and the past, in the accessible view.

const {make} = await import(window.addressOf('elements.js'));
const {countText, t, tKey} = await import(window.addressOf('strings.js'));
const {button, choice, part, table} = await import(window.addressOf('accessible_controls.js'));
const {figureColumns, figureCells} = await import(window.addressOf('accessible_text.js'));

const kSpeeds = [1, 5, 20, 100, 200, 500, 1000, 5000, 'max'];

// Theme, language, speed and, of several, the seed that is looked at.
export function makeView(playground, act) {
  const set = (name, read = (value) => value) => (value) => act(() => playground.setView({[name]: read(value)}));
  const theme = choice('theme', t('Theme'), set('theme'));
  const language = choice('language', t('Language'), set('language'));
  const speed = choice('speed', t('Speed'), set('speed', (value) => (value === 'max' ? value : Number(value))));
  const seed = choice('shown_seed', t('Seed seen'), set('shown_seed', Number));
  function refresh(config) {
    const view = playground.view();
    theme.refresh(view.theme, [['system', t('Theme of the system')], ['dark', t('Dark theme')], ['light', t('Light theme')]]);
    language.refresh(view.language, Object.entries(view.languages));
    const speeds = kSpeeds.includes(view.speed) ? kSpeeds : [...kSpeeds, view.speed];
    speed.refresh(String(view.speed), speeds.map((it) => [
      String(it), it === 'max' ? t('As fast as it goes') : t('{count} steps a second', {count: countText(it)})]));
    seed.element.hidden = config.seeds < 2;
    seed.refresh(String(view.shown_seed), Array.from({length: config.seeds}, (_, at) => [String(at), countText(at + 1)]));
  }
  const fields = [theme, language, speed, seed].map((it) => it.element);
  return {element: part('view', t('View'), make('div', {className: 'fields'}, ...fields)), refresh};
}

// Looking back: the runs as they were, while the present stays, and branches from there.
export function makePast(playground, act) {
  const step = make('input', {type: 'text', id: 'past-step', inputMode: 'numeric', autocomplete: 'off', value: '0'});
  // What is no number goes on as it is, to be refused with what would be right.
  const look = () => act(() => {
    const text = step.value.trim();
    playground.lookAt(text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
  });
  step.addEventListener('keydown', (event) => { if (event.key === 'Enter') look(); });
  const back = button(t('Back to the present'), () => act(() => playground.lookAt(null)));
  const branches = make('div', {className: 'buttons'});
  const said = make('p', {role: 'status'});
  const runs = table(t('The runs as they were'));
  const element = part('past', t('Look back'),
    make('p', {}, t('The runs as they were at an earlier step. The present is kept.')),
    make('div', {className: 'field'}, make('label', {htmlFor: step.id}, t('Step')), step),
    make('div', {className: 'buttons'}, button(t('Look back'), look), back), said, runs.element, branches);

  function refresh(status) {
    const past = playground.past();
    back.disabled = past === null;
    branches.hidden = past === null;
    const text = past === null ? ''
      : t(past.ready ? tKey('Step {step} of {steps}, past') : tKey('Step {step} of {steps}, being repeated'),
          {step: countText(past.step), steps: countText(status.step)});
    if (said.textContent !== text) said.textContent = text;
    if (past === null || !past.ready) return runs.hide();
    const rows = past.runs.flatMap((figures, at) => (status.runs[at] ? [[status.runs[at].title, ...figureCells(figures)]] : []));
    runs.show(t('Results at step {step}, measured on the whole train and test sets', {step: countText(past.step)}),
              [t('Run'), ...figureColumns()], rows);
    const letters = status.runs.map((run) => run.letter).join();
    if (branches.dataset.letters === letters) return;
    branches.dataset.letters = letters;
    branches.replaceChildren(...status.runs.map((run, at) => button(
      t('Branch {0} here', [run.letter]), () => act(() => playground.branchHere(at)))));
  }
  return {element, refresh};
}
