// Embedding: a page of another origin shows the playground in a frame and talks with it by postMessage.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { serve } from '../../tools/serve.mjs';
import { kPatience, kSmallConfig, openBrowser, runHeadless, until } from './browser.mjs';

// The host: keeps every message from the frame, and asks with a number of its own.
const kHost = `<!doctype html><title>host</title><iframe id="frame" width="1200" height="700" allow="clipboard-write"></iframe>
<script>
window.messages = [];
addEventListener('message', (event) => messages.push({...event.data, from: event.origin}));
let id = 0;
window.send = (message) => frame.contentWindow.postMessage(message, '*');
window.ask = (type, more = {}) => new Promise((resolve) => {
  const mine = ++id;
  addEventListener('message', function listen({data}) {
    if (data.id !== mine) return;
    removeEventListener('message', listen);
    resolve(data);
  });
  send({source: 'adamw-playground', version: 1, type, id: mine, ...more});
});
</script>`;

let browser;
let host;
let folder;
let page;
let frame;

before(async () => {
  browser = await openBrowser();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'host-'));
  fs.writeFileSync(path.join(folder, 'index.html'), kHost);
  host = await serve(folder, 0);
});
after(async () => {
  await browser?.close();
  host.server.close();
  host.server.closeAllConnections?.();
  fs.rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await page?.close();
  page = null;
});

async function show(address) {
  page = await browser.context.newPage();
  await page.goto(host.url);
  await page.evaluate((url) => { document.getElementById('frame').src = url; }, browser.url + address);
  await page.waitForFunction(() => window.messages.some((it) => it.type === 'ready'), null, { timeout: kPatience });
  frame = page.frames().find((it) => it.url().startsWith(browser.url));
}
const ask = (type, more) => page.evaluate(([kind, rest]) => window.ask(kind, rest), [type, more]);
const result = async (type, more) => {
  const answer = await ask(type, more);
  assert.equal(answer.type, 'answer', answer.message);
  assert.equal(answer.to, type);
  return answer.result;
};
const refusal = async (type, more) => {
  const answer = await ask(type, more);
  assert.equal(answer.type, 'error', JSON.stringify(answer));
  return answer.message;
};

