// Numbers and sentences of the accessible view, and the one way it makes elements.

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const whole = new Intl.NumberFormat('en');
export const countText = (value) => whole.format(value);
export const numberText = (value) => value.toFixed(3).replace('-', '\u2212');
export const percentText = (value) => `${(100 * value).toFixed(1)} %`;

// A figure of metrics(): a number, nothing, or the mean and spread of several seeds.
export function figureText(figure, text) {
  if (figure === null || figure === undefined) return 'none';
  if (typeof figure !== 'object') return text(figure);
  return figure.mean === null ? 'none' : `${text(figure.mean)} ± ${text(figure.std)}`;
}

// Whether a run, or how many of its seeds, diverged.
export function stateText(run) {
  if (!run.diverged) return 'fine';
  return run.diverged_seeds ? `${run.diverged_seeds} seeds diverged` : 'diverged';
}

// The columns of the table of runs.
export const kFigures = [
  {key: 'train_loss', title: 'Train loss', text: numberText},
  {key: 'test_loss', title: 'Test loss', text: numberText},
  {key: 'gap', title: 'Gap (test minus train loss)', text: numberText},
  {key: 'train_accuracy', title: 'Train accuracy', text: percentText},
  {key: 'test_accuracy', title: 'Test accuracy', text: percentText},
  {key: 'weight_norm', title: 'Weight norm', text: numberText},
];

// "Run A: AdamW", or the name that the person gave it. `optimizer` is its row of the table.
export function runTitle(run, optimizer) {
  const label = optimizer.choice_labels[optimizer.choices.indexOf(run.values.optimizer)];
  return `Run ${run.letter}: ${run.values.name || label}`;
}

// What a listener wants to know of the race, in one or two sentences.
export function raceSentence(status, metrics) {
  const accuracy = metrics.runs.some((run) => figureText(run.test_accuracy, percentText) !== 'none');
  const {key, title, text} = kFigures.find((it) => it.key === (accuracy ? 'test_accuracy' : 'test_loss'));
  const each = metrics.runs.map((run, index) => {
    const letter = status.runs[index] ? status.runs[index].letter : index + 1;
    return run.diverged ? `${letter} diverged at step ${countText(run.step)}` : `${letter} ${figureText(run[key], text)}`;
  });
  const where = status.finished ? `Finished at step ${countText(status.step)}`
    : `${status.playing ? 'Step' : 'Paused at step'} ${countText(status.step)} of ${countText(status.steps)}`;
  return `${where}. ${title}: ${each.join(', ')}.`;
}
