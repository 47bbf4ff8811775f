// Trains the same experiments on every platform and compares the fingerprints: a table, the experiments that differ,
// and as the last line "N passed, N failed", counting comparisons.
//   node tests/matrix/matrix.mjs [--random 200] [--links whole|quick] [--only Firefox]
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { webModule } from '../../tools/web_module.mjs';
import { experimentsOf, kPlatforms, linkOf } from './platforms.mjs';

const { values: options } = parseArgs({
  options: {
    random: { type: 'string', default: '200' },
    links: { type: 'string', default: 'whole' },
    only: { type: 'string', default: '' }, // the beginning of a platform's name; always with the first one
  },
});

// Links of every release, which stand in the first column.
function goldenLinks() {
  const folder = fileURLToPath(new URL('../golden/links/', import.meta.url));
  return fs.readdirSync(folder).sort()
    .flatMap((file) => fs.readFileSync(folder + file, 'utf8').trim().split('\n'))
    .map((line) => `${line.split('\t')[0]}\n`).join('');
}

// The experiments that lessons start with and go over to.
async function lessonLinks() {
  const { merged } = await webModule('lesson_check.js');
  const folder = fileURLToPath(new URL('../../assets/lessons/', import.meta.url));
  const { lessons } = JSON.parse(fs.readFileSync(`${folder}index.json`, 'utf8'));
  const experiments = lessons.flatMap((id) => {
    const { experiment, steps } = JSON.parse(fs.readFileSync(`${folder}${id}.json`, 'utf8'));
    return [experiment, ...steps.flatMap((step) => (step.experiment ? [merged(experiment, step.experiment)] : []))];
  });
  return (await Promise.all(experiments.map(linkOf))).join('');
}

async function run(train, experiments) {
  const start = performance.now();
  try {
    const fingerprints = await train(experiments);
    return { fingerprints, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    return { fingerprints: [], seconds: (performance.now() - start) / 1000, error: error.message };
  }
}

const experiments = await experimentsOf(options.random, goldenLinks() + await lessonLinks(), options.links);
console.log(`${experiments.length} experiments: ${options.random} at random over the parameter table, the rest golden links and lessons`);
console.log(`${'platform'.padEnd(32)} ${'equal'.padStart(6)} ${'differ'.padStart(7)} ${'seconds'.padStart(8)}`);
let passed = 0;
let failed = 0;
let reference = null;
for (const [name, train] of Object.entries(kPlatforms)) {
  if (reference && !name.startsWith(options.only)) continue;
  const { fingerprints, seconds, error } = await run(train, experiments);
  reference ??= fingerprints;
  const differing = experiments.flatMap(({ link }, i) => {
    const [found, expected] = [fingerprints[i], reference[i]];
    return /^[0-9a-f]{16}$/.test(found) && found === expected ? [] : [{ link, found, expected }];
  });
  const equal = experiments.length - differing.length;
  console.log(`${name.padEnd(32)} ${String(equal).padStart(6)} ${String(differing.length).padStart(7)} ${seconds.toFixed(1).padStart(8)}`);
  if (error) console.log(`  did not finish: ${error}`);
  for (const { link, found, expected } of error ? [] : differing.slice(0, 5)) {
    console.log(`  ${found} instead of ${expected}: ${link}`);
  }
  passed += equal;
  failed += differing.length;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
