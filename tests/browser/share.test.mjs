// The Share panel: link and QR code, title and note, files as other programs read them, frames, comparisons.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, test } from 'node:test';

import jsQR from 'jsqr';

import { kConstantConfig, openBrowser, runHeadless } from './browser.mjs';

const kReader = path.join(path.dirname(fileURLToPath(import.meta.url)), 'share_files.py');

let browser;
let page;
let folder;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'share-'));
  browser = await openBrowser({ acceptDownloads: true });
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true });
});
afterEach(async () => {
  assert.deepEqual(page?.complaints ?? [], []);
  assert.deepEqual(page?.foreign ?? [], []);
  await page?.page.close();
  page = null;
});

const dialog = () => page.page.locator('#share');
const field = (id) => page.page.locator(`#share-${id}`);
const clipboard = () => page.page.evaluate(() => navigator.clipboard.readText());
const says = (text) => page.until(async () => (await field('status').textContent()).includes(text), `"${text}"`);

async function openPanel(address = '', config = kConstantConfig, step = 250) {
  page = await browser.open(address);
  if (config) {
    await page.call('setConfig', config);
    await page.call('runTo', step);
  }
  await page.click('share');
  await dialog().waitFor();
}

// What a camera would read off the picture.
async function readQr() {
  const png = await page.page.locator('#share-qr svg').screenshot();
  const { data, width, height } = await page.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return {
      data: Array.from(context.getImageData(0, 0, bitmap.width, bitmap.height).data),
      width: bitmap.width, height: bitmap.height,
    };
  }, png.toString('base64'));
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

test('the panel has the link with its fingerprint and checkpoints, its length, and a QR code that reads as the link', async () => {
  await openPanel();
  const link = await page.until(async () => {
    const text = await field('link').inputValue();
    return /&fp=[0-9a-f]{16}@250&cp=/.test(text) && text;
  }, 'the link');
  assert.equal(link, await page.call('shareLink'));
  assert.ok(link.length < 500, `${link.length} characters`);
  assert.equal(await field('length').textContent(), `${link.length} characters`);
  assert.ok(await field('warning').isHidden());
  assert.match(await field('meaning').textContent(), /to step 250/);
  assert.equal(await page.until(readQr, 'a QR code'), link);
  await field('copy').click();
  await says('on the clipboard');
  assert.equal(await clipboard(), link);
  await page.page.keyboard.press('Escape');
  await page.until(async () => (await dialog().count()) === 0, 'the closed panel');
});

test('title and note travel in the link as plain text and name the tab', async () => {
  await openPanel();
  const hostile = '<img src=x onerror="document.title=\'taken\'">';
  await field('word-title').fill(hostile);
  await field('word-note').fill('Look at B & C: 50 %');
  await field('word-note').blur();
  await page.until(async () => (await field('link').inputValue()).includes('&note='), 'the note in the link');
  assert.match(await field('link').inputValue(), /@250/); // words train nothing
  const link = await field('link').inputValue();
  await page.page.close();
  page = await browser.open(link.slice(link.indexOf('#')));
  const config = await page.call('getConfig');
  assert.equal(config.title, hostile);
  assert.equal(config.note, 'Look at B & C: 50 %');
  await page.until(async () => (await page.page.title()).startsWith(hostile), 'the title of the tab');
  assert.equal(await page.page.locator('img').count(), 0);
  await page.until(async () => (await page.call('reproduction')).state === 'reproduced', 'reproduced');
});

test('a link beyond 1,800 characters is warned of and has no QR code', async () => {
  const events = Array.from({ length: 90 }, (_, i) => ({ step: i + 1, run: 0, set: { weight_decay: (i % 9) / 10 + 0.05 } }));
  await openPanel('', { ...kConstantConfig, events }, 100);
  await page.until(async () => !(await field('warning').isHidden()), 'the warning');
  assert.equal(await page.page.locator('#share-qr svg').count(), 0);
});

