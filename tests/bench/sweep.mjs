// The sweep of the goal in the page: 9 x 9 cells, AdamW and Adam + L2, 500 steps each of 2-64-64-1, two workers:
// time until the coarse map (3 x 3 of both) is there, and until all cells are.
//   node tests/bench/sweep.mjs [--dist dist] [--rounds 5]
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { kChromium } from './chromium.mjs';
import { median } from './peers/workloads.mjs';

const { values: options } = parseArgs({
  options: { dist: { type: 'string', default: 'dist' }, rounds: { type: 'string', default: '5' } },
});
const kConfig = {
  model: { hidden: [64, 64], activation: 'tanh' },
  training: { steps: 500, batch_size: 32 },
  runs: [{ optimizer: 'adamw', weight_decay: 0.3 }, { optimizer: 'adam', weight_decay: 0.0032 }],
};
const kCoarse = 18;

const { server, url } = await serve(path.resolve(options.dist), 0);
const browser = await chromium.launch(kChromium);
const coarse = [];
const whole = [];
for (let round = 0; round < Number(options.rounds); round++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${url}?workers=2`);
  await page.waitForFunction(() => window.playground !== undefined);
  const [first, all] = await page.evaluate(async ([config, cells]) => {
    await playground.ready;
    playground.setConfig(config);
    playground.pause();
    await playground.runTo(1);  // the workers are there
    const start = performance.now();
    let first;
    playground.addEventListener('sweep', (event) => {
      if (first === undefined && event.detail.finished >= cells) first = performance.now() - start;
    });
    await playground.sweep();
    return [first, performance.now() - start];
  }, [kConfig, kCoarse]);
  coarse.push(first);
  whole.push(all);
  await context.close();
}
await browser.close();
server.close();

const seconds = (list) => `${(median(list) / 1000).toFixed(2)} s (${(Math.min(...list) / 1000).toFixed(2)} to ${(Math.max(...list) / 1000).toFixed(2)})`;
console.log(`sweep of 162 cells x 500 steps of 2-64-64-1, two workers: coarse map ${seconds(coarse)}, complete ${seconds(whole)}, ${whole.length} rounds`);
