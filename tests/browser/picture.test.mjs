// The main screen as a picture: the default experiment at rest, dark, 1280 x 720, against the one kept here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { compareWithPicture, same, stillPicture } from './pictures.mjs';

let browser;
before(async () => (browser = await openBrowser({ colorScheme: 'dark', reducedMotion: 'reduce' })));
after(() => browser.close());

async function screenAt(playground, step) {
  await playground.page.evaluate((wanted) => window.playground.runTo(wanted), step);
  await playground.page.mouse.move(640, 710); // over nothing that shows a tooltip
  await playground.until(
    async () => (await playground.call('metrics')).runs.every((run) => run.step === step), 'the runs to rest');
  return stillPicture(playground.page);
}

test('the main screen looks as it did', async () => {
  // Training in the page's thread, so that the status bar does not depend on the machine's cores.
  const playground = await browser.open('?workers=0#v=1');
  const seen = await screenAt(playground, 600);
  const found = await compareWithPicture(playground.page, seen, 'main-dark');
  assert.ok(same(found), JSON.stringify(found));

  // The comparison sees what matters: the same screen with two runs is another picture.
  delete process.env.ADAMW_WRITE_PICTURES;
  await playground.call('setConfig', { version: 1, runs: [{ optimizer: 'adamw' }, { optimizer: 'adamw', weight_decay: 0.3 }] });
  const other = await compareWithPicture(playground.page, await screenAt(playground, 600), 'main-dark');
  assert.ok(!same(other), JSON.stringify(other));
});