test('files are what other programs read', async () => {
  const config = { ...kConstantConfig, title: 'A & <B>' };
  await openPanel('', config);
  const save = async (format, id = format) => {
    await page.until(() => field(id).isEnabled(), 'the button');
    const [download] = await Promise.all([page.page.waitForEvent('download'), field(id).click()]);
    const file = path.join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return JSON.parse(execFileSync('python3', [kReader, format, file]).toString());
  };
  const runs = kConstantConfig.runs.length;
  const csv = await save('csv');
  const metrics = await page.call('metrics');
  assert.equal(csv.runs, runs);
  assert.ok(Math.abs(csv.last - metrics.runs.at(-1).test_loss) < 1e-12);
  const expected = runHeadless(kConstantConfig, '--steps', '250').fingerprint;
  assert.deepEqual(await save('json'), { fingerprint: expected, title: 'A & <B>' });
  assert.deepEqual(await save('safetensors'), { tensors: runs * 6 });
  const svg = await save('svg');
  assert.equal(svg.titles[0], 'A & <B>');
  for (const letter of ['A', 'B', 'C', 'D']) assert.ok(svg.titles.some((it) => it.startsWith(`${letter}, `)), letter);
  for (const text of ['Loss', 'Accuracy', 'Weight norm', 'step', '0']) assert.ok(svg.texts.includes(text), text);
  const screen = await save('png');
  assert.deepEqual([screen.width, screen.height], [2560, 1440]);
  assert.ok(screen.colours > 50);
  await field('part').selectOption('plot.loss');
  const plot = await save('png');
  assert.ok(plot.width > 600 && plot.width < 1400 && plot.height < 900, JSON.stringify(plot));
  // The picture leaves the screen as it was.
  assert.equal(await page.page.evaluate(() => document.getElementById('canvas').width), 1280);
  await field('sweep-svg').click();
  await says('run the sweep first');
  await page.until(() => field('copy-pytorch').isEnabled(), 'the button');
  await field('copy-pytorch').click();
  await says('on the clipboard');
  assert.match(await clipboard(), /import torch/);
});

test('the lines for another page show what was chosen', async () => {
  await openPanel();
  await page.page.locator('#share .embedding summary').click();
  await field('panel-data').uncheck();
  await field('panel-plots').uncheck();
  await field('autoplay').uncheck();
  await field('theme').selectOption('light');
  await field('height').fill('20');
  assert.match(await field('height-error').textContent(), /20 is not possible.*200 to 2000/);
  assert.ok(await field('copy-snippet').isDisabled());
  await field('height').fill('480');
  await field('copy-snippet').click();
  await says('on the clipboard');
  const snippet = await clipboard();
  assert.match(snippet, /^<iframe [^<>]*height="480"[^<>]*><\/iframe>$/);
  const address = /src="([^"]*)"/.exec(snippet)[1].replaceAll('&#38;', '&');
  await page.page.close();
  page = await browser.open(address.slice(browser.url.length));
  assert.deepEqual(await page.notices(), []);
  assert.equal((await page.call('status')).playing, false);
  assert.equal(await page.page.evaluate(() => document.documentElement.dataset.theme), 'light');
  const ids = (await page.call('widgets')).map((it) => it.id);
  assert.ok(!ids.includes('data.noise') && !ids.includes('plot.loss') && ids.includes('play'));
});

test('another link is compared, and a bad one is refused with the reason', async () => {
  await openPanel();
  await page.page.locator('#share .comparison summary').click();
  for (const bad of ['banana', '<script>alert(1)</script>', '#v=1&noise=banana']) {
    await field('compare').fill(bad);
    await field('compare-start').click();
    await page.until(async () => /^compare: /.test(await field('compare-error').textContent()), 'the reason');
    await field('compare-error').evaluate((it) => { it.textContent = ''; });
  }
  await field('compare').fill(`${browser.url}#v=1&hidden=8&steps=300&run=sgd,lr:0.1`);
  await field('compare-start').click();
  await says('1 dashed');
  const { text } = await page.call('export', 'svg');
  assert.match(text, /A′/);
  await field('compare-stop').click();
  assert.doesNotMatch((await page.call('export', 'svg')).text, /A′/);
});

test('on a phone the panel is a sheet of the full width with targets of 44 pixels', async () => {
  const phone = await browser.context.browser().newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, serviceWorkers: 'block' });
  try {
    const sheet = await phone.newPage();
    await sheet.goto(`${browser.url}#v=1&steps=100`);
    await sheet.waitForFunction(() => window.playground);
    await sheet.evaluate(async () => {
      await window.playground.ready;
      const { openPart } = await import(window.addressOf('share.js'));
      await openPart(window.playground);
    });
    for (const summary of await sheet.locator('#share summary').all()) await summary.click();
    const box = await sheet.locator('#share').boundingBox();
    assert.deepEqual([box.x, box.width], [0, 390]);
    assert.equal(Math.round(box.y + box.height), 844);
    for (const target of await sheet.locator('#share button, #share input:not([type=checkbox]), #share select, #share summary').all()) {
      const { height } = await target.boundingBox();
      assert.ok(height >= 43.5, `${await target.evaluate((it) => it.id || it.textContent)}: ${height}`);
    }
    assert.equal(await sheet.evaluate(() => document.querySelector('#share').scrollWidth), 390);
  } finally {
    await phone.close();
  }
});
