// From navigation to the first completed training step, a fresh profile each time; and the bytes of the site.
import fs from 'node:fs';
import path from 'node:path';

import { quantile, row } from './workload.mjs';

const kMostMilliseconds = 1000;
const kMostBytes = 600_000;
// What the start asks for (tests/browser/efficiency.test.mjs compares it with what it does); the rest is loaded when wanted.
export const kStartFiles = [
  'index.html', 'manifest.webmanifest', 'style.css', 'favicon.svg', 'api.js', 'parts.js', 'boot.js', 'sizes.json',
  'app.js', 'app.wasm', 'engine.wasm', 'worker.js', 'engine.js', 'engine_host.js',
];

async function startOnce(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  // Marks count from the navigation of this page.
  const time = await page.evaluate(() => new Promise((resolve) => {
    const started = () => {
      const mark = performance.getEntriesByName('playground-first-step')[0];
      if (mark) resolve(mark.startTime);
      else setTimeout(started, 5);
    };
    started();
  }));
  await context.close();
  return time;
}

export async function measureStart(browser, url, rounds) {
  const times = [];
  for (let round = 0; round < rounds; ++round) times.push(await startOnce(browser, url));
  const [middle, least, most] = [quantile(times, 0.5), Math.min(...times), Math.max(...times)].map(Math.round);
  return [row('navigation to the first training step, median', `<= ${kMostMilliseconds} ms`,
              `${middle} ms (${least} to ${most}, ${rounds} rounds)`, middle <= kMostMilliseconds)];
}

export function measureBytes(dist) {
  const files = fs.readdirSync(dist, { recursive: true }).sort()
    .filter((name) => !/\.(br|gz)$/.test(name) && fs.statSync(path.join(dist, name)).isFile());
  let total = 0;
  const rows = files.map((name) => {
    const later = !kStartFiles.includes(name);
    const file = path.join(dist, name);
    const sent = fs.statSync(fs.existsSync(`${file}.br`) ? `${file}.br` : file).size;
    if (!later) total += sent;
    return row(`  ${name}`, '', `${sent} B ${later ? 'when wanted' : 'sent'} (${fs.statSync(file).size} B)`, null);
  });
  return [row('all that the start loads, brotli', `<= ${kMostBytes / 1000} kB`, `${(total / 1000).toFixed(1)} kB`, total <= kMostBytes), ...rows];
}
