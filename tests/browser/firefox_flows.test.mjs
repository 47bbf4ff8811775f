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
