// What the engine is held to, and the one table of `make bench`. Ratios are of speed (above 1: this engine is faster),
// taken round by round and then their median, so that what disturbs the machine disturbs both sides.
import { UPDATE_SIZES, median } from './workloads.mjs';

export const kindOf = (workload) => workload.split('.')[0];
export const UNITS = { W1: 'steps/s', W2: 'steps/s', W3: 'steps/s', W4: 'ns/parameter', W5: 's', W6: 'ms' };
const kNames = {
  W1: 'W1 2-64-64-1, batch 32',
  W2: 'W2 2-256-256-256-1, batch 128',
  W3: 'W3 2-4-2-1, batch 10',
  W4: 'W4 AdamW update',
  W5: 'W5 9 x 9 sweep of W1, 500 steps',
  W6: 'W6 grid 100 x 100',
};

// The least ratio against each contender; "at most 1.15 times its time" is 1 / 1.15 of its speed.
export const GOALS = {
  W1: { limit: 0.9, 'tfjs-wasm': 35 },
  W2: { limit: 0.9, 'tfjs-wasm': 14 },
  W3: { limit: 0.5, 'tfjs-wasm': 1000 },
  W4: { limit: 1 / 1.15, 'tfjs-wasm': 6 },
  W5: { limit: 1 / 1.15, 'tfjs-wasm': 28 },
  W6: { limit: 1 / 1.3, 'tfjs-wasm': 5 },
};
// Natively, against the limit alone.
export const nativeGoal = (workload, contender) => (contender !== 'limit' ? undefined : kindOf(workload) === 'W3' ? 0.5 : 0.9);

export function titleOf(workload) {
  const [kind, size] = workload.split('.');
  return size ? `${kNames[kind]}, ${Number(size).toLocaleString('en')} parameters` : kNames[kind];
}

// How many times faster `ours` is than `theirs`, round by round.
export function speedRatios(workload, ours, theirs) {
  const rises = UNITS[kindOf(workload)] === 'steps/s';
  return ours.map((value, round) => (rises ? value / theirs[round] : theirs[round] / value));
}

export const number = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

// { text, met }: the ratio with its spread and, where there is a goal, whether it is met.
export function judge(workload, ours, theirs, goal) {
  const ratios = speedRatios(workload, ours, theirs);
  const middle = median(ratios);
  const spread = `${number(Math.min(...ratios))} to ${number(Math.max(...ratios))}`;
  if (goal === undefined) return { text: `${number(middle)}x`, met: true };
  const met = middle >= goal;
  return { text: `${number(middle)}x (${spread}; goal ${number(goal)}) ${met ? 'pass' : 'MISS'}`, met };
}

// The lines of a Markdown table over results[workload][contender] = values of the rounds, and how many goals were
// met and missed. `goalOf(workload, contender)` is the goal or undefined.
export function table(results, goalOf) {
  const contenders = [...new Set(Object.values(results).flatMap(Object.keys))].filter((name) => name !== 'playground');
  const cells = [['workload', 'unit', 'this engine', ...contenders.map((name) => `against ${name}`)]];
  let met = 0;
  let missed = 0;
  for (const [workload, values] of Object.entries(results)) {
    const ours = values.playground;
    const row = [titleOf(workload), UNITS[kindOf(workload)],
      `${number(median(ours))} (${number(Math.min(...ours))} to ${number(Math.max(...ours))})`];
    for (const name of contenders) {
      if (!values[name]) {
        row.push('');
        continue;
      }
      const goal = goalOf(workload, name);
      const verdict = judge(workload, ours, values[name], goal);
      if (goal !== undefined) verdict.met ? met++ : missed++;
      row.push(verdict.text);
    }
    cells.push(row);
  }
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const lines = [line(cells[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)];
  return { lines, met, missed };
}

export const browserGoal = (workload, contender) => GOALS[kindOf(workload)][contender];
export const ALL_WORKLOADS = ['W1', 'W2', 'W3', ...UPDATE_SIZES.map((size) => `W4.${size}`), 'W5', 'W6'];
