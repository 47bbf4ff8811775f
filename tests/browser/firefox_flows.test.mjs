// What a person does with the page, once through each flow in Firefox, with its own mouse and keyboard: the tests in
// Chromium go into the details.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../../tools/serve.mjs';
import { kSite, kSmallConfig, runHeadless, until } from './browser.mjs';
import { openFirefox } from './firefox.mjs';

let firefox;
let site;

before(async () => {
  site = await serve(kSite, 0);
  firefox = await openFirefox();
});
after(async () => {
  await firefox?.close();
  site.server.close();
  site.server.closeAllConnections?.();
});

const call = (method, ...values) => firefox.evaluate(
  async ([name, given]) => (await window.playground.ready)[name](...given) ?? null, [method, values]);

async function open(address) {
  await firefox.open('about:blank'); // another fragment alone would not load the page anew
  await firefox.open(site.url + address);
  await until(() => firefox.evaluate(() => window.playground !== undefined), 'window.playground');
  await until(async () => (await call('widgets')).length > 0, 'the first frame');
}

// A place on the canvas, and one of the page around it.
async function click(id) {
  const found = await until(
    async () => (await call('widgets')).find((it) => it.id === id && it.visible && it.enabled && it.rect.width > 0), id);
  await firefox.click(found.rect.x + found.rect.width / 2, found.rect.y + found.rect.height / 2);
}
const text = (selector) => firefox.evaluate((it) => {
  const found = document.querySelector(it);
  return found === null || found.checkVisibility?.() === false ? null : found.value ?? found.textContent;
}, selector);
async function press(selector) {
  const [x, y] = await until(() => firefox.evaluate((it) => {
    const found = document.querySelector(it);
    if (found === null || found.disabled) return null;
    found.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = found.getBoundingClientRect();
    return width > 0 ? [left + width / 2, top + height / 2] : null;
  }, selector), selector);
  await firefox.click(x, y);
}

test('the race is started and stopped by mouse and by key, and comes to the bits of the command line', async () => {
  await open('?autoplay=0');
  await click('play');
  await until(async () => (await call('status')).step > 0, 'the start');
  await firefox.type(' ');
  await until(async () => !(await call('status')).playing, 'the pause');
  await call('setConfig', kSmallConfig);
  const found = await call('runTo', kSmallConfig.training.steps);
  assert.equal(found.fingerprint, runHeadless(kSmallConfig).fingerprint);
});

test('a shared link says reproduced where it is opened', async () => {
  await open('?autoplay=0');
  await call('setConfig', kSmallConfig);
  await call('runTo', kSmallConfig.training.steps);
  await click('share');
  const link = await until(async () => {
    const value = await text('#share-link');
    return /&fp=[0-9a-f]{16}@/.test(value ?? '') && value;
  }, 'the link');
  await open(link.slice(link.indexOf('#')));
  await until(async () => (await call('reproduction')).state === 'reproduced', 'the verdict');
});

test('a lesson is taken to its end', async () => {
  await open('?lesson=overfit-and-rescue');
  await until(() => text('#lesson h3'), 'the lesson');
  const has = async (selector) => (await text(`#lesson ${selector}`)) !== null;
  const button = async (name) => {
    await firefox.evaluate((it) => {
      const found = [...document.querySelectorAll('#lesson button')].find((one) => one.textContent === it && one.checkVisibility());
      found?.setAttribute('data-wanted', '');
    }, name);
    const there = await has('[data-wanted]');
    await firefox.evaluate(() => document.querySelectorAll('[data-wanted]').forEach((it) => it.removeAttribute('data-wanted')));
    return there;
  };
  for (let step = 0; step < 12 && (await has('.counter')); ++step) {
    const before = await text('#lesson .counter');
    if (await has('.change:not(.done) button')) await press('#lesson .change button');
    if (await has('.predict .answers button')) await press('#lesson .predict .answers button');
    if (await has('.run')) {
      await press('#lesson .run .buttons button');
      await until(() => button('Try again'), 'the end of the run');
    }
    if (await has('.check .answers button')) await press('#lesson .check .answers button');
    await press('#lesson footer button:last-of-type');
    await until(async () => (await text('#lesson .counter')) !== before, `the step after "${before}"`);
  }
  assert.equal(await has('.counter'), false, 'the lesson is over');
});