test('a page of another origin sets an experiment, runs it and reads the same bits', async () => {
  await show('?embed=1#v=1&noise=0.4');
  const [ready] = await page.evaluate(() => window.messages);
  assert.deepEqual(ready, { source: 'adamw-playground', version: 1, type: 'ready', from: new URL(browser.url).origin });
  assert.equal((await result('config')).data.noise, 0.4);
  await result('set', { config: kSmallConfig });
  const expected = runHeadless(kSmallConfig);
  const found = await result('runTo', { step: kSmallConfig.training.steps });
  assert.deepEqual(found, await result('metrics'));
  assert.equal(found.fingerprint, expected.fingerprint);
  assert.equal(await result('fingerprint'), expected.fingerprint);
  assert.match(await result('link'), /#v=1/);
  assert.match((await result('export', { format: 'csv' })).text, /test_loss/);
});

async function rest() {
  await result('pause');
  await until(async () => (await result('fingerprint')) !== null, 'rest');
}

test('play, pause, step, reset, a parameter; events come to who subscribes', async () => {
  await show('?embed=1');
  await result('pause');
  await result('reset');
  await result('step', { count: 3 });
  await until(async () => (await result('status')).step === 3, 'step 3');
  assert.equal((await page.evaluate(() => window.messages)).filter((it) => it.type === 'event').length, 0);
  await result('subscribe');
  await result('setParameter', { path: 'runs[0].weight_decay', value: 0.5 });
  await result('play');
  await page.waitForFunction(() => window.messages.some((it) => it.event === 'step' && it.detail.playing));
  await result('pause');
  const events = (await page.evaluate(() => window.messages)).filter((it) => it.type === 'event');
  assert.ok(events.some((it) => it.event === 'config' && it.detail.events[0].set.weight_decay === 0.5));
});

test('what is not of the protocol is ignored', async () => {
  await show('?embed=1');
  await rest();
  const { step } = await result('status');
  await page.evaluate(() => {
    window.messages.length = 0;
    for (const message of [null, 7, 'play', [], {}, {type: 'play'}, {source: 'other', version: 1, type: 'play'},
                           {source: 'adamw-playground', version: 1, type: 'answer', id: 9},
                           {source: 'adamw-playground', version: 1, type: 'error', message: 'x'}]) {
      window.send(message);
    }
    // Not the parent: a frame beside it.
    const other = document.createElement('iframe');
    other.srcdoc = "<script>parent.frames[0].postMessage({source: 'adamw-playground', version: 1, type: 'play'}, '*')<" + '/script>';
    document.body.append(other);
  });
  await page.waitForTimeout(500);
  assert.equal((await result('status')).playing, false);
  assert.equal((await result('status')).step, step);
  const answers = (await page.evaluate(() => window.messages)).filter((it) => it.to !== 'status');
  assert.deepEqual(answers, []);
});

test('bad input is answered with what would be right, and nothing is executed or lost', async () => {
  await show('?embed=1');
  await result('pause');
  const config = await result('config');
  assert.match(await refusal('play', { version: 2 }), /version: 2.*must be 1/);
  assert.match(await refusal('explode'), /"explode" is not known; it must be one of set, /);
  for (const type of ['constructor', '__proto__', 'toString', 'connect', 'evaluate']) assert.match(await refusal(type), /is not known/);
  assert.match(await refusal({ evil: 1 }), /is not known/);
  assert.match(await refusal('set', { config: { data: { noise: -1 } } }), /noise.*-1/);
  assert.match(await refusal('set', {}), /setConfig/);
  assert.match(await refusal('set', { config: { runs: [{ name: '<img src=x onerror=hacked()>'.repeat(9) }] } }), /name/);
  assert.match(await refusal('setParameter', { path: 'data.colour', value: 1 }), /setParameter.*not a parameter/);
  assert.match(await refusal('runTo', { step: 'soon' }), /runTo/);
  assert.match(await refusal('step', { count: -1 }), /step/);
  assert.match(await refusal('export', { format: 'exe' }), /csv, json, pytorch, safetensors, svg, sweep.svg or png/);
  await page.evaluate(() => {
    const circle = {};
    circle.circle = circle;
    window.send({source: 'adamw-playground', version: 1, type: 'set', config: circle});
    window.send({source: 'adamw-playground', version: 1, type: 'play', id: 'x'.repeat(1000)});
    window.send({source: 'adamw-playground', version: 1, type: 'play', id: {toString: 1}});
  });
  await page.waitForFunction(() => window.messages.filter((it) => it.type === 'error' && it.id === undefined).length === 3);
  const long = (await page.evaluate(() => window.messages)).filter((it) => /id: it must be/.test(it.message));
  assert.equal(long.length, 2);
  assert.deepEqual(await result('config'), config);
  assert.equal((await result('status')).playing, false);
});

const widgets = async () => (await frame.evaluate(() => window.playground.widgets())).filter((it) => it.visible).map((it) => it.id);
const shows = (ids, pattern) => ids.some((id) => pattern.test(id));

test('?embed=1 hides the chrome, ?hide= panels, and an unknown panel is named', async () => {
  await show('?embed=1');
  await frame.waitForFunction(() => window.playground.widgets().length > 0);
  let ids = await widgets();
  assert.ok(shows(ids, /^play$/) && shows(ids, /^data\.noise/) && shows(ids, /^card\.0/) && shows(ids, /^plot\./), ids.join());
  assert.ok(!shows(ids, /^(share|theme|help|explain)$/), ids.join());
  await page.close();

  await show('?embed=1&hide=runs,data,model,training,plots,controls');
  await frame.waitForFunction(() => window.playground.widgets().length > 0);
  ids = await widgets();
  assert.ok(shows(ids, /^card\.0/), ids.join());
  assert.ok(!shows(ids, /^(play|data\.|model\.|training\.|runs\.|plot\.|splitter)/), ids.join());
  if (process.env.ADAMW_SHOTS) await page.screenshot({ path: `${process.env.ADAMW_SHOTS}/embed-cards.png` });
  await page.close();

  await show('?hide=data,dta');
  await frame.waitForFunction(() => window.playground.widgets().some((it) => /^notice/.test(it.id)));
  const notices = (await frame.evaluate(() => window.playground.widgets())).filter((it) => /^notice\.\d+$/.test(it.id));
  assert.match(notices.map((it) => it.label).join(), /"dta" is not a panel; it must be one of controls/);
  ids = await widgets();
  assert.ok(!shows(ids, /^data\./) && shows(ids, /^share$/) && shows(ids, /^model\./), ids.join());
});

test('the live examples work', async () => {
  page = await browser.context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.goto(`${browser.url}embedding.html`);
  await page.locator('iframe').last().scrollIntoViewIfNeeded();
  await page.getByText('Ready.').waitFor({ timeout: kPatience });
  await page.getByLabel('Decay of run A').selectOption('0.3');
  await page.getByRole('button', { name: 'Train to the end' }).click();
  await page.getByText(/^Step 2,000: test accuracy \d+\.\d %, fingerprint [0-9a-f]{16}$/).waitFor({ timeout: kPatience });
  assert.deepEqual(complaints, []);
});
