// A lesson on a phone, by touch: a sheet below the canvas, which keeps the rest of the screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { walkOf } from './lesson_walk.mjs';

let browser;

before(async () => {
  browser = await openBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
});
after(() => browser?.close());

test('a lesson by touch: the list from the page "Lesson", the sheet, the canvas above it', async () => {
  const page = await browser.open('?workers=0');
  await page.tap('page.lesson');
  await page.tap('lessons');
  await page.page.locator('#lessons .lesson').first().tap();
  const walk = walkOf(page);
  await walk.ready();
  const sheet = await walk.panel.boundingBox();
  assert.ok(sheet.y > 300 && Math.abs(sheet.y + sheet.height - 844) <= 1, 'it lies at the foot');
  await page.until(async () => Math.abs((await page.page.locator('#canvas').boundingBox()).height - sheet.y) <= 1, 'the canvas above');

  for (const button of await walk.panel.locator('button:visible').all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 43.5 && height >= 43.5, `${await button.textContent()}: ${width} x ${height}`);
  }
  await walk.panel.locator('.predict .answers button').first().tap();
  await walk.panel.locator('.run button').first().tap();
  await walk.button('Faster').tap({ timeout: 5000 }).catch(() => {});
  await page.until(() => walk.panel.locator('.explain').isVisible(), 'the explanation');

  await page.tap('page.data');
  await page.tap('page.watch');
  await walk.panel.locator('.fold').tap();
  await page.until(async () => (await page.page.locator('#canvas').boundingBox()).height > 650, 'more canvas');
  await walk.panel.locator('.fold').tap();
  await page.page.setViewportSize({ width: 844, height: 390 });
  await page.until(async () => (await walk.panel.boundingBox()).x > 400, 'beside the canvas of a phone on its side');
  assert.deepEqual(page.complaints, []);
});
