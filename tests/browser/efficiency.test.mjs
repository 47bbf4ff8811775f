// What the page may not waste, as facts that do not depend on the machine; times are in tests/bench.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { kStartFiles, measureBytes } from '../bench/page/start.mjs';
import { kSite, kSmallConfig, openBrowser } from './browser.mjs';

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

const kMostKilobytes = 600;

test(`all that the start loads is sent in no more than ${kMostKilobytes} kB`, () => {
  const [total] = measureBytes(kSite);
  assert.ok(parseFloat(total.value) <= kMostKilobytes, `${total.value}`);
});

test('the start asks for nothing but what is counted', async () => {
  const requests = new Set();
  page = await browser.open('', {
    prepare: (it) => it.on('request', (request) => requests.add(new URL(request.url()).pathname.split('/').pop() || 'index.html')),
  });
  await page.call('runTo', 10);
  const late = ['sw.js']; // registered after the first step
  assert.deepEqual([...requests].filter((name) => !kStartFiles.includes(name) && !late.includes(name)), []);
  assert.ok(requests.has('app.wasm') && requests.has('engine.wasm'), [...requests].join());
});

test('the engine is downloaded and compiled once for all workers, while it arrives', async () => {
  const requests = [];
  page = await browser.open('?workers=3', {
    prepare: async (it) => {
      it.on('request', (request) => requests.push(new URL(request.url()).pathname));
      await it.addInitScript(() => {
        window.compiled = [];
        for (const name of ['compile', 'compileStreaming', 'instantiateStreaming', 'Module']) {
          const original = WebAssembly[name];
          WebAssembly[name] = function (...parameters) {
            window.compiled.push(name);
            return Reflect.apply(original, WebAssembly, parameters);
          };
        }
      });
    },
  });
  await page.call('runTo', 50);
  assert.equal(requests.filter((name) => name.endsWith('/engine.wasm')).length, 1, requests.join('\n'));
  assert.equal(requests.filter((name) => name.endsWith('/app.wasm')).length, 1, requests.join('\n'));
  // In the page: the application and the engine. Workers get the compiled module.
  assert.deepEqual(await page.page.evaluate(() => window.compiled), ['compileStreaming', 'compileStreaming']);
  for (const name of ['worker.js', 'engine_host.js']) {
    assert.doesNotMatch(fs.readFileSync(path.join(kSite, name), 'utf8'), /WebAssembly\.compile|fetch\(/);
  }
});

test('a worker sends a snapshot only after the page has taken the one before, in a frame', async () => {
  page = await browser.open('?workers=2&measure=1', {
    prepare: (it) => it.addInitScript(() => {
      const Original = Worker;
      window.counts = [];
      window.Worker = class extends Original {
        constructor(...parameters) {
          super(...parameters);
          const count = { sent: 0, taken: 0, most: 0 };
          window.counts.push(count);
          this.addEventListener('message', ({ data }) => {
            if (data.type === 'snapshot') count.most = Math.max(count.most, ++count.sent - count.taken);
          });
          const post = this.postMessage.bind(this);
          this.postMessage = (message, ...rest) => {
            if (message.type === 'taken') ++count.taken;
            post(message, ...rest);
          };
        }
      };
      window.frames = 0;
      const count = () => { ++window.frames; requestAnimationFrame(count); };
      requestAnimationFrame(count);
    }),
  });
  await page.call('setConfig', { ...kSmallConfig, training: { ...kSmallConfig.training, steps: 20000 } });
  await page.call('runTo', 20000);
  const { counts, frames } = await page.page.evaluate(() => ({ counts: window.counts, frames: window.frames }));
  assert.equal(counts.length, 2);
  for (const { sent, taken, most } of counts) {
    assert.ok(sent > 2, `${sent} snapshots`);
    assert.equal(most, 1, 'a snapshot came before the last one was taken');
    assert.ok(sent - taken <= 1, 'the last one may still be on its way to a frame');
    assert.ok(sent <= frames + 1, `${sent} snapshots in ${frames} frames`);
  }
});

test('at rest the page asks for no animation frame, and an input, a call or another address wakes it', async () => {
  page = await browser.open('?measure=1', {
    prepare: (it) => it.addInitScript(() => {
      const original = window.requestAnimationFrame;
      window.framesAsked = 0;
      window.requestAnimationFrame = (callback) => {
        ++window.framesAsked;
        return original.call(window, callback);
      };
    }),
  });
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', kSmallConfig.training.steps);
  const counts = () => page.page.evaluate(() => ({
    asked: window.framesAsked, drawn: performance.getEntriesByName('playground-frame').length,
  }));
  // Two seconds in which nothing happens; notices and what follows an input end by themselves.
  const rest = async () => {
    let still;
    await page.until(async () => {
      const before = await counts();
      await new Promise((resolve) => setTimeout(resolve, 2000));
      still = await counts();
      return still.asked === before.asked && still.drawn === before.drawn;
    }, 'two seconds without a frame');
    return still;
  };
  const wakes = async (what, { drawn }) => {
    await page.until(async () => (await counts()).drawn > drawn, `a picture after ${what}`);
  };
  let before = await rest();
  assert.ok(before.drawn > 0);
  await page.page.mouse.move(640, 360);
  await wakes('a move of the mouse', before);
  before = await rest();
  await page.page.keyboard.press('Escape');
  await wakes('a key', before);
  before = await rest();
  const wanted = { ...kSmallConfig, data: { ...kSmallConfig.data, seed: 9 } };
  await page.call('setConfig', wanted);
  await page.page.evaluate(() => window.playground.runTo(40));  // resolves by the page's own frames
  assert.equal(await page.step(), 40);
  before = await rest();
  await page.page.evaluate(() => { location.hash = 'v=1'; });
  await page.until(async () => (await page.step()) > 0, 'the training of the other address');
});
