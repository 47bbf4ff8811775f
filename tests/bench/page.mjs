// Page figures: time from navigation to the first completed training step in Chromium (fresh profile each time), and
// what is transferred with brotli.
//   node tests/bench/page.mjs --dist dist [--rounds 7]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { kChromium } from './chromium.mjs';
import { median } from './peers/workloads.mjs';

const { values: options } = parseArgs({
  options: { dist: { type: 'string', default: 'dist' }, rounds: { type: 'string', default: '7' } },
});

const { server, url } = await serve(path.resolve(options.dist), 0);
const browser = await chromium.launch(kChromium);
const times = [];
let transferred = 0;
for (let round = 0; round < Number(options.rounds); round++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  transferred = 0;
  session.on('Network.loadingFinished', (event) => (transferred += event.encodedDataLength));
  await page.goto(url, { waitUntil: 'commit' });
  // performance.now() counts from the navigation of this page.
  times.push(await page.evaluate(
    () =>
      new Promise((resolve) => {
        const started = () => {
          const mark = performance.getEntriesByName('playground-first-step')[0];
          mark ? resolve(mark.startTime) : setTimeout(started, 5);
        };
        started();
      })));
  await context.close();
}
await browser.close();
server.close();

const milliseconds = (value) => `${Math.round(value)} ms`;
console.log(`navigation to first training step: median ${milliseconds(median(times))} (${milliseconds(Math.min(...times))} to ${milliseconds(Math.max(...times))}, ${times.length} rounds)`);
console.log(`transferred by the page itself (brotli, with headers; workers' scripts come on top): ${(transferred / 1000).toFixed(1)} kB`);
// What web/parts.js loads when it is wanted, and the site as one file.
const kLater = /^(accessible|embed|sw\.js|adamw-playground\.html)/;
let total = 0;
for (const name of fs.readdirSync(options.dist).sort()) {
  if (name.endsWith('.br') || name.endsWith('.gz')) continue;
  const file = path.join(options.dist, name);
  if (!fs.statSync(file).isFile()) continue;
  const raw = fs.statSync(file).size;
  const sent = fs.existsSync(`${file}.br`) ? fs.statSync(`${file}.br`).size : raw;
  const later = kLater.test(name);
  if (!later) total += sent;
  console.log(`  ${name.padEnd(24)} ${String(raw).padStart(9)} B  ${String(sent).padStart(8)} B ${later ? 'when wanted' : 'sent'}`);
}
console.log(`  ${'all at the start'.padEnd(24)} ${''.padStart(9)}    ${String(total).padStart(8)} B sent`);
