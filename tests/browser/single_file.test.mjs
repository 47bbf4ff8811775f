// The whole page as one HTML file, opened from disk.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { kMostBytes, makeSingleFile } from '../../tools/make_single_file.mjs';
import { kSite, kSmallConfig, openBrowser, runHeadless } from './browser.mjs';
import { openFirefox } from './firefox.mjs';

let folder;
let file;
let browser;
let page;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'single-'));
  file = makeSingleFile(kSite, path.join(folder, 'adamw-playground.html'));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const open = (address, prepare) => browser.open(address, { prepare, at: pathToFileURL(file).href });

async function trainsRight() {
  await page.call('setConfig', kSmallConfig);
  const found = await page.call('runTo', kSmallConfig.training.steps);
  assert.equal(found.fingerprint, runHeadless(kSmallConfig).fingerprint);
}

test('is one file of at most 2.5 MB', () => {
  const { size } = fs.statSync(file);
  assert.ok(size > 1e5 && size <= kMostBytes, `${size} bytes`);
});

test('trains in workers to the bits of the program, and asks nothing of any other place', async () => {
  page = await open('');
  await trainsRight();
  assert.ok(page.page.workers().length > 0, 'workers');
  assert.deepEqual(await page.notices(), []);
  assert.deepEqual(page.foreign, []);
  assert.deepEqual(page.complaints, []);
});

test('keeps the experiment in the address, and opens one from there', async () => {
  page = await open('#v=1&noise=0.4');
  assert.equal((await page.call('getConfig')).data.noise, 0.4);
  await page.call('setParameter', 'data.noise', 0.5);
  await page.until(async () => page.page.url().includes('noise=0.5'), 'the address');
  await page.page.reload();
  await page.ready();
  assert.equal((await page.call('getConfig')).data.noise, 0.5);
});

const kWithoutWorkers = [
  ['there are none', () => { delete window.Worker; }],
  ['they are forbidden', () => {
    window.Worker = class {
      constructor() { throw new Error('forbidden'); }
    };
  }],
];
for (const [name, script] of kWithoutWorkers) {
  test(`trains in the page where workers are impossible because ${name}`, async () => {
    page = await open('', (it) => it.addInitScript(script));
    await trainsRight();
    assert.equal(page.page.workers().length, 0);
  });
}

test('holds the accessible view', async () => {
  page = await open('?accessible=1');
  await page.page.locator('#accessible').getByLabel('Noise', { exact: true }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test('holds every lesson', async () => {
  page = await open('');
  await page.key('l');
  const rows = page.page.locator('#lessons .lesson');
  await rows.first().waitFor();
  const { lessons } = JSON.parse(fs.readFileSync(path.join(kSite, 'lessons/index.json'), 'utf8'));
  assert.equal(await rows.count(), lessons.length);
  await rows.last().click();
  assert.equal(await page.page.locator('#lesson h2').textContent(), lessons.at(-1).title);
  assert.deepEqual(page.complaints, []);
});

test('a browser that cannot unpack it is told which can', async () => {
  page = await browser.open('', {
    at: pathToFileURL(file).href, wait: false,
    prepare: (it) => it.addInitScript(() => { delete window.DecompressionStream; }),
  });
  await page.page.getByText('Firefox 113').waitFor();
});

test('trains in Firefox, too, in workers and to the same bits', async () => {
  const firefox = await openFirefox();
  try {
    await firefox.open(pathToFileURL(file).href);
    const { fingerprint, notices } = await firefox.evaluate(async (config) => {
      const end = Date.now() + 60000;
      while (!window.playground) {
        if (Date.now() > end) throw new Error(`waited in vain for window.playground: ${document.body.innerText}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const playground = await window.playground.ready;
      playground.setConfig(config);
      const found = await playground.runTo(config.training.steps);
      return {fingerprint: found.fingerprint, notices: playground.widgets().filter((it) => /^notice\.\d+$/.test(it.id))};
    }, kSmallConfig);
    assert.equal(fingerprint, runHeadless(kSmallConfig).fingerprint);
    assert.deepEqual(notices, [], 'a worker that cannot be had would be told of');
  } finally {
    await firefox.close();
  }
});
