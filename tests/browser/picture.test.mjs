// The main screen as a picture: the default experiment at rest, dark, 1280 x 720, against the one kept here.
// Both are compared as 160 x 90 cells of 8 x 8 pixels, so that the smoothing of a glyph or of a line does not count,
// and a missing card, curve or panel does. ADAMW_WRITE_PICTURES=1 writes the picture anew.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openBrowser } from './browser.mjs';

const kFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'pictures');
const kMeanDifference = 0.6; // of 255, over all cells
const kCellDifference = 40; // of 255; a cell beyond this differs to the eye
const kCellsBeyond = 12; // of 14,400

let browser;
before(async () => (browser = await openBrowser({ colorScheme: 'dark', reducedMotion: 'reduce' })));
after(() => browser.close());

// The mean colours of the cells, [rows, columns, 3], taken by the browser's own decoder and canvas.
function cellsOf(page, png) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const columns = bitmap.width / 8;
    const cells = new Array((bitmap.height / 8) * columns * 3).fill(0);
    for (let y = 0; y < bitmap.height; y++)
      for (let x = 0; x < bitmap.width; x++)
        for (let c = 0; c < 3; c++)
          cells[((y >> 3) * columns + (x >> 3)) * 3 + c] += data[(y * bitmap.width + x) * 4 + c] / 64;
    return cells;
  }, png.toString('base64'));
}

function difference(a, b) {
  assert.equal(a.length, b.length, 'the pictures have different sizes');
  const distances = [];
  for (let i = 0; i < a.length; i += 3)
    distances.push(Math.max(...[0, 1, 2].map((c) => Math.abs(a[i + c] - b[i + c]))));
  return {
    mean: distances.reduce((sum, d) => sum + d, 0) / distances.length,
    beyond: distances.filter((d) => d > kCellDifference).length,
  };
}

async function screenAt(playground, step) {
  await playground.page.evaluate((wanted) => window.playground.runTo(wanted), step);
  await playground.page.mouse.move(640, 710); // over nothing that shows a tooltip
  await playground.until(
    async () => (await playground.call('metrics')).runs.every((run) => run.step === step), 'the runs to rest');
  await playground.page.waitForTimeout(1500); // numbers on cards repaint 10 times a second, axes grow for 120 ms
  return playground.page.screenshot();
}

test('the main screen looks as it did', async () => {
  // Training in the page's thread, so that the status bar does not depend on the machine's cores.
  const playground = await browser.open('?workers=0#v=1');
  const seen = await screenAt(playground, 600);
  const file = path.join(kFolder, 'main-dark.png');
  if (process.env.ADAMW_WRITE_PICTURES) {
    fs.mkdirSync(kFolder, { recursive: true });
    fs.writeFileSync(file, seen);
  }
  const kept = await cellsOf(playground.page, fs.readFileSync(file));
  const found = difference(await cellsOf(playground.page, seen), kept);
  assert.ok(found.mean < kMeanDifference && found.beyond <= kCellsBeyond, JSON.stringify(found));

  // The comparison sees what matters: the same screen with two runs is another picture.
  await playground.call('setConfig', { version: 1, runs: [{ optimizer: 'adamw' }, { optimizer: 'adamw', weight_decay: 0.3 }] });
  const other = difference(await cellsOf(playground.page, await screenAt(playground, 600)), kept);
  assert.ok(other.mean >= kMeanDifference && other.beyond > kCellsBeyond, JSON.stringify(other));
});