test('rows of one\'s own are pasted, and trained on', async () => {
  await open('?autoplay=0');
  await firefox.type('d');
  await until(async () => (await text('#data-paste')) !== null, 'the dialog');
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 3 + i / 40 : i / 40},${(i * 7) % 11},${i % 2 ? 'up' : 'down'}`);
  await firefox.evaluate((it) => { document.querySelector('#data-paste').value = it; }, `x,y,kind\n${rows.join('\n')}\n`);
  await press('#data-take');
  await press('#data-train');
  await until(async () => (await call('getConfig')).data.dataset === 'table', 'the table');
  const { runs } = await call('runTo', 100);
  assert.ok(runs[0].test_accuracy > 0.9, `${runs[0].test_accuracy}`);
});

test('points are drawn by mouse and by finger, and trained on', async () => {
  await open('?autoplay=0');
  await firefox.type('d');
  await press('#data-tab-draw');
  const { left, top, width, height } = await until(() => firefox.evaluate(() => {
    const box = document.querySelector('#data-board').getBoundingClientRect();
    return box.width > 0 && box.toJSON();
  }), 'the board');
  const stroke = (y) => Array.from({ length: 21 }, (_, i) => [left + (0.1 + 0.03 * i) * width, top + y * height]);
  await firefox.drag(stroke(0.3));
  await until(async () => Number(/A: (\d+)/.exec(await text('#data-counts'))?.[1]) > 10, 'points of class A');
  await firefox.evaluate(() => [...document.querySelectorAll('#data button')].find((it) => (it.getAttribute('aria-label') ?? it.textContent).includes('Class B')).click());
  await firefox.drag(stroke(0.7), 'touch');
  await until(async () => Number(/B: (\d+)/.exec(await text('#data-counts'))?.[1]) > 10, 'points of class B');
  await press('#data-train-drawing');
  await until(async () => (await call('getConfig')).data.dataset === 'table', 'the table');
  assert.ok((await call('runTo', 100)).runs[0].train_accuracy > 0.9);
});

test('the digits that a run gets wrong are shown', async () => {
  await open('?autoplay=0#v=1&data=digits&n=500&test=2000&flip=0&steps=100&run=adamw');
  const { runs } = await call('runTo', 100);
  await firefox.type('d');
  const wrong = Math.round((1 - runs[0].test_accuracy) * 2000);
  await until(async () => (await text('#data-found') ?? '').includes(`the run gets ${wrong} of 2,000 test rows wrong`), 'the mistakes');
});

test('every export is made, and CSV and JSON hold what the page shows', async () => {
  await open('?autoplay=0');
  await call('setConfig', kSmallConfig);
  const { fingerprint } = await call('runTo', kSmallConfig.training.steps);
  assert.equal(JSON.parse((await call('export', 'json')).text).fingerprint, fingerprint);
  assert.match((await call('export', 'csv')).text, /^run,.*\r\n(?:.*\r\n){10,}$/);
  assert.match((await call('export', 'pytorch')).text, /import torch/);
  assert.match((await call('export', 'svg')).text, /<svg /);
  const start = async (format) => Buffer.from((await call('export', format)).base64, 'base64');
  assert.equal((await start('png')).toString('latin1', 1, 4), 'PNG');
  const weights = await start('safetensors');
  assert.ok(JSON.parse(weights.subarray(8, 8 + Number(weights.readBigUInt64LE(0)))));
});

test('another link is compared, and its runs are drawn as well', async () => {
  await open('?autoplay=0');
  await call('setConfig', kSmallConfig);
  await click('share');
  await press('#share .comparison summary');
  await firefox.evaluate(() => { document.querySelector('#share-compare').value = '#v=1&steps=50&run=sgd,lr:0.1'; });
  await press('#share-compare-start');
  await until(async () => (await text('#share-compare-stop')) !== null, 'the comparison');
  assert.equal(await text('#share-compare-error'), null);
});

test('a lesson file that is dropped is opened, in German', async () => {
  await open('?autoplay=0&lang=de');
  await firefox.evaluate(async () => {
    const lesson = await (await fetch('lessons/spiral.json')).text();
    const data = new DataTransfer();
    data.items.add(new File([lesson.replace(/"title": *"[^"]*"/, '"title": "Mine <b>bold</b>"')], 'mine.json'));
    for (const type of ['dragover', 'drop']) {
      document.getElementById('canvas').dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  });
  await until(async () => (await text('#lesson h2')) === 'Mine <b>bold</b>', 'the lesson');
  assert.equal(await firefox.evaluate(() => document.documentElement.lang), 'de');
});

test('a frame of another page answers its messages', async () => {
  await firefox.open('about:blank');
  await firefox.open(`${site.url}embedding.html`);
  const answer = await until(() => firefox.evaluate((url) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.width = 900;
    frame.height = 620;
    addEventListener('message', ({ data, source }) => {
      if (source !== frame.contentWindow) return;
      if (data.type === 'ready') {
        frame.contentWindow.postMessage({ source: 'adamw-playground', version: 1, type: 'runTo', id: 7, step: 50 }, location.origin);
      }
      if (data.id === 7) resolve(data);
    });
    frame.src = `${url}?embed=1&autoplay=0#v=1&steps=50`;
    document.body.replaceChildren(frame);
  }), site.url), 'the answer');
  assert.equal(answer.error, undefined);
  assert.ok(JSON.stringify(answer).includes('fingerprint'), JSON.stringify(answer));
});

test('without a network it opens again and trains', async () => {
  const own = await serve(kSite, 0);
  await firefox.open(`${own.url}?autoplay=0`);
  await until(async () => (await call('widgets')).length > 0, 'the first frame');
  await call('step');
  await until(() => firefox.evaluate(() => navigator.serviceWorker.controller !== null), 'the service worker');
  own.server.close();
  own.server.closeAllConnections?.();
  await firefox.open(`${own.url}?autoplay=0&again`);
  await until(async () => (await call('widgets')).length > 0, 'the first frame without a network');
  assert.equal((await call('runTo', 20)).runs[0].step, 20);
});

test('a sweep fills its maps, and a cell is opened as a run', async () => {
  await open('?autoplay=0');
  await call('setConfig', { ...kSmallConfig, training: { ...kSmallConfig.training, steps: 50 }, events: [] });
  const { maps } = await call('sweep', { x: { parameter: 'learning_rate', count: 3 }, y: { parameter: 'weight_decay', count: 3 } });
  assert.equal(maps[0].cells.flat().length, 9);
  const before = (await call('getConfig')).runs.length;
  await call('openCell', 0, 1, 1);
  assert.equal((await call('getConfig')).runs.length, before + 1);
});

test('the accessible view runs an experiment', async () => {
  await open('?autoplay=0&accessible=1#v=1&steps=200');
  await until(() => text('#accessible-sentence'), 'the view');
  await firefox.evaluate(() => {
    [...document.querySelectorAll('#accessible button')].find((it) => it.textContent === 'Run to the end').click();
  });
  await until(async () => /^Finished at step 200\./.test(await text('#accessible-sentence')), 'the sentence');
});
