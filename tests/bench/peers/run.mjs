// Runs the interleaved comparison in one Chromium session and prints one table of medians, ratios and goals.
//   node tests/bench/peers/run.mjs --dist dist --modules build/web-release/modules [--limits FOLDER] [--rounds 5]
//        [--only W1,W2] [--contenders playground,limit] [--json FILE]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolders } from '../serve_folders.mjs';
import { kChromium } from '../chromium.mjs';
import { ALL_WORKLOADS, browserGoal, kindOf, table, titleOf } from './goals.mjs';

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

// Each in a page of its own: the heap that one leaves behind may have no room for the largest of another.
async function measure(workload) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`${server.address}/bench/runner.html`);
  await page.waitForFunction(() => window.runnerReady);
  const values = await page.evaluate(([w, r, c]) => window.runWorkload(w, r, c), [workload, rounds, contenders]);
  await page.close();
  return values;
}

const rounds = Number(options.rounds);
const contenders = options.contenders?.split(',') ?? null;
const chosen = ALL_WORKLOADS.filter((w) => !options.only || options.only.split(',').includes(kindOf(w)));
const results = {};
for (const workload of chosen) {
  process.stderr.write(`${titleOf(workload)} ...\n`);
  results[workload] = await measure(workload);
}

const { lines, met, missed } = table(results, browserGoal);
console.log(`Chromium ${browser.version()}, ${rounds} rounds, contenders in turn within a round. Median (smallest to largest);`);
console.log('ratios of speed, above 1 this engine is faster: median of the rounds\' own ratios (smallest to largest).\n');
console.log(lines.join('\n'));
console.log(`\n${met} goals met, ${missed} missed`);
if (options.json) fs.writeFileSync(options.json, JSON.stringify(results, null, 1));
await browser.close();
server.close();
