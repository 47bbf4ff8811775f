// The tab "Who gets decayed?" with real clicks: opened while it plays and when it is paused, a weight followed, layers
// switched, on a phone, and the runs' bits as if nobody had looked.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { kConstantConfig, openBrowser, runHeadless } from './browser.mjs';
import { compareWithPicture, same, stillPicture } from './pictures.mjs';

let browser;
let page;

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const value = async (id) => (await page.call('widgets')).find((it) => it.id === id)?.value ?? '';

// Clicks along the flat line of AdamW (run B) until a weight is followed.
async function followAWeight(click) {
  const line = await page.widget('decayed.line.1');
  const { rect } = await page.widget('decayed.scatter');
  const y = line.rect.y + line.rect.height / 2 + 14;
  for (let part = 0.75; part > 0.3; part -= 0.03) {
    await click(rect.x + rect.width * part, y);
    if (await value('decayed.history')) return;
  }
  assert.fail('no weight lies on the line of AdamW');
}

const clickAt = async (x, y) => {
  await page.page.mouse.move(x, y);
  await page.frames(2);
  await page.page.mouse.down();
  await page.frames(2);
  await page.page.mouse.up();
  await page.frames(6);
};

test('the tab shows every weight of a paused run, and a click follows one', async () => {
  page = await browser.open();
  await page.call('runTo', 600);
  const fingerprint = await page.call('fingerprint');
  await page.click('tab.decayed');
  await page.until(async () => /1,120 weights at step 600/.test(await value('decayed.scatter')), 'the weights');
  assert.match(await value('decayed.line.1'), /0\.30 %/);
  assert.match(await value('decayed.caption'), /C: \d+ of 1,120/);
  await followAWeight(clickAt);
  assert.match(await value('decayed.history'), /layer \d, \d+ → \d+/);
  await page.until(async () => (await value('decayed.history.0')) === '600', 'its history');
  await page.click('decayed.close');
  await page.widget('decayed.histogram');
  assert.equal(await page.call('fingerprint'), fingerprint);
  assert.deepEqual(page.complaints, []);
});

test('it follows the runs while they play, and their bits stay as they are', async () => {
  page = await browser.open();
  await page.call('setConfig', kConstantConfig);
  await page.click('tab.decayed');
  await page.call('runTo', 120);
  await page.until(async () => /at step 120$/.test(await value('decayed.scatter')), 'step 120');
  await page.call('runTo', 400);
  await page.until(async () => /at step 400$/.test(await value('decayed.scatter')), 'step 400');
  const { fingerprint } = runHeadless(kConstantConfig);
  assert.equal(await page.call('fingerprint'), fingerprint);
});

test('a layer is switched off and on', async () => {
  page = await browser.open();
  await page.call('runTo', 300);
  await page.click('tab.decayed');
  await page.until(async () => /at step 300$/.test(await value('decayed.scatter')), 'the weights');
  const all = await value('decayed.caption');
  await page.click('decayed.layer.2');
  await page.until(async () => (await value('decayed.caption')) !== all, 'another caption');
  await page.click('decayed.layer.2');
  await page.until(async () => (await value('decayed.caption')) === all, 'the first caption');
});

test('training in the page itself shows the same', async () => {
  page = await browser.open('?workers=0');
  await page.call('runTo', 300);
  await page.click('tab.decayed');
  await page.until(async () => /at step 300$/.test(await value('decayed.scatter')), 'the weights');
});

test('on a phone it is reached and read by touch', async () => {
  const phone = await openBrowser({
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true,
  });
  try {
    page = await phone.open();
    await page.call('runTo', 300);
    await page.tap('tab.decayed');
    await page.until(async () => /at step 300$/.test(await value('decayed.scatter')), 'the weights');
    for (const widget of await page.call('widgets')) {
      if (!widget.visible) continue;
      assert.ok(widget.rect.x >= -1 && widget.rect.x + widget.rect.width <= 391, `${widget.id} is on the screen`);
    }
    assert.deepEqual(page.complaints, []);
  } finally {
    page = null;
    await phone.close();
  }
});

const kPhone = { viewport: { width: 392, height: 848 }, isMobile: true, hasTouch: true };
for (const [name, options] of [
  ['decayed-dark', { colorScheme: 'dark' }],
  ['decayed-light', { colorScheme: 'light' }],
  ['decayed-phone', { colorScheme: 'dark', ...kPhone }],
]) {
  test(`the tab looks as it did: ${name}`, async () => {
    const still = await openBrowser({ reducedMotion: 'reduce', ...options });
    try {
      // Training in the page's thread, so that the status bar does not depend on the machine's cores.
      page = await still.open('?workers=0#v=1');
      await page.call('runTo', 600);
      await (options.hasTouch ? page.tap('tab.decayed') : page.click('tab.decayed'));
      await page.until(async () => /at step 600$/.test(await value('decayed.scatter')), 'the weights');
      if (!options.hasTouch) await page.page.mouse.move(640, 710); // over nothing that shows a tooltip
      const found = await compareWithPicture(page.page, await stillPicture(page.page), name);
      assert.ok(same(found), JSON.stringify(found));
    } finally {
      page = null;
      await still.close();
    }
  });
}
