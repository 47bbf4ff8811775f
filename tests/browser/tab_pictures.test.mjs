// The Sweep and Landscape tabs as pictures in both themes, against those kept here.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { compareWithPicture, same, stillPicture } from './pictures.mjs';

const valueOf = async (page, id) => (await page.call('widgets')).find((it) => it.id === id)?.value ?? '';

// What each tab needs to be done until nothing moves any more.
const kTabs = {
  sweep: async (page) => {
    await page.click('sweep.start');
    await page.until(async () => (await valueOf(page, 'sweep.progress')).includes('done'), 'the sweep');
  },
  landscape: async (page) => {
    await page.page.mouse.move(640, 5); // under the pointer the plot tells what is there instead of how far it is
    await page.until(async () => {
      const counts = (await valueOf(page, 'landscape.plot')).match(/^([\d,]+) of ([\d,]+) points$/);
      return counts && counts[1] === counts[2];
    }, 'the whole landscape');
  },
};

for (const [tab, finish] of Object.entries(kTabs)) {
  for (const theme of ['dark', 'light']) {
    test(`the tab looks as it did: ${tab}-${theme}`, async () => {
      const browser = await openBrowser({ colorScheme: theme, reducedMotion: 'reduce' });
      try {
        // Training in the page's thread, so that the status bar does not depend on the machine's cores.
        const page = await browser.open('?workers=0#v=1&steps=300');
        await page.call('runTo', 300);
        await page.click(`tab.${tab}`);
        await finish(page);
        await page.page.mouse.move(640, 710); // over nothing that shows a tooltip
        const found = await compareWithPicture(page.page, await stillPicture(page.page), `${tab}-${theme}`);
        assert.ok(same(found), JSON.stringify(found));
      } finally {
        await browser.close();
      }
    });
  }
}
