// window.playground, as other programs use it.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { kSmallConfig, openBrowser } from './browser.mjs';

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

test('what setConfig refuses is named, and nothing changes', async () => {
  page = await browser.open();
  const before = await page.call('getConfig');
  const refused = [
    [{ data: { noise: -1 } }, /noise.*-1/s],
    [{ data: { noise: 'much' } }, /noise/],
    [{ model: { hidden: [0] } }, /hidden/],
    [{ model: { hidden: [1e9] } }, /hidden/],
    [{ runs: [] }, /runs/],
    [{ version: 99 }, /version/],
    [{ colour: 'red' }, /colour/],
    [{ training: { steps: null } }, /steps/],
    [null, /setConfig/],
    [7, /setConfig/],
  ];
  for (const [config, message] of refused) {
    await assert.rejects(page.call('setConfig', config), message, JSON.stringify(config));
  }
  assert.deepEqual(await page.call('getConfig'), before);
});

test('calls with wrong arguments reject with what would be right', async () => {
  page = await browser.open();
  await assert.rejects(page.call('runTo', 99999999), /runTo.*0 to 2000/s);
  await assert.rejects(page.call('runTo', 'soon'), /runTo/);
  await assert.rejects(page.call('step', 0), /step/);
  await assert.rejects(page.call('export', 'docx'), /csv, json, pytorch, safetensors, svg, sweep.svg or png/);
  await assert.rejects(page.call('sweep', 'all'), /sweep: "all"/);
  await assert.rejects(page.call('sweep', { seeds: 0 }), /seeds.*1 to 64/);
});

test('events tell of steps, configurations and the end', async () => {
  page = await browser.open();
  await page.page.evaluate(() => {
    window.seen = { step: 0, config: 0, done: [] };
    window.playground.addEventListener('step', () => ++window.seen.step);
    window.playground.addEventListener('config', () => ++window.seen.config);
    window.playground.addEventListener('done', (event) => window.seen.done.push(event.detail));
  });
  await page.call('setConfig', kSmallConfig);
  const { fingerprint } = await page.call('runTo', 400);
  const seen = await page.until(async () => {
    const now = await page.page.evaluate(() => window.seen);
    return now.done.length > 0 ? now : null;
  }, 'done');
  assert.ok(seen.step > 0);
  assert.equal(seen.config, 1);
  assert.equal(seen.done.at(-1).fingerprint, fingerprint);
});

test('runTo that is interrupted rejects', async () => {
  page = await browser.open();
  await page.call('setConfig', { ...kSmallConfig, training: { steps: 10000000 } });
  const message = await page.page.evaluate(async () => {
    const run = window.playground.runTo(10000000);
    window.playground.pause();
    return run.then(() => 'it resolved', (error) => error.message);
  });
  assert.match(message, /stopped at step/);
});

test('exports in every format', async () => {
  page = await browser.open();
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', 50);
  const csv = await page.call('export', 'csv');
  assert.match(csv.text, /test_loss/);
  const report = JSON.parse((await page.call('export', 'json')).text);
  assert.equal(report.fingerprint, await page.call('fingerprint'));
  assert.match((await page.call('export', 'pytorch')).text, /import torch/);
  const bytes = Buffer.from((await page.call('export', 'safetensors')).base64, 'base64');
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString());
  assert.ok(Object.keys(header).some((name) => name.endsWith('0.weight')), Object.keys(header).join());
});

test('parameters and widgets describe what there is', async () => {
  page = await browser.open();
  const parameters = JSON.stringify(await page.call('parameters'));
  for (const name of ['weight_decay', 'learning_rate', 'label_noise', 'batch_size']) {
    assert.ok(parameters.includes(name), name);
  }
  const ids = (await page.call('widgets')).map((widget) => widget.id);
  for (const id of ['play', 'step', 'reset', 'share', 'data.noise']) assert.ok(ids.includes(id), id);
});
