// A person at the mouse, the keyboard and a phone: real input at real places.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';

let browser;
let page;

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const stands = async (it) => {
  const first = await it.step();
  await it.frames(20);
  return (await it.step()) === first;
};

test('a click on Pause pauses, on Play plays', async () => {
  page = await browser.open();
  await page.until(async () => (await page.step()) > 0, 'the start');
  await page.click('play');
  await page.until(() => stands(page), 'the pause');
  const paused = await page.step();
  await page.click('play');
  await page.until(async () => (await page.step()) > paused, 'more steps');
});

test('Space, S and R play, step and reset', async () => {
  page = await browser.open();
  await page.key('Space');
  await page.until(() => page.call('fingerprint'), 'the pause');
  const paused = await page.step();
  await page.key('s');
  await page.until(async () => (await page.step()) === paused + 1, 'one step');
  await page.key('r');
  await page.until(async () => (await page.step()) === 0, 'step 0');
});

test('a click on a data set restarts with it, Ctrl+Z brings the old one back', async () => {
  page = await browser.open();
  await page.call('runTo', 500);
  const before = await page.call('fingerprint');
  await page.click('data.dataset.circles');
  await page.until(async () => (await page.call('getConfig')).data.dataset === 'circles', 'the circles');
  assert.ok((await page.step()) < 500);
  await page.key('Control+z');
  await page.until(async () => (await page.call('getConfig')).data.dataset === 'moons', 'the moons');
  await page.until(async () => (await page.call('fingerprint')) === before, 'the same runs at the same step');
  assert.equal(await page.step(), 500);
  await page.key('Control+Shift+Z');
  await page.until(async () => (await page.call('getConfig')).data.dataset === 'circles', 'the circles again');
});

test('a slider can be dragged, and one undo takes the drag back', async () => {
  page = await browser.open();
  await page.call('pause');
  const { rect } = await page.widget('data.noise');
  const before = (await page.call('getConfig')).data.noise;
  const y = rect.y + rect.height / 2;
  await page.page.mouse.move(rect.x + rect.width * 0.45, y);
  await page.frames(2);
  await page.page.mouse.down();
  for (let i = 0; i <= 10; ++i) {
    await page.page.mouse.move(rect.x + rect.width * (0.45 + i * 0.02), y);
    await page.frames(1);
  }
  await page.page.mouse.up();
  await page.until(async () => (await page.call('getConfig')).data.noise !== before, 'another noise');
  await page.key('Control+z');
  await page.until(async () => (await page.call('getConfig')).data.noise === before, 'the noise before');
});

test('a change of decay while it trains is recorded as an event', async () => {
  page = await browser.open();
  await page.call('runTo', 300);
  const { rect } = await page.widget('run.1.weight_decay');
  const y = rect.y + rect.height / 2;
  await page.page.mouse.move(rect.x + rect.width * 0.5, y);
  await page.frames(2);
  await page.page.mouse.down();
  await page.frames(2);
  await page.page.mouse.move(rect.x + rect.width * 0.4, y);
  await page.frames(3);
  await page.page.mouse.up();
  const events = await page.until(async () => {
    const config = await page.call('getConfig');
    return config.events?.length > 0 ? config.events : null;
  }, 'an event');
  assert.equal(events[0].step, 300);
  assert.equal(events[0].run, 1);
  assert.ok('weight_decay' in events[0].set);
});

test('a value can be typed, and nonsense is refused in words', async () => {
  page = await browser.open();
  await page.call('pause');
  await page.click('data.noise.value');
  await page.page.keyboard.press('Control+a', { delay: 60 });
  await page.frames(2);
  await page.page.keyboard.type('0.37', { delay: 60 });
  await page.key('Enter');
  await page.until(async () => (await page.call('getConfig')).data.noise === 0.37, 'the typed value');
  await page.click('data.noise.value');
  await page.page.keyboard.press('Control+a', { delay: 60 });
  await page.page.keyboard.type('-5', { delay: 60 });
  await page.key('Enter');
  await page.frames(5);
  assert.equal((await page.call('getConfig')).data.noise, 0.37);
});

test('on a phone everything works by touch', async () => {
  const phone = await openBrowser({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const touched = await phone.open();
    await touched.until(async () => (await touched.step()) > 0, 'the start');
    for (const widget of await touched.call('widgets')) {
      if (!widget.visible) continue;
      assert.ok(widget.rect.x >= -1 && widget.rect.x + widget.rect.width <= 391, `${widget.id} is on the screen`);
    }
    await touched.tap('play');
    await touched.until(() => stands(touched), 'the pause');
    const paused = await touched.step();
    await touched.tap('play');
    await touched.until(async () => (await touched.step()) > paused, 'more steps');
    const pages = (await touched.call('widgets')).map((widget) => widget.id).filter((id) => /data$/.test(id));
    await touched.tap(pages[0]);
    await touched.tap('data.dataset.circles');
    await touched.until(async () => (await touched.call('getConfig')).data.dataset === 'circles', 'the circles');
    assert.deepEqual(touched.complaints, []);
  } finally {
    await phone.close();
  }
});

test('without motion wished for, nothing starts by itself', async () => {
  const still = await openBrowser({ reducedMotion: 'reduce' });
  try {
    const it = await still.open();
    await it.frames(30);
    assert.equal(await it.step(), 0);
    await it.click('play');
    await it.until(async () => (await it.step()) > 0, 'steps after a click');
  } finally {
    await still.close();
  }
});
