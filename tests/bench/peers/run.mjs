// Runs the interleaved comparison in one Chromium session and prints a table of medians and of ratios, pair by pair.
//   node tests/bench/peers/run.mjs --dist dist --modules build/web-release/modules [--limits FOLDER] [--rounds 5]
//        [--only W1,W2] [--contenders playground,limit] [--json FILE]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolders } from '../serve_folders.mjs';
import { kChromium } from '../chromium.mjs';
import { median } from './workloads.mjs';

const kUnits = { W1: 'steps/s', W2: 'steps/s', W3: 'steps/s', W4: 'ns/parameter', W5: 's', W6: 'ms' };
const higherIsBetter = (workload) => kUnits[workload.split('.')[0]] === 'steps/s';
const here = path.dirname(fileURLToPath(import.meta.url));

const { values: options } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    modules: { type: 'string', default: 'build/web-release/modules' },
    limits: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    contenders: { type: 'string' },
    json: { type: 'string' },
  },
});

const folders = { bench: here, dist: options.dist, modules: options.modules, peers: path.join(here, 'node_modules') };
if (options.limits) folders.limits = options.limits;
const server = await serveFolders(folders);
const browser = await chromium.launch(kChromium);
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(String(error)));
await page.goto(`${server.address}/bench/runner.html`);
await page.waitForFunction(() => window.runnerReady);

const rounds = Number(options.rounds);
const contenders = options.contenders?.split(',') ?? null;
const all = await page.evaluate(() => window.workloads);
const chosen = all.filter((w) => !options.only || options.only.split(',').includes(w.split('.')[0]));
const results = {};

const show = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
console.log(`median of ${rounds} rounds (smallest to largest); ratio: how many times better than the peer, median of the rounds' own ratios`);
for (const workload of chosen) {
  const values = await page.evaluate(([w, r, c]) => window.runWorkload(w, r, c), [workload, rounds, contenders]);
  results[workload] = values;
  const ours = values.playground;
  console.log(`\n${workload}, ${kUnits[workload.split('.')[0]]}`);
  for (const [name, list] of Object.entries(values)) {
    const better = higherIsBetter(workload) ? ours.map((v, i) => v / list[i]) : ours.map((v, i) => list[i] / v);
    const ratio = name === 'playground' ? '' : `x ${median(better).toPrecision(3)}`;
    const spread = `(${show(Math.min(...list))} to ${show(Math.max(...list))})`;
    console.log(`  ${name.padEnd(12)} ${show(median(list)).padStart(12)}  ${spread.padEnd(28)} ${ratio}`);
  }
}
if (options.json) fs.writeFileSync(options.json, JSON.stringify(results, null, 1));
await browser.close();
server.close();
