// The page in German: by address, by the browser's language, by the menu; every text of it, and numbers as Germans
// group them. The catalogue itself is checked by tools/strings.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { kSite, kSmallConfig, kTop, openBrowser } from './browser.mjs';

const kCatalogue = JSON.parse(fs.readFileSync(path.join(kTop, 'assets/strings/de.json'), 'utf8'));

let browser;
let page;
before(async () => (browser = await openBrowser({ reducedMotion: 'reduce' })));
after(() => browser?.close());
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const labelOf = async (id) => (await page.call('widgets')).find((it) => it.id === id)?.label;
const inGerman = () => page.until(async () => (await labelOf('share')) === 'Teilen', 'German');

test('the address asks for German: the canvas, the page around it and the accessible view are in it', async () => {
  page = await browser.open('?lang=de#v=1');
  await inGerman();
  assert.equal(await page.page.evaluate(() => document.documentElement.lang), 'de');
  assert.equal(await page.page.locator('#skip').innerText(), kCatalogue['Skip to the accessible view']);
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', 400);
  await page.page.locator('#skip').press('Enter');
  const view = page.page.locator('#accessible');
  await view.waitFor();
  await page.until(async () => /^Fertig bei Schritt 400\. Testgenauigkeit: A /.test(
    await page.page.locator('#accessible-sentence').innerText()), 'the sentence');
  assert.ok(await view.getByLabel('Trainingspunkte (n)', { exact: true }).count());
  assert.ok((await view.innerText()).includes('Anteil der Labels, die auf eine falsche Klasse gesetzt werden'));
  await page.call('setConfig', { training: { steps: 12000 } });
  await view.getByText(/^Schritt [\d\u202f]+ von 12\u202f000$/).waitFor(); // it plays on
  assert.deepEqual(page.complaints, []);
});

test('chosen in the menu, the language holds at once and after a reload; English needs no file', async () => {
  page = await browser.open('#v=1');
  assert.equal(await labelOf('share'), 'Share');
  const loaded = await page.page.evaluate(() => performance.getEntriesByType('resource').map((it) => it.name));
  assert.deepEqual(loaded.filter((name) => /strings|language/.test(name)), []);
  await page.click('more');
  await page.click('more.language.de');
  await inGerman();
  await page.page.reload();
  await page.ready();
  await inGerman();
  await page.click('more');
  await page.click('more.language.en');
  await page.until(async () => (await labelOf('share')) === 'Share', 'English');
  assert.equal(await page.page.evaluate(() => document.documentElement.lang), 'en');
});

test('a browser that prefers German gets it', async () => {
  const german = await openBrowser({ locale: 'de-AT', reducedMotion: 'reduce' });
  try {
    page = await german.open('#v=1');
    await inGerman();
  } finally {
    await german.close();
  }
});

test('no text of any tab stays English', async () => {
  page = await browser.open('?lang=de#v=1&steps=300');
  await inGerman();
  await page.call('runTo', 300);
  const english = new Set(Object.entries(kCatalogue).filter(([key, text]) => key !== text && / /.test(key)).map(([key]) => key));
  for (const tab of ['race', 'decayed', 'sweep', 'landscape']) {
    await page.click(`tab.${tab}`);
    const labels = (await page.call('widgets')).flatMap(({ label, value }) => [label, value]);
    assert.deepEqual(labels.filter((text) => english.has(text)), [], tab);
  }
});

test('a language that is not there is named with those that are', async () => {
  page = await browser.open('?lang=xx#v=1');
  assert.deepEqual(await page.notices(), ['lang: "xx" is not a language of this page; it must be one of en, de']);
});

test('without the catalogue the page is English, and says why', async () => {
  page = await browser.open('?lang=de#v=1', {
    prepare: (it) => it.route('**/strings.de.json', (route) => route.fulfill({ status: 404 })),
  });
  await page.until(() => page.page.locator('#loading').isHidden(), 'the page');
  assert.equal(await labelOf('share'), 'Share');
  assert.match(await page.page.locator('#live').innerText(), /The language could not be opened: strings\.de\.json: 404/);
});

test('the site has every catalogue but that of English', () => {
  assert.deepEqual(JSON.parse(fs.readFileSync(path.join(kSite, 'strings.de.json'), 'utf8')), kCatalogue);
  assert.ok(!fs.existsSync(path.join(kSite, 'strings.en.json')));
});
