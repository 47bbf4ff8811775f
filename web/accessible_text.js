// Numbers and sentences of the accessible view.

const {countText, t, tKey} = await import(window.addressOf('strings.js'));

export const numberText = (value) => value.toFixed(3).replace('-', '\u2212');
export const percentText = (value) => `${(100 * value).toFixed(1)} %`.replace('-', '\u2212');
// Three digits: "0.0032", "1.2e-7".
export const shortText = (value) => String(Number(value.toPrecision(3))).replaceAll('-', '\u2212');

// A figure of metrics(): a number, nothing, or the mean and spread of several seeds.
export function figureText(figure, text) {
  if (figure === null || figure === undefined) return t('none');
  if (typeof figure !== 'object') return text(figure);
  return figure.mean === null ? t('none') : `${text(figure.mean)} ± ${text(figure.std)}`;
}

// Whether a run, or how many of its seeds, diverged.
export function stateText(run) {
  if (!run.diverged) return t('fine');
  return run.diverged_seeds ? t('{count} seeds diverged', {count: run.diverged_seeds}) : t('diverged');
}

// The columns of the table of runs.
export const kFigures = [
  {key: 'train_loss', title: tKey('Train loss'), text: numberText},
  {key: 'test_loss', title: tKey('Test loss'), text: numberText},
  {key: 'gap', title: tKey('Gap (test minus train loss)'), text: numberText},
  {key: 'train_accuracy', title: tKey('Train accuracy'), text: percentText},
  {key: 'test_accuracy', title: tKey('Test accuracy'), text: percentText},
  {key: 'weight_norm', title: tKey('Weight norm'), text: numberText},
];
// What runs and cells can be compared by.
export const kMetrics = [
  ...kFigures.map((it) => ({...it, higher: it.key.endsWith('accuracy')})),
  {key: 'test_loss_noisy', title: tKey('Test loss, noisy labels'), text: numberText},
  {key: 'test_accuracy_noisy', title: tKey('Test accuracy, noisy labels'), text: percentText, higher: true},
];
export const figureColumns = () => [t('Step'), ...kFigures.map((it) => t(it.title)), t('State')];
export const figureCells = (figures) => [
  countText(figures.step), ...kFigures.map(({key, text}) => figureText(figures[key], text)), stateText(figures)];

// "Run A: AdamW", or the name that the person gave it. `optimizer` is its row of the table.
export function runTitle(run, optimizer) {
  const label = optimizer.choice_labels[optimizer.choices.indexOf(run.values.optimizer)];
  return t('Run {letter}: {name}', {letter: run.letter, name: run.values.name || t(label)});
}

// What a listener wants to know of the race, in one or two sentences.
export function raceSentence(status, metrics) {
  const accuracy = metrics.runs.some((run) => figureText(run.test_accuracy, percentText) !== t('none'));
  const {key, title, text} = kFigures.find((it) => it.key === (accuracy ? 'test_accuracy' : 'test_loss'));
  const each = metrics.runs.map((run, index) => {
    const letter = status.runs[index] ? status.runs[index].letter : index + 1;
    return run.diverged ? t('{letter} diverged at step {step}', {letter, step: countText(run.step)}) : `${letter} ${figureText(run[key], text)}`;
  });
  const counts = {step: countText(status.step), steps: countText(status.steps)};
  const where = status.finished ? t('Finished at step {step}.', counts)
    : status.playing ? t('Step {step} of {steps}.', counts) : t('Paused at step {step} of {steps}.', counts);
  return `${where} ${t(title)}: ${each.join(', ')}.`;
}
