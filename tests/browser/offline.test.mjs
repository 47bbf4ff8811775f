// Without a network the page opens and trains to the same bits; a new build takes the place of the old one, whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { kSite, kSmallConfig, kTop, openBrowser, runHeadless } from './browser.mjs';

let folder;
let browser;
let page;

const place = (name) => path.join(folder, name);

// Assembles the site anew from web/ and the built modules, and returns the build's id.
function assemble() {
  execFileSync(process.execPath, [path.join(kTop, 'tools/make_dist.mjs'), place('site'), place('web'), place('texts'), place('modules')]);
  return JSON.parse(fs.readFileSync(place('site/sizes.json'), 'utf8')).build;
}

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offline-'));
  fs.cpSync(path.join(kTop, 'web'), place('web'), { recursive: true });
  execFileSync(process.execPath, [path.join(kTop, 'tools/make_lessons.mjs'), place('texts')]);
  fs.mkdirSync(place('modules'));
  for (const name of ['app.js', 'app.wasm', 'engine.js', 'engine.wasm']) {
    fs.copyFileSync(path.join(kSite, name), place(`modules/${name}`));
  }
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true });
});

const caches = () => page.page.evaluate(() => window.caches.keys());
const build = () => page.page.evaluate(() => document.querySelector('meta[name="build"]').content);
const cached = (id) => page.until(async () => {
  const controlled = await page.page.evaluate(() => navigator.serviceWorker.controller !== null);
  return controlled && (await caches()).join() === `adamw-playground-${id}`;
}, `the cache of build ${id} alone`);

async function reload() {
  await page.page.reload();
  await page.ready();
}

async function trained() {
  await page.call('setConfig', kSmallConfig);
  return (await page.call('runTo', kSmallConfig.training.steps)).fingerprint;
}

test('the page reloads without a network and comes to the same bits; a new build replaces the old, whole', async () => {
  const expected = runHeadless(kSmallConfig).fingerprint;
  const first = assemble();
  browser = await openBrowser({ serviceWorkers: 'allow' }, place('site'));
  page = await browser.open();
  const early = await page.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  assert.ok(early === 0 || (await page.step()) > 0, 'it is registered after the first step');
  await cached(first);
  assert.equal(await trained(), expected);

  await browser.stopServing();
  await reload();
  assert.equal(await build(), first);
  assert.equal(await trained(), expected);
  assert.ok(page.page.workers().length > 0, 'in workers');
  await page.page.locator('#skip').press('Enter');
  await page.page.getByRole('heading', { name: 'accessible view' }).waitFor();
  await page.page.goto(`${browser.url}?lesson=spiral`);
  await page.page.locator('#lesson h3').waitFor();
  await page.page.goto(browser.url);
  await page.ready();
  assert.deepEqual(page.complaints.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)), []);

  // A build of which a file has not arrived yet is not taken.
  fs.appendFileSync(place('web/style.css'), '/* another build */\n');
  const second = assemble();
  assert.notEqual(second, first);
  const whole = fs.readFileSync(place('site/accessible.css'));
  fs.writeFileSync(place('site/accessible.css'), 'half');
  for (const suffix of ['br', 'gz']) fs.rmSync(place(`site/accessible.css.${suffix}`));
  await browser.serveAgain();
  await reload();
  assert.equal(await build(), second, 'with a network the newest page is shown');
  await page.until(async () => (await page.step()) > 0, 'steps');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  assert.ok((await caches()).includes(`adamw-playground-${first}`));
  await browser.stopServing();
  await reload();
  assert.equal(await build(), first, 'without one the last whole build');

  fs.writeFileSync(place('site/accessible.css'), whole);
  await browser.serveAgain();
  await reload();
  await cached(second);
  await browser.stopServing();
  await reload();
  assert.equal(await build(), second);
  assert.equal(await trained(), expected);
  await browser.serveAgain();
});

test('the manifest makes the page installable: its icons are there in the sizes it names', async () => {
  const manifest = JSON.parse(fs.readFileSync(place('site/manifest.webmanifest'), 'utf8'));
  for (const { src, sizes, type } of manifest.icons.filter((icon) => icon.type === 'image/png')) {
    const bytes = fs.readFileSync(place(`site/${src}`));
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
    assert.ok(bytes.length < 30000 && type === 'image/png');
  }
  assert.ok(manifest.name && manifest.short_name && manifest.start_url && manifest.display === 'standalone');
  const errors = (await page.protocol('Page.getInstallabilityErrors')).installabilityErrors.map((it) => it.errorId);
  assert.deepEqual(errors.filter((id) => id !== 'in-incognito'), []);
});
