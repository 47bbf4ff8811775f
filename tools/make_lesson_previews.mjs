// Takes each lesson on the built page in Chromium and keeps what the pages of lessons show of it:
// node tools/make_lesson_previews.mjs [ID...]
// assets/lessons/previews/ID.png, the picture of its link in other programs (1200 x 630), and ID.json, the figures that
// its steps showed. To be run after `make build` when a lesson or the engine's numbers changed.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openBrowser } from '../tests/browser/browser.mjs';
import { walkOf } from '../tests/browser/lesson_walk.mjs';
import { indexedPng } from './indexed_png.mjs';

const kLessons = fileURLToPath(new URL('../assets/lessons/', import.meta.url));
const kFolder = path.join(kLessons, 'previews');
// The picture's shape at a size at which cards are whole.
const kViewport = { viewport: { width: 1280, height: 672 }, deviceScaleFactor: 1200 / 1280, colorScheme: 'dark' };

// What the screen shows, decoded by the browser.
async function pixelsOf(page, png) {
  const { base64, ...size } = await page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const texts = [];
    for (let i = 0; i < data.length; i += 3e4) texts.push(btoa(String.fromCharCode(...data.subarray(i, i + 3e4))));
    return { base64: texts, width: bitmap.width, height: bitmap.height };
  }, png.toString('base64'));
  return { ...size, rgba: Buffer.concat(base64.map((text) => Buffer.from(text, 'base64'))) };
}

async function take(browser, id) {
  const page = await browser.open(`?lesson=${id}`);
  const walk = walkOf(page);
  await walk.ready();
  const steps = [];
  const lesson = JSON.parse(fs.readFileSync(path.join(kLessons, `${id}.json`), 'utf8'));
  for (const step of lesson.steps) {
    await walk.step();
    steps.push(await walk.figures());
    if (step.run) {
      await page.frames(10);
      const picture = await pixelsOf(page.page, await page.page.screenshot());
      fs.writeFileSync(path.join(kFolder, `${id}.png`), indexedPng(picture));
    }
    if (steps.length < lesson.steps.length) await walk.next();
  }
  fs.writeFileSync(path.join(kFolder, `${id}.json`), `${JSON.stringify({ steps }, null, 1)}\n`);
  await page.page.close();
}

const ids = JSON.parse(fs.readFileSync(path.join(kLessons, 'index.json'), 'utf8')).lessons;
const wanted = process.argv.slice(2);
fs.mkdirSync(kFolder, { recursive: true });
const browser = await openBrowser(kViewport);
try {
  for (const id of ids.filter((it) => wanted.length === 0 || wanted.includes(it))) {
    await take(browser, id);
    console.log(`${id}: ${fs.statSync(path.join(kFolder, `${id}.png`)).size} bytes`);
  }
} finally {
  await browser.close();
}
