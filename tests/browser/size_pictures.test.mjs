// The sizes that the page is made for, at one, two and three device pixels a CSS pixel, as pictures: a phone, a tablet,
// a desktop and a large screen, one of them in German. Kept in CSS pixels.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { compareWithPicture, same, stillPicture } from './pictures.mjs';

const kSizes = {
  'size-phone-light': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true, colorScheme: 'light' },
  'size-phone-dark': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: 'dark' },
  'size-tablet-light': { viewport: { width: 768, height: 1024 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true, colorScheme: 'light' },
  'size-tablet-dark': { viewport: { width: 768, height: 1024 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: 'dark', locale: 'de-DE' },
  'size-desktop-light': { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 2, colorScheme: 'light' },
  'size-desktop-dark': { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 3, colorScheme: 'dark' },
  'size-large-dark': { viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 1, colorScheme: 'dark' },
};

for (const [name, options] of Object.entries(kSizes)) {
  test(`the page looks as it did: ${name}`, async () => {
    const browser = await openBrowser({ reducedMotion: 'reduce', ...options });
    try {
      // Training in the page's thread, so that the status bar does not depend on the machine's cores.
      const page = await browser.open('?workers=0#v=1&steps=300');
      await page.until(() => page.page.locator('#loading').isHidden(), 'the page');
      await page.call('runTo', 300);
      const seen = await stillPicture(page.page, { scale: 'css' });
      const found = await compareWithPicture(page.page, seen, name);
      assert.ok(same(found), JSON.stringify(found));
    } finally {
      await browser.close();
    }
  });
}
