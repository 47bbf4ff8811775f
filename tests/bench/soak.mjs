// A long time at full speed: the memory of the page and of its workers must not grow.
//   SOAK_MINUTES=60 node tests/bench/soak.mjs [--dist dist]
// The page trains four runs; when they have come to the end it begins again with other seeds, as a person would. Memory is
// what the renderer's process, which holds the page and the workers, has for itself or shares with the graphics; not the
// browser's program, whose share depends on how many other processes run it.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { serve } from '../../tools/serve.mjs';
import { kChromium } from './chromium.mjs';
import { experiment, openPage, quantile, renderers } from './page/workload.mjs';

const kMostGrowth = 5; // percent
const kSettleShare = 0.1; // of the time, and the first race: until caches, pools and histories have their size
const { values: options } = parseArgs({ options: { dist: { type: 'string', default: 'dist' } } });
const minutes = Number(process.env.SOAK_MINUTES ?? 60);

async function largestKilobytes(browser) {
  const sizes = (await renderers(browser)).map(({ id }) => {
    const text = fs.readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(text.match(/^Pss_Anon:\s+(\d+)/m)[1]) + Number(text.match(/^Pss_Shmem:\s+(\d+)/m)[1]);
  });
  return Math.max(...sizes);
}

const { server, url } = await serve(path.resolve(options.dist), 0);
const browser = await chromium.launch(kChromium);
const { page } = await openPage(browser, `${url}?workers=2`);
await page.evaluate((config) => {
  const { playground } = window;
  window.restarts = 0;
  const restart = () => {
    ++window.restarts;
    playground.setConfig({ ...config, data: { ...config.data, seed: window.restarts } });
    playground.play();
  };
  playground.setView({ speed: 'max' });
  playground.addEventListener('done', restart);
  playground.pause();
  restart();
}, experiment({ steps: 200_000, evaluateEvery: 10 }));

const samples = [];
const end = Date.now() + 60_000 * minutes;
while (Date.now() < end) {
  await new Promise((resolve) => setTimeout(resolve, Math.max(2000, 600 * minutes)));
  const [heap, races] = await page.evaluate(() => [performance.memory?.usedJSHeapSize ?? 0, window.restarts - 1]);
  samples.push({ kilobytes: await largestKilobytes(browser), races });
  console.log(`${((Date.now() - end) / 60_000 + minutes).toFixed(1)} min: ${(samples.at(-1).kilobytes / 1024).toFixed(1)} MB, ` +
              `JavaScript heap ${(heap / 2 ** 20).toFixed(1)} MB, ${races} races`);
}
const restarts = await page.evaluate(() => window.restarts);
const settled = samples.slice(Math.floor(samples.length * kSettleShare)).filter(({ races }) => races > 0)
  .map(({ kilobytes }) => kilobytes);
if (settled.length < 3) throw new Error(`soak: ${minutes} minutes are too few for the first race to end and to be compared with`);
const third = Math.max(1, Math.floor(settled.length / 3));
const [first, last] = [settled.slice(0, third), settled.slice(-third)].map((part) => quantile(part, 0.5));
const growth = 100 * (last / first - 1);
console.log(`memory after ${minutes} minutes at full speed (${restarts} races): ${(first / 1024).toFixed(1)} MB in the first third, ` +
            `${(last / 1024).toFixed(1)} MB in the last: ${growth.toFixed(1)} %, goal <= ${kMostGrowth} %: ${growth <= kMostGrowth ? 'met' : 'MISSED'}`);
await browser.close();
server.close();
server.closeAllConnections?.();
