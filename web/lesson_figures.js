// The figures in a lesson's texts: {{runs[1].test_loss}} becomes "0.295". What a figure is of is a moment:
// {metrics, status, sweep, before}, taken of the page by the lesson, or of a file by the pages that need no JavaScript.

// `measured` are texts already, so that they are exactly what the tests of the claims printed.
export function figureText(name, moment, measured = {}) {
  if (name.startsWith('measured.')) return measured[name.slice('measured.'.length)] ?? kUnknown;
  const value = figureValue(name, moment);
  return value === undefined ? kUnknown : valueText(name, value);
}

const kUnknown = '\u2026';

// undefined: not known yet; null: there is none (a run that diverged).
export function figureValue(name, moment) {
  if (name.endsWith('@before')) return figureValue(name.slice(0, -'@before'.length), moment?.before ?? undefined);
  if (!moment) return undefined;
  const [, list, index, field] = /^(\w+)(?:\[(\d)\])?(?:\.(.+))?$/.exec(name) ?? [];
  if (list === 'step') return moment.status?.step;
  if (list === 'values') return moment.status?.runs[index]?.values[field];
  if (list === 'sweep') {
    const map = moment.sweep?.[index];
    return map && (field === 'diverged' ? map.diverged : map.best ? map.best[field.slice('best.'.length)] : null);
  }
  const run = moment.metrics?.runs[index];
  if (!run) return undefined;
  if (run.diverged && field !== 'step') return null;
  const value = run[field];
  return (value !== null && typeof value === 'object' ? value.mean : value) ?? undefined;  // not evaluated yet
}

function valueText(name, value) {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return 'none (diverged)';
  if (typeof value !== 'number') return Array.isArray(value) ? value.join(', ') : String(value);
  const minus = (text) => text.replace('-', '\u2212');
  if (/accuracy/.test(name)) return `${minus((100 * value).toFixed(1))} %`;
  if (/(^|\.)step|diverged/.test(name)) return value.toLocaleString('en');
  if (/^values|best\.[xy]/.test(name)) return minus(String(Number(value.toPrecision(3))));
  if (/weight_norm/.test(name)) return value.toFixed(1);
  return minus(value.toFixed(3));
}

// The text as pieces: {text} and {figure, text}, so that figures can be kept up to date.
export function pieces(text, fill) {
  return text.split(/(\{\{.*?\}\})/).filter((part) => part !== '').map((part) => {
    const figure = /^\{\{(.*)\}\}$/.exec(part)?.[1];
    return figure === undefined ? {text: part} : {figure, text: fill(figure)};
  });
}

// The index of the prediction's right answer at this moment; null when nothing can be said (a run diverged).
export function rightAnswer(right, moment) {
  if (typeof right === 'number') return right;
  const first = figureValue(right.compare, moment);
  const second = figureValue(right.with, moment);
  if (!Number.isFinite(first) || !Number.isFinite(second)) return null;
  if (Math.abs(first - second) <= right.within) return right.same;
  return first < second ? right.less : right.more;
}
