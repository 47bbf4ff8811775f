// Fingers on the curves of a phone: two zoom, one moves what is zoomed, and up and down the page scrolls.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kSmallConfig, openBrowser } from './browser.mjs';

let browser;
let page;
before(async () => {
  browser = await openBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
  page = await browser.open('#v=1');
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', 400);
});
after(() => browser?.close());

// Fingers that go from `from` to `to`, lists of [x, y], in ten steps.
async function fingers(from, to) {
  const points = (part) => from.map(([x, y], id) => ({ x: x + part * (to[id][0] - x), y: y + part * (to[id][1] - y), id }));
  // One after the other, as hands do.
  await page.protocol('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0).slice(0, 1) });
  await page.frames(3);
  if (from.length > 1) await page.protocol('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  await page.frames(3);
  for (let part = 0.1; part < 1.05; part += 0.1) {
    await page.protocol('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(part) });
    await page.frames(3);
  }
  await page.protocol('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.frames(4);
}

const zoom = async () => (await page.call('view')).zoom;
async function plot() {
  const { rect } = await page.widget('plot.loss');
  return [rect.x + rect.width / 2, rect.y + rect.height / 2];
}

test('two fingers that part zoom in about their middle, and the page behind rests', async () => {
  const [x, y] = await plot();
  assert.equal(await zoom(), null);
  await fingers([[x - 30, y], [x + 30, y]], [[x - 90, y], [x + 90, y]]);
  const [first, last] = await zoom();
  assert.ok(Math.abs(last - first - 400 / 3) < 15, `${first} to ${last}`);
  assert.ok(Math.abs((first + last) / 2 - 200) < 25, `${first} to ${last}`);
  assert.deepEqual(await plot(), [x, y]);
});

test('one finger moves what is zoomed', async () => {
  const [x, y] = await plot();
  const [first, last] = await zoom();
  await fingers([[x + 50, y]], [[x - 50, y]]);
  const moved = await zoom();
  assert.ok(moved[0] > first + 20, `${first} to ${moved[0]}`);
  assert.ok(Math.abs(moved[1] - moved[0] - (last - first)) < 1e-6);
});

test('two fingers that close zoom out, at last to all of it', async () => {
  const [x, y] = await plot();
  for (let i = 0; i < 3 && (await zoom()); ++i) await fingers([[x - 100, y], [x + 100, y]], [[x - 20, y], [x + 20, y]]);
  assert.equal(await zoom(), null);
});

test('a finger that goes up scrolls the page, and on the cards two fingers do nothing', async () => {
  const [x, y] = await plot();
  await fingers([[x, y]], [[x, y - 120]]);
  await page.until(async () => (await plot())[1] < y - 30, 'the page to scroll');
  assert.equal(await zoom(), null);
  assert.deepEqual(page.complaints, []);
});
