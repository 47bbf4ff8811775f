// The address bar holds the experiment; links reproduce; bad ones are mended with a word.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { kConstantConfig, kSmallConfig, openBrowser, runHeadless } from './browser.mjs';

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

const fragment = (it) => it.page.evaluate(() => location.hash);
const verdict = async (it) => (await it.call('reproduction')).state;
const settled = (it) =>
  it.until(async () => ['reproduced', 'differs'].includes(await verdict(it)) && verdict(it), 'a verdict');

async function sharedLink() {
  const sender = await browser.open();
  await sender.call('setConfig', kConstantConfig);
  await sender.call('runTo', 250);
  await sender.key('Shift+L');
  const link = await sender.until(
    () => sender.page.evaluate(() => navigator.clipboard.readText()),
    'a link on the clipboard',
  );
  assert.equal(link, await sender.call('shareLink'));
  await sender.page.close();
  return link;
}

test('a shared link opened in a second page says reproduced', async () => {
  const link = await sharedLink();
  assert.ok(link.startsWith(browser.url), link);
  assert.ok(link.length < 500, `${link.length} characters`);
  for (const query of ['', '?workers=0']) {
    page = await browser.open(query + link.slice(link.indexOf('#')));
    assert.equal(await settled(page), 'reproduced');
    assert.deepEqual((await page.call('reproduction')).step, 250);
    assert.equal(await page.call('fingerprint'), runHeadless(kConstantConfig, '--steps', '250').fingerprint);
    await page.page.close();
  }
  page = null;
});

test('a tampered fingerprint says differs, and so does a tampered experiment', async () => {
  const link = await sharedLink();
  const hash = link.slice(link.indexOf('#'));
  const digit = /fp=([0-9a-f])/.exec(hash)[1];
  const tampered = [hash.replace(`fp=${digit}`, `fp=${digit === '0' ? '1' : '0'}`), hash.replace('noise=0.2', 'noise=0.21')];
  for (const address of tampered) {
    assert.notEqual(address, hash);
    page = await browser.open(address);
    assert.equal(await settled(page), 'differs');
    await page.page.close();
  }
  page = null;
});

test('the address follows every change, without history entries', async () => {
  page = await browser.open();
  const before = await page.page.evaluate(() => history.length);
  await page.click('data.dataset.circles');
  await page.until(async () => (await fragment(page)).includes('circles'), 'the address');
  assert.equal(await page.page.evaluate(() => history.length), before);
  await page.page.reload();
  await page.ready();
  assert.equal((await page.call('getConfig')).data.dataset, 'circles');
});

test('Back returns to the experiment before a load, Forward to the one after', async () => {
  page = await browser.open('#v=1&data=spiral');
  await page.call('setConfig', kSmallConfig);
  await page.until(async () => (await fragment(page)).includes('circles'), 'the address');
  await page.page.goBack();
  await page.until(async () => (await page.call('getConfig')).data.dataset === 'spiral', 'the spiral');
  await page.page.goForward();
  await page.until(async () => (await page.call('getConfig')).data.dataset === 'circles', 'the circles');
});

test('a pasted fragment is taken', async () => {
  page = await browser.open();
  await page.page.evaluate(() => {
    location.hash = 'v=1&data=xor&noise=0.1';
  });
  await page.until(async () => (await page.call('getConfig')).data.noise === 0.1, 'the new experiment');
});

test('bad links show a notice and a valid experiment', async () => {
  const bad = [
    '#v=99&noise=0.3',
    '#v=1&noise=NaN&train=-5&hidden=1e400',
    '#v=1&unknown=1&steps=banana',
    '#<script>document.title="taken"</script>',
    '#%%%&&&===%00%ff',
    `#v=1&run=${'x'.repeat(200000)}`,
  ];
  for (const address of bad) {
    page = await browser.open(address);
    const notices = (await page.call('widgets')).filter((it) => it.id.startsWith('notice'));
    assert.ok(notices.length > 0, `a notice for ${address.slice(0, 60)}`);
    const config = await page.call('getConfig');
    assert.ok(config.runs.length > 0);
    await page.call('setConfig', config);
    assert.notEqual(await page.page.title(), 'taken');
    assert.deepEqual(page.complaints, []);
    await page.page.close();
  }
  page = null;
});
