// Eight seeds as pictures in both themes, against those kept here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { compareWithPicture, same, stillPicture } from './pictures.mjs';

const browsers = {};
before(async () => {
  for (const colorScheme of ['dark', 'light']) {
    browsers[colorScheme] = await openBrowser({ colorScheme, reducedMotion: 'reduce' });
  }
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
});

for (const theme of ['dark', 'light']) {
  test(`eight seeds look as they did, ${theme}`, async () => {
    const playground = await browsers[theme].open('?workers=0#v=1&seeds=8');
    await playground.call('runTo', 600);
    await playground.page.mouse.move(640, 690);
    const found = await compareWithPicture(playground.page, await stillPicture(playground.page), `seeds-${theme}`);
    assert.ok(same(found), JSON.stringify(found));
    await playground.page.close();
  });
}
