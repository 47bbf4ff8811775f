// Pictures of the screen against those kept in pictures/. Both are compared as cells of 8 x 8 pixels, so that the
// smoothing of a glyph or of a line does not count, and a missing card, curve or panel does.
// ADAMW_WRITE_PICTURES=1 writes the pictures anew.
//   const png = await stillPicture(playground.page);
//   const found = await compareWithPicture(playground.page, png, 'main-dark');  assert.ok(same(found), ...);
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'pictures');
const kMeanDifference = 0.6; // of 255, over all cells
const kCellDifference = 40; // of 255; a cell beyond this differs to the eye
const kCellsBeyond = 12; // of 14,400

// The mean colours of the cells, [rows, columns, 3], taken by the browser's own decoder and canvas.
function cellsOf(page, png) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const columns = Math.ceil(bitmap.width / 8);
    const cells = new Array(Math.ceil(bitmap.height / 8) * columns * 3).fill(0);
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

// A picture once nothing moves any more: numbers on cards repaint 10 times a second, axes grow for a moment, and a busy
// machine takes longer over all of it.
export async function stillPicture(page, options = {}) {
  const kEqual = 3;
  let latest = Buffer.alloc(0);
  let equal = 1;
  for (let shots = 0; shots < 60; ++shots) {
    const next = await page.screenshot(options);
    equal = next.equals(latest) ? equal + 1 : 1;
    if (equal === kEqual) return next;
    latest = next;
    await page.waitForTimeout(400);
  }
  throw new Error('the screen did not come to rest');
}

// How a picture of the screen differs from the kept one of that name.
export async function compareWithPicture(page, png, name) {
  const file = path.join(kFolder, `${name}.png`);
  if (process.env.ADAMW_WRITE_PICTURES) {
    fs.mkdirSync(kFolder, { recursive: true });
    fs.writeFileSync(file, png);
  }
  return difference(await cellsOf(page, png), await cellsOf(page, fs.readFileSync(file)));
}

export const same = (found) => found.mean < kMeanDifference && found.beyond <= kCellsBeyond;
