// Claims of lessons, as docs/lessons.md describes them: what is found over the seeds, whether it is as expected, and the
// numbers as the texts print them.
import assert from 'node:assert/strict';

import { bestValues, valuesOf } from './figures.mjs';
import { merged } from './program.mjs';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
const kStudent = { 12: 2.200985 }; // the 97.5 % quantile with n - 1 degrees of freedom

function summary(values) {
  return { mean: mean(values), std: deviation(values), seeds: values.length, lowest: Math.min(...values), highest: Math.max(...values) };
}

// `with`: the second figure is of the experiment changed so.
function pairsOf([first, second], changes, experiment, claim) {
  const a = valuesOf(first, experiment, claim.seeds, claim.steps);
  const b = valuesOf(second, merged(experiment, changes ?? {}), claim.seeds, claim.steps);
  return { a, b };
}

const kMeasures = {
  value: (figure, claim, experiment) => summary(valuesOf(figure, experiment, claim.seeds, claim.steps)),
  paired: (figures, claim, experiment) => {
    const { a, b } = pairsOf(figures, claim.measure.with, experiment, claim);
    const differences = a.map((value, seed) => value - b[seed]);
    const sign = Math.sign(mean(differences));
    return {
      ...summary(differences), a: mean(a), b: mean(b),
      wins: differences.filter((difference) => sign * difference > 0).length,
      half_width: (kStudent[claim.seeds] * deviation(differences)) / Math.sqrt(claim.seeds),
      largest: Math.max(...differences.map(Math.abs)),
    };
  },
  distance: (figures, claim, experiment) => {
    const { a, b } = pairsOf(figures, claim.measure.with, experiment, claim);
    return summary(a.map((value, seed) => Math.abs(value - b[seed])));
  },
  ratio: (figures, claim, experiment) => {
    const { a, b } = pairsOf(figures, claim.measure.with, experiment, claim);
    return { ...summary(a.map((value, seed) => value / b[seed])), a: mean(a), b: mean(b) };
  },
  best: (sweep, claim, experiment) => {
    const found = bestValues(sweep, experiment, claim.seeds, claim.steps);
    return { seeds: claim.seeds, first: found[0], last: found.at(-1), moves: Math.max(...found) / Math.min(...found), rises: found.at(-1) / found[0] };
  },
};

export function measure(lesson, claim) {
  const [kind] = Object.keys(claim.measure).filter((name) => name !== 'with');
  assert.ok(kMeasures[kind], `${kind} is no kind of measure`);
  return kMeasures[kind](claim.measure[kind], claim, merged(lesson.experiment, claim.experiment ?? {}));
}

// Factors of values such as 0.001 and 0.01 are right up to rounding.
const kRounding = 1e-9;
const kHolds = {
  wins_at_least: (found, bound) => found.wins >= bound,
  mean_below: (found, bound) => found.mean < bound,
  mean_above: (found, bound) => found.mean > bound,
  within: (found, bound) => Math.abs(found.mean) <= bound,
  clear: (found, wanted) => (Math.abs(found.mean) > found.half_width) === wanted,
  each_within: (found, bound) => Math.max(Math.abs(found.lowest), Math.abs(found.highest)) <= bound,
  each_below: (found, bound) => found.highest < bound,
  each_above: (found, bound) => found.lowest > bound,
  moves_by_at_most: (found, factor) => found.moves <= factor * (1 + kRounding),
  rises_by_at_least: (found, factor) => found.rises >= factor * (1 - kRounding),
};

export function expectHeld(claim, found) {
  for (const [name, bound] of Object.entries(claim.expect)) {
    assert.ok(kHolds[name]?.(found, bound), `${name} ${bound}, but found ${JSON.stringify(found)}`);
  }
}

// The sign is the text's matter: "lower by 0.347". Accuracies and norms look as the live figures beside them do.
export function measuredText(claim, name, value) {
  if (['wins', 'seeds', 'first', 'last'].includes(name)) return String(value);
  const size = Math.abs(value);
  if (name === 'moves' || name === 'rises') return String(Number(size.toPrecision(3)));
  const figures = claim.measure.ratio ? '' : JSON.stringify(claim.measure);
  if (figures.includes('_accuracy')) return `${(100 * size).toFixed(1)} %`;
  if (figures.includes('_share')) return `${Number((100 * size).toPrecision(2))} %`;
  if (figures.includes('weight_norm')) return size.toFixed(1);
  return size >= 10 ? size.toFixed(0) : size.toFixed(size >= 2 ? 1 : 3);
}
