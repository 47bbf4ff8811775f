// What a browser does to a page that runs: workers that fail, a lost graphics context, another size, a hidden tab.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { kSmallConfig, openBrowser, runHeadless } from './browser.mjs';

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

// worker.js with something else in it: what the server sends is changed on the way.
const changedWorker = (change) => (it) =>
  it.route('**/worker.js', async (route) => {
    const response = await route.fetch();
    const body = change(await response.text());
    await route.fulfill({ contentType: 'text/javascript', body });
  });

const kBreaks = [
  ['traps in the middle of the run', changedWorker((text) => `${text}
const create = createEngine;
createEngine = async (options) => {
  const engine = await create(options);
  const work = engine._engine_work;
  let turns = 0;
  const trap = (...parameters) => {
    if (++turns > 3) throw new Error('a trap');
    return work(...parameters);
  };
  Object.defineProperty(engine, '_engine_work', {get: () => trap, set() {}}); // its first call replaces it
  return engine;
};`)],
  ['stops with an error outside of its work', changedWorker((text) => `${text}\nsetTimeout(() => { throw new Error('x'); }, 300);`)],
  ['cannot be loaded', (it) => it.route('**/worker.js', (route) => route.abort())],
];
for (const [name, prepare] of kBreaks) {
  test(`nothing is lost when a worker ${name}`, async () => {
    page = await browser.open('?workers=2', { prepare });
    await page.call('setConfig', kSmallConfig);
    const found = await page.call('runTo', kSmallConfig.training.steps);
    assert.equal(found.fingerprint, runHeadless(kSmallConfig).fingerprint);
    const notices = await page.until(async () => {
      const all = await page.notices();
      return all.length > 0 ? all : null;
    }, 'a notice');
    assert.match(notices.join(), /goes on in the page itself/);
    assert.match((await page.call('export', 'csv')).text, /test_loss/);
  });
}

for (const query of ['?workers=2', '?workers=0']) {
  test(`without its engine the page says so and keeps the link: ${query}`, async () => {
    const prepare = (it) => it.route('**/engine.wasm', (route) => route.abort());
    page = await browser.open(`${query}#v=1&noise=0.4`, { prepare });
    await page.page.locator('#failure').waitFor({ state: 'visible' });
    assert.match(await page.page.locator('#failure-reason').textContent(), /engine\.wasm could not be downloaded/);
    assert.match(await page.page.locator('#failure-link').getAttribute('href'), /noise=0\.4/);
  });
}

// Whether anything but one colour is on the screen in the rectangle of a widget.
async function hasPicture(it, id) {
  const { rect } = await it.widget(id);
  // Playwright's own screenshots would undo an emulated pixel ratio.
  const { data: shot } = await it.protocol('Page.captureScreenshot', { clip: { ...rect, scale: 1 } });
  return it.page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return new Set(new Uint32Array(data.buffer)).size > 50;
  }, shot);
}

test('a lost graphics context comes back with the picture, and training goes on meanwhile', async () => {
  page = await browser.open();
  await page.until(async () => (await page.step()) > 0, 'the start');
  await page.page.evaluate(() => {
    window.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lose.loseContext();
  });
  const lostAt = await page.step();
  await page.until(async () => (await page.step()) > lostAt + 10, 'steps without graphics');
  await page.page.evaluate(() => window.lose.restoreContext());
  await page.frames(10);
  await page.call('pause');
  await page.until(() => hasPicture(page, 'card.0.surface'), 'the decision surface');
  await page.until(() => hasPicture(page, 'play'), 'the button with its text');
  assert.ok(await page.page.locator('#failure').isHidden());
});

test('graphics that stay away end on a page that keeps the link', async () => {
  page = await browser.open('#v=1&noise=0.4');
  await page.page.evaluate(() => {
    document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
  });
  await page.page.locator('#failure').waitFor({ state: 'visible' });
  assert.match(await page.page.locator('#failure-link').getAttribute('href'), /noise=0\.4/);
});

test('another window size and pixel ratio while it runs keep the canvas sharp and the run going', async () => {
  page = await browser.open();
  for (const [width, height, ratio] of [[1600, 900, 1], [1280, 720, 2], [820, 600, 1.5], [400, 700, 3], [1280, 720, 1]]) {
    await page.protocol('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: ratio, mobile: false });
    const expected = [Math.round(width * ratio), Math.round(height * ratio)];
    await page.until(async () => {
      const canvas = await page.page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
      return canvas[0] === expected[0] && canvas[1] === expected[1];
    }, `a canvas of ${expected} for ${width} x ${height} at ${ratio}`);
    await page.frames(4);
    const outside = (await page.call('widgets')).filter((it) => it.visible && it.rect.x + it.rect.width > width + 1);
    assert.deepEqual(outside.map((it) => it.id), [], `${width} x ${height}`);
    assert.ok(await hasPicture(page, 'card.0.surface'));
  }
  const before = await page.step();
  const { steps } = (await page.call('getConfig')).training;
  await page.until(async () => before === steps || (await page.step()) > before, 'more steps');
  assert.deepEqual(page.complaints, []);
});

// Chromium without a screen hides no tab, so the page is told that it is hidden and gets no frames.
test('a hidden tab trains on and shows the newest when it is back', async () => {
  page = await browser.open('', {
    prepare: (it) =>
      it.addInitScript(() => {
        let hidden = false;
        const held = [];
        const next = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (call) => (hidden ? held.push(call) : next((now) => (hidden ? held.push(call) : call(now))));
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
        window.setHidden = (value) => {
          hidden = value;
          document.dispatchEvent(new Event('visibilitychange'));
          if (!hidden) held.splice(0).forEach((call) => next(call));
        };
      }),
  });
  await page.until(async () => (await page.step()) > 0, 'the start');
  await page.page.evaluate(() => window.setHidden(true));
  const hiddenAt = await page.step();
  await page.until(async () => (await page.step()) > hiddenAt + 20, 'steps in the hidden tab');
  await page.page.evaluate(() => window.setHidden(false));
  await page.frames(3);
  const step = await page.step();
  await page.until(async () => Number((await page.widget('scrubber')).value) >= step, 'the newest step on the screen');
  assert.deepEqual(page.complaints, []);
});

test('at rest nothing is drawn', async () => {
  page = await browser.open('', {
    prepare: (it) =>
      it.addInitScript(() => {
        window.draws = 0;
        const { drawElements } = WebGL2RenderingContext.prototype;
        WebGL2RenderingContext.prototype.drawElements = function (...rest) {
          ++window.draws;
          return drawElements.apply(this, rest);
        };
      }),
  });
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', kSmallConfig.training.steps);
  assert.ok((await page.page.evaluate(() => window.draws)) > 0);
  const drawn = async () => {
    const before = await page.page.evaluate(() => window.draws);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return (await page.page.evaluate(() => window.draws)) - before;
  };
  await page.until(async () => (await drawn()) === 0, 'rest');
  assert.equal(await drawn(), 0);
});
