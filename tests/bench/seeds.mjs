// How long several seeds of the default experiment take in the page, from setConfig to the last step of the last seed.
//   node tests/bench/seeds.mjs --dist dist [--seeds 12] [--workers 2] [--rounds 5]
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { kChromium } from './chromium.mjs';
import { median } from './peers/workloads.mjs';

const kGoal = 3; // seconds, for 12 seeds and two workers

const { values: options } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    seeds: { type: 'string', default: '12' },
    workers: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
  },
});

const { server, url } = await serve(path.resolve(options.dist), 0);
const browser = await chromium.launch(kChromium);
const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
const page = await context.newPage();
await page.goto(`${url}?workers=${options.workers}#v=1&steps=10`);
await page.waitForFunction(() => window.playground !== undefined);
await page.evaluate(() => window.playground.ready.then(() => true));
const times = [];
for (let round = 0; round < Number(options.rounds); round++) {
  times.push(await page.evaluate(async ([seeds, first]) => {
    const start = performance.now();
    // Other data in each round: nothing is left over from the last.
    window.playground.setConfig({ seeds, data: { seed: first } });
    await window.playground.runTo(2000);
    return (performance.now() - start) / 1000;
  }, [Number(options.seeds), 1 + 100 * round]));
}
await browser.close();
server.close();
const seconds = (value) => `${value.toFixed(2)} s`;
console.log(`${options.seeds} seeds of the default experiment, ${options.workers} workers: median ${seconds(median(times))} ` +
  `(${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}, ${times.length} rounds; goal for 12 and 2: ${seconds(kGoal)})`);
