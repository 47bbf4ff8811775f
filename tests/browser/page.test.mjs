// The page opens, learns, and comes to the same bits as the headless program.
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

test('opens by itself on the default experiment, and learns', async () => {
  page = await browser.open();
  const config = await page.call('getConfig');
  assert.equal(config.data.dataset, 'moons');
  assert.equal(config.runs.length, 3);
  await page.until(async () => (await page.step()) > 0, 'the first steps without a click');
  const { runs } = await page.call('runTo', config.training.steps);
  for (const run of runs) {
    assert.equal(run.step, config.training.steps);
    assert.ok(run.train_accuracy > 0.8, `${run.name}: ${run.train_accuracy}`);
    assert.ok(run.test_accuracy > 0.75, `${run.name}: ${run.test_accuracy}`);
  }
  assert.ok(runs[1].gap < runs[0].gap, 'decay closes the gap between test and train loss');
});

test('asks nothing of other hosts and says nothing on the console', async () => {
  page = await browser.open('#v=1&noise=0.3');
  await page.call('runTo', 100);
  await page.call('export', 'csv');
  assert.deepEqual(page.foreign, []);
  assert.deepEqual(page.complaints, []);
});

for (const query of ['', '?workers=0', '?workers=1', '?workers=3']) {
  test(`has the fingerprint of the headless program with "${query}"`, async () => {
    const expected = runHeadless(kSmallConfig);
    page = await browser.open(query);
    await page.call('setConfig', kSmallConfig);
    const found = await page.call('runTo', 400);
    assert.equal(found.fingerprint, expected.fingerprint);
    assert.deepEqual(found.runs, expected.runs);
    assert.deepEqual(await page.call('metrics'), found);
  });
}

test('has the same fingerprint whatever the speed and the pauses', async () => {
  const expected = runHeadless(kConstantConfig, '--steps', '137');
  page = await browser.open();
  await page.call('pause'); // a paused race stays paused when another experiment is loaded
  await page.call('setConfig', kConstantConfig);
  await page.call('step', 7);
  await page.until(async () => (await page.step()) === 7, 'step 7');
  await page.call('play');
  await page.until(async () => (await page.step()) > 20, 'some steps at the usual speed');
  await page.call('pause');
  await page.until(() => page.call('fingerprint'), 'rest');
  assert.ok((await page.step()) < 137);
  const found = await page.call('runTo', 137);
  assert.equal(found.fingerprint, expected.fingerprint);
});

test('goes back to an earlier step by replaying it', async () => {
  page = await browser.open();
  await page.call('setConfig', kSmallConfig);
  const early = await page.call('runTo', 50);
  await page.call('runTo', 300);
  assert.deepEqual(await page.call('runTo', 50), early);
});

test('stays alive with six wide networks', async () => {
  const hidden = [256, 256, 256, 256, 256, 256];
  const runs = Array.from({ length: 6 }, () => ({ optimizer: 'adamw' }));
  for (const query of ['', '?workers=0']) {
    page = await browser.open(query);
    await page.call('setConfig', { model: { hidden }, runs });
    await page.call('play');
    await page.until(async () => (await page.step()) > 1, 'the first steps');
    const longest = await page.page.evaluate(async () => {
      let last = performance.now();
      let most = 0;
      for (let i = 0; i < 20; ++i) {
        await new Promise(requestAnimationFrame);
        most = Math.max(most, performance.now() - last);
        last = performance.now();
      }
      return most;
    });
    assert.ok(longest < 2000, `a frame took ${longest} ms with "${query}"`);
    await page.page.close();
  }
  page = null;
});
