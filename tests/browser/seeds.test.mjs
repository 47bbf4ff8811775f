// Several seeds on the page, with real clicks: their number, the one seen, bands, the verdict; the same result as the
// command line's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kConstantConfig, openBrowser, runHeadless } from './browser.mjs';

let browser;
before(async () => (browser = await openBrowser({ colorScheme: 'dark', reducedMotion: 'reduce' })));
after(() => browser.close());

const kSeeds = { ...kConstantConfig, seeds: 5 };
const value = async (it, id) => (await it.call('widgets')).find((widget) => widget.id === id)?.value;

for (const workers of [0, 1, 3]) {
  test(`five seeds dealt to ${workers} workers give what the command line gives`, async () => {
    const playground = await browser.open(`?workers=${workers}#v=1`);
    await playground.call('setConfig', kSeeds);
    const metrics = await playground.call('runTo', 400);
    const headless = runHeadless(kSeeds);
    assert.equal(await playground.call('fingerprint'), headless.fingerprint);
    assert.deepEqual(metrics, headless);
    assert.equal(metrics.runs[0].test_loss.values.length, 5);
    assert.deepEqual(playground.complaints, []);
    await playground.page.close();
  });
}

test('a link of several seeds reproduces', async () => {
  const sender = await browser.open('#v=1');
  await sender.call('setConfig', kSeeds);
  await sender.call('runTo', 200);
  const link = await sender.call('shareLink');
  await sender.page.close();
  const receiver = await browser.open(link.slice(link.indexOf('#')));
  await receiver.until(async () => (await receiver.call('reproduction')).state === 'reproduced', 'the reproduction');
  await receiver.page.close();
});

test('a drag of the seeds slider trains more seeds up to where the race stood', async () => {
  const playground = await browser.open('#v=1&steps=200');
  await playground.call('runTo', 100);
  const { rect } = await playground.widget('seeds');
  const y = rect.y + rect.height / 2;
  await playground.page.mouse.move(rect.x + rect.width * 0.5, y);
  await playground.page.mouse.down();
  await playground.frames(2);
  await playground.page.mouse.move(rect.x + rect.width * 0.6, y, { steps: 4 });
  await playground.frames(2);
  await playground.page.mouse.up();
  await playground.until(async () => (await playground.call('getConfig')).seeds > 1, 'more seeds');
  const { seeds } = await playground.call('getConfig');
  await playground.until(() => playground.call('fingerprint'), 'the runs to rest');
  const { runs } = await playground.call('metrics');
  assert.equal(runs[0].step, 100);
  assert.equal(runs[0].test_loss.values.length, seeds);
  await playground.page.close();
});

test('clicks choose the seed seen, the band, and what the verdict is on', async () => {
  const playground = await browser.open('#v=1&seeds=4&steps=400');
  await playground.call('runTo', 400);
  const surface = async () => {
    const { rect } = await playground.widget('card.0.surface');
    return playground.page.screenshot({ clip: rect });
  };
  const first = await surface();
  await playground.click('seed.next');
  await playground.until(async () => (await value(playground, 'seed.shown')) === '2 of 4', 'seed 2');
  assert.match(await value(playground, 'status'), /Surfaces show seed 2 of 4/);
  await playground.until(async () => !(await surface()).equals(first), 'the surface of seed 2');

  assert.equal((await playground.widget('view.band')).label, '\u00b1 1 sd');
  await playground.click('view.band');
  assert.equal((await playground.widget('view.band')).label, 'min to max');
  await playground.click('view.band');
  assert.equal((await playground.widget('view.band')).label, '\u00b1 1 sd');

  const { rect } = await playground.widget('verdict.first');
  await playground.page.mouse.move(rect.x, rect.y);
  await playground.page.mouse.wheel(0, 1000);
  await playground.frames(5);
  await playground.click('verdict.first');
  await playground.click('verdict.first.2');
  assert.match((await playground.widget('verdict')).label, /C against A, test loss/);
  const { comparisons } = await playground.call('metrics');
  const pair = comparisons.find((it) => it.run === 2 && it.reference === 0);
  assert.equal(await value(playground, 'verdict'), pair.test_loss.verdict);
  await playground.page.close();
});

test('seeds out of range are errors that name the range, in a link they are repaired with a notice', async () => {
  const playground = await browser.open('#v=1&seeds=65');
  assert.equal((await playground.call('getConfig')).seeds, 64);
  assert.match((await playground.notices()).join(), /seeds.*65/);
  for (const seeds of [0, 65, 1.5]) {
    await assert.rejects(playground.call('setConfig', { seeds }), /seeds: .*from 1 to 64/);
  }
  await playground.page.close();
});
