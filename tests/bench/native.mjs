// The native comparison: our kernels, the limit probe and PyTorch in turn, round after round; one table as in Chromium.
//   node tests/bench/native.mjs --kernels build/native-release/tests/bench/bench_kernels [--limits FOLDER]
//        [--rounds 5] [--json FILE]
// PyTorch takes part when /usr/bin/python3 has it (Debian's python3-torch); the table says with which BLAS.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nativeGoal, table } from './peers/goals.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    kernels: { type: 'string', default: 'build/native-release/tests/bench/bench_kernels' },
    limits: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const run = (command, words) => execFileSync(command, words, { encoding: 'utf8' }).trim().split('\n');

// Each gives { workload: value } of one round.
function engine() {
  return Object.fromEntries(run(options.kernels, ['W']).map((line) => {
    const [name, value] = line.split(' ');
    return [name.replace('W4.adamw.', 'W4.'), Number(value)];
  }));
}

function limit() {
  const lines = run(path.join(options.limits, 'limits_sse'), []).map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map(({ w, median }) => [w.replace('W4.simd.', 'W4.'), median]));
}

const script = path.join(here, 'pytorch_speed.py');
const pytorch = () => JSON.parse(run('/usr/bin/python3', [script]).at(-1));
let pytorchBuild = null;
try {
  pytorchBuild = run('/usr/bin/python3', [script, '--version'])[0];
} catch {
  console.log('PyTorch does not take part: /usr/bin/python3 has no torch (Debian: python3-torch, libopenblas0)');
}

const contenders = { playground: engine };
if (options.limits) contenders.limit = limit;
if (pytorchBuild) contenders.pytorch = pytorch;
const results = {};
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, measure] of Object.entries(contenders)) {
    process.stderr.write(`round ${round + 1}: ${name}\n`);
    for (const [workload, value] of Object.entries(measure())) {
      ((results[workload] ??= {})[name] ??= []).push(value);
    }
  }
}
// The probe measures more than the workloads.
for (const [workload, values] of Object.entries(results)) if (!values.playground) delete results[workload];
const { lines, met, missed } = table(results, nativeGoal);
console.log(`${options.rounds} rounds, contenders in turn within a round. Median (smallest to largest); ratios of speed, above 1`);
console.log('this engine is faster.');
if (pytorchBuild) console.log(pytorchBuild);
console.log(`\n${lines.join('\n')}\n\n${met} goals met, ${missed} missed`);
if (options.json) fs.writeFileSync(options.json, JSON.stringify(results, null, 1));
