// The figures of lessons' experiments, over several seeds.
//   valuesOf('runs[1].test_loss@200', { runs: [{ optimizer: 'adamw' }, { optimizer: 'adam' }] }, 12, 2000)  // 12 numbers
import assert from 'node:assert/strict';

import { kOfDecay } from './decay_shares.mjs';
import { ask, filledIn, merged, trainedWeights } from './program.mjs';

// Rows of a CSV by run and step.
const tables = new Map();
function table(text) {
  if (tables.has(text)) return tables.get(text);
  const [header, ...rows] = text.trim().split(/\r?\n/).map((line) => line.split(','));
  const [run, step] = [header.indexOf('run'), header.indexOf('step')];
  const groups = new Map();
  for (const row of rows) {
    const key = `${row[run]} at ${row[step]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  tables.set(text, { header, groups });
  return tables.get(text);
}

// What is told of a run's weights after the last step, in each seed.
const kOfWeights = {
  largest_weight: (run, experiment, index) => Math.max(...trainedWeights(run, experiment, index).map(Math.abs)),
  ...kOfDecay,
};

const kSeldom = 50;

// The values over the seeds of "runs[1].test_loss" after `steps` steps, of "runs[1].test_loss@200" on the way, or of what
// the weights tell at the end: "runs[1].largest_weight".
export function valuesOf(figure, experiment, seeds, steps) {
  const [, run, metric, step = steps] = figure.match(/^runs\[(\d)\]\.(\w+)(?:@(\d+))?$/) ?? assert.fail(`${figure} is no figure`);
  // Measuring takes as long as training, and changes no bit of it.
  const evaluate_every = step % kSeldom === 0 ? kSeldom : undefined;
  const whole = merged(experiment, { training: { steps, evaluate_every } });
  if (kOfWeights[metric]) return Array.from({ length: seeds }, (_, index) => kOfWeights[metric](Number(run), filledIn(whole), index));
  const { header, groups } = table(ask(whole, 'export', '--format', 'csv', '--out', '-', '--seeds', String(seeds)));
  assert.ok(header.includes(metric), `${figure}: there is no such metric`);
  const rows = groups.get(`${run} at ${step}`) ?? [];
  assert.equal(rows.length, seeds, `${figure}: step ${step} is not recorded for every seed`);
  const values = rows.map((row) => (row[header.indexOf(metric)] === '' ? NaN : Number(row[header.indexOf(metric)])));
  assert.ok(values.every(Number.isFinite), `${figure} of a seed is not finite`);
  return values;
}

// For each of x's values the one of y's with the lowest mean test loss.
export function bestValues({ run, x, y }, experiment, seeds, steps) {
  const axis = ({ parameter, values }) => `${parameter}=${values.join(',')}`;
  const whole = merged(experiment, { training: { steps } });
  const lines = ask(whole, 'sweep', '--seeds', String(seeds), '--runs', String(run), '--x', axis(x), '--y', axis(y)).trim().split('\n');
  return JSON.parse(lines.at(-1)).maps[0].ridge.map((column) => column.y);
}
