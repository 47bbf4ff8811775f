// "Your own data": a file by drop, choice and paste, drawing by mouse and finger, the digits and what a run gets wrong of
// them, links with and without their rows, and hostile files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { kTop, openBrowser } from './browser.mjs';

const kProgram = process.env.ADAMW_PROGRAM ?? path.join(kTop, 'bin', 'adamw-playground');

let browser;
let page;
let folder;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'data-'));
  browser = await openBrowser({ hasTouch: true, acceptDownloads: true });
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true });
});
afterEach(async () => {
  assert.deepEqual(page?.complaints ?? [], []);
  assert.deepEqual(page?.foreign ?? [], []);
  await page?.page.evaluate(() => indexedDB.deleteDatabase('adamw-playground') && null);
  await page?.page.close();
  page = null;
});

const dialog = () => page.page.locator('#data');
const at = (id) => page.page.locator(`#data-${id}`);
const data = async () => (await page.call('getConfig')).data;
const closed = () => dialog().waitFor({ state: 'detached' });

// 60 rows of two kinds that a small network tells apart; some columns are there to be warned of.
function flowers(separator = ',') {
  const rows = [['length', 'width', 'mail', 'kind']];
  for (let i = 0; i < 60; ++i) {
    rows.push([(i % 2 ? 60 : 45) + i % 7, 30 + i % 5, `someone${i}@example.org`, i % 2 ? 'rose' : 'daisy']);
  }
  return `${rows.map((row) => row.join(separator)).join('\n')}\n`;
}

async function openDialog(address = '') {
  page = await browser.open(`?autoplay=0${address}`);
  await page.key('d');
  await dialog().waitFor();
}

// As a person drops it: a DataTransfer with one file.
async function drop(selector, name, text) {
  const transfer = await page.page.evaluateHandle(([file, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], file));
    return transfer;
  }, [name, text]);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.page.dispatchEvent(selector, type, { dataTransfer: transfer });
}

async function trainOnFlowers() {
  await at('chooser').setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(flowers()) });
  await at('made').waitFor();
  await at('train').click();
  await closed();
}

async function runTo(step) {
  const config = await page.call('getConfig');
  await page.call('setConfig', { ...config, training: { ...config.training, steps: 100 } });
  return page.call('runTo', step);
}

test('a file that is chosen is shown, checked and trained on, with the bits of the command line', async () => {
  await openDialog();
  await at('chooser').setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(flowers(';')) });
  await at('made').waitFor();
  assert.match(await at('summary').innerText(), /^flowers: 60 rows, 4 columns$/);
  assert.equal(await at('separator').inputValue(), ';');
  assert.equal(await at('header').inputValue(), 'true');
  assert.equal(await at('preview').locator('tbody tr').count(), 6);
  assert.match(await at('preview').innerText(), /someone0@example\.org/);
  assert.match(await at('made').innerText(), /60 rows, 2 features, learning kind; classes: daisy, rose/);
  assert.match(await at('findings').locator('.privacy').innerText(), /Privacy: column "mail": 60 of 60 values look like mail addresses/);
  await at('train').click();
  await closed();
  const { table, dataset, label_noise: noise } = await data();
  assert.deepEqual([dataset, noise], ['table', 0]);
  const { fingerprint, runs } = await runTo(100);
  assert.ok(runs[0].test_accuracy > 0.9);
  const file = path.join(folder, 'flowers.csv');
  fs.writeFileSync(file, flowers(';'));
  const said = JSON.parse(execFileSync(kProgram, ['run', '--data', file, '--label', 'kind', '--features', 'length,width',
    '--steps', '100', '--format', 'json']).toString());
  assert.equal(said.config.data.table, table);
  assert.equal(said.fingerprint, fingerprint);
});

test('a file is dropped on the page or on the dialog; header, separator, target and columns are changed', async () => {
  page = await browser.open('?autoplay=0');
  await drop('#canvas', 'flowers.csv', flowers('\t'));
  await at('made').waitFor();
  assert.equal(await at('separator').inputValue(), '\t');
  await at('header').selectOption('false');
  await page.until(async () => (await at('summary').innerText()).includes('61 rows'), 'the header as a row');
  await at('header').selectOption('true');
  await page.until(async () => (await at('summary').innerText()).includes('60 rows'), 'the header again');
  await at('target').selectOption({ label: 'width' });
  assert.equal(await at('kind').inputValue(), 'classes');
  await page.until(async () => (await at('outcome').innerText()).includes('choose 2 to 16'), 'too few columns');
  assert.ok(await at('train').isDisabled());
  await at('target').selectOption({ label: 'kind' });
  await dialog().getByLabel('width', { exact: true }).check();
  await at('axis1').selectOption({ label: 'width' });
  await at('axis2').selectOption({ label: 'length' });
  await at('test').fill('50');
  await at('seed').fill('9');
  await page.until(async () => !(await at('train').isDisabled()), 'a table');
  await at('train').click();
  await closed();
  const config = await data();
  assert.deepEqual([config.axes, config.test_part, config.seed], [[1, 0], 0.5, 9]);
  const names = (await page.call('tables')).at(-1).features;
  assert.deepEqual(names, ['length', 'width']);

  await page.key('d');
  await drop('#data-drop', 'numbers.csv', 'a,b,c\n1,2,3\n2,3,5\n3,5,8\n4,1,5\n');
  await page.until(async () => (await at('summary').innerText()).startsWith('numbers: 4 rows'), 'the second file');
});

test('rows are pasted, duplicates and gaps are told and left out', async () => {
  await openDialog();
  const rows = Array.from({ length: 20 }, (_, i) => `${i % 4},${i % 4 + 1},${i % 2 ? 'A' : 'B'}`);
  await at('paste').fill(`x,y,kind\n${rows.join('\n')}\n,3,A\n`);
  await at('take').click();
  await at('made').waitFor();
  assert.match(await at('made').innerText(), /left out: 1 with a missing value/);
  assert.match(await at('findings').innerText(), /test rows \([\d.]+ %\) have the same features as a training row/);
  await at('duplicates').check();
  await page.until(async () => (await at('made').innerText()).includes('16 duplicates'), 'duplicates left out');
});

test('points are drawn by mouse and by finger, erased, undone and trained on', async () => {
  await openDialog();
  await at('tab-draw').click();
  const counts = () => at('counts').innerText();
  assert.ok(await at('train-drawing').isDisabled());
  const board = await at('board').boundingBox();
  const place = (x, y) => [board.x + x * board.width, board.y + y * board.height];
  await page.page.mouse.move(...place(0.1, 0.3));
  await page.page.mouse.down();
  for (let i = 1; i <= 20; ++i) await page.page.mouse.move(...place(0.1 + 0.03 * i, 0.3));
  await page.page.mouse.up();
  const drawn = Number(/A: (\d+)/.exec(await counts())[1]);
  assert.ok(drawn >= 15, `${drawn} points of a stroke`);

  await dialog().getByRole('button', { name: 'Class B' }).click();
  const touch = (type, x, y) => page.protocol('Input.dispatchTouchEvent', {
    type, touchPoints: type === 'touchEnd' ? [] : [{ x: place(x, y)[0], y: place(x, y)[1] }],
  });
  await touch('touchStart', 0.2, 0.7);
  for (let i = 1; i <= 20; ++i) await touch('touchMove', 0.2 + 0.03 * i, 0.7);
  await touch('touchEnd');
  assert.match(await counts(), new RegExp(`A: ${drawn}, B: \\d+`));

  await at('eraser').click();
  await page.page.mouse.click(...place(0.4, 0.3));
  assert.ok(Number(/A: (\d+)/.exec(await counts())[1]) < drawn);
  await at('undo').click();
  assert.match(await counts(), new RegExp(`A: ${drawn},`));
  await at('clear').click();
  assert.match(await counts(), /No points yet/);
  await page.page.keyboard.press('Tab');
  await at('board').focus();
  await page.page.keyboard.press('Control+z');
  assert.match(await counts(), new RegExp(`A: ${drawn},`));

  await at('train-drawing').click();
  await closed();
  assert.equal((await data()).dataset, 'table');
  const { runs } = await runTo(100);
  assert.ok(runs[0].train_accuracy > 0.9);
});

test('the board can be used by keys', async () => {
  await openDialog();
  await at('tab-file').focus();
  await page.page.keyboard.press('ArrowRight');
  await at('board').focus();
  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Space', 'ArrowUp', 'ArrowUp', 'Space', 'Delete']) {
    await page.page.keyboard.press(key);
  }
  assert.match(await at('counts').innerText(), /A: 2/);
});

test('the digits are trained on, and the images that a run gets wrong are shown', async () => {
  page = await browser.open('?autoplay=0#v=1&data=digits&n=500&test=2000&flip=0&steps=300&run=adamw&run=sgd,lr:0.001');
  const { runs } = await page.call('runTo', 300);
  assert.ok(runs[0].test_accuracy > 0.8, `accuracy ${runs[0].test_accuracy}`);
  const link = await page.call('linkWithFingerprint');
  const said = execFileSync(kProgram, ['run', '--link', link, '--format', 'json']);
  assert.equal(JSON.parse(said).reproduction.state, 'reproduced');

  await page.key('d');
  await dialog().waitFor();
  assert.equal(await at('tab-mistakes').getAttribute('aria-selected'), 'true');
  await at('wrong').locator('li').first().waitFor();
  const wrong = Math.round((1 - runs[0].test_accuracy) * 2000);
  assert.match(await at('found').innerText(), new RegExp(`At step 300 the run gets ${wrong} of 2,000 test rows wrong`));
  assert.match(await at('wrong').locator('li span').first().innerText(), /^\d → \d$/);
  const ink = await at('wrong').locator('canvas').first().evaluate((canvas) => {
    const { data: pixels } = canvas.getContext('2d').getImageData(0, 0, 8, 8);
    return pixels.filter((_, i) => i % 4 === 0 && pixels[i] > 100).length;
  });
  assert.ok(ink > 3 && ink < 60, `${ink} bright pixels`);
  await at('run').selectOption('1');
  await page.until(async () => !(await at('found').innerText()).includes(`gets ${wrong} of`), 'the other run');
});

test('an own table lists its mistakes too', async () => {
  await openDialog();
  await at('tab-mistakes').click();
  assert.ok(await at('digits').isVisible());
  await at('digits').click();
  await closed();
  assert.equal((await data()).dataset, 'digits');
  await page.key('d');
  await at('tab-file').click();
  await trainOnFlowers();
  await page.key('d');
  await at('tab-mistakes').click();
  await page.until(async () => /of 18 test rows wrong/.test(await at('found').innerText()), 'its mistakes');
});

test('a link whose table is not here says so, keeps the experiment, and goes on once the file is opened', async () => {
  await openDialog();
  await trainOnFlowers();
  await runTo(100);
  const { table } = await data();
  const link = new URL(await page.call('linkWithFingerprint')).hash;
  await page.page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('adamw-playground').onsuccess = resolve; }));
  await page.page.close();

  page = await browser.open(link);
  await at('missing').waitFor();
  assert.match(await at('missing').innerText(), new RegExp(`needs the data ${table}.*open the file`));
  assert.equal((await page.call('status')).missing_table, table);
  assert.equal((await data()).table, table);
  assert.equal(await page.step(), 0);
  const choose = (text) => at('chooser').setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose(`${flowers()}50,30,,rose\n`);  // one row more is other data
  await page.until(async () => (await at('made').innerText()).includes(`not the data ${table}`), 'a word about other data');
  await choose(flowers());
  await page.until(async () => !(await at('made').innerText()).includes('not the data'), 'the data');
  await at('train').click();
  await closed();
  await page.until(async () => (await page.call('reproduction')).state === 'reproduced', 'the reproduction');
  assert.equal((await page.call('status')).missing_table, null);
});

test('a reload finds the table again; forgotten, it is gone', async () => {
  await openDialog();
  await trainOnFlowers();
  const { fingerprint } = await runTo(100);
  await page.until(async () => page.page.url().includes('table='), 'the address');
  await page.page.reload();
  await page.ready();
  assert.equal((await page.call('runTo', 100)).fingerprint, fingerprint);
  await page.call('setConfig', { data: { dataset: 'moons' } });
  await page.key('d');
  await dialog().locator('.shelf li').first().waitFor();
  assert.match(await dialog().locator('.shelf').innerText(), /flowers\s*60 rows, 2 features/);
  await dialog().getByRole('button', { name: 'Forget flowers' }).click();
  await page.until(async () => (await dialog().locator('.shelf li').count()) === 0, 'an empty shelf');
});

test('rows go into a link and a JSON file when that is asked for, and both are opened without the file', async () => {
  await openDialog();
  await trainOnFlowers();
  const { fingerprint } = await runTo(100);
  await page.click('share');
  const field = page.page.locator('#share-link');
  const shared = async () => field.inputValue();
  await page.until(async () => (await shared()).includes('fp='), 'the fingerprint');
  assert.ok(!(await shared()).includes('&t='));
  await page.page.locator('#share-rows').check();
  await page.until(async () => /&t=[\w-]+$/.test(await shared()), 'rows in the link');
  const link = await shared();
  await page.page.locator('#share details.embedding summary').click();
  const embedded = async () => /src="([^"]*)"/.exec(await page.page.locator('#share-snippet').inputValue())[1].replaceAll('&#38;', '&');
  await page.until(async () => (await embedded()).endsWith(link.slice(link.indexOf('&t='))), 'rows in the snippet');
  const [download] = await Promise.all([page.page.waitForEvent('download'), page.page.locator('#share-json').click()]);
  const report = JSON.parse(fs.readFileSync(await download.path(), 'utf8'));
  assert.match(report.config.rows, /^[\w-]+$/);
  assert.match(execFileSync(kProgram, ['run', '--link', link, '--format', 'json']).toString(), new RegExp(fingerprint));

  await page.page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('adamw-playground').onsuccess = resolve; }));
  await page.page.close();
  page = await browser.open(new URL(link).hash);
  await page.until(async () => (await page.call('reproduction')).state === 'reproduced', 'the reproduction');
  await page.page.close();
  page = await browser.open('?autoplay=0');
  await page.call('setConfig', report.config);
  assert.equal((await page.call('runTo', 100)).fingerprint, fingerprint);
});

test('a table too large for a link says the limit', async () => {
  await openDialog();
  const rows = Array.from({ length: 3000 }, (_, i) => `${Math.sin(i)},${Math.cos(i)},${i % 2 ? 'A' : 'B'}`);
  await at('chooser').setInputFiles({ name: 'waves.csv', mimeType: 'text/csv', buffer: Buffer.from(`x,y,kind\n${rows.join('\n')}\n`) });
  await at('made').waitFor();
  await at('train').click();
  await closed();
  await page.click('share');
  await page.page.locator('#share-rows').click();
  await page.until(async () => /carries 6000 at most/.test(await page.page.locator('#share-status').innerText()), 'the limit');
  assert.equal(await page.page.locator('#share-rows').isChecked(), false);
});

test('hostile files get a clear message, run nothing and lose nothing', async () => {
  await openDialog();
  const before = await page.call('getConfig');
  const wide = Array.from({ length: 10000 }, (_, i) => `c${i}`).join(',');
  const cases = [
    ['book.xlsx', Buffer.from([80, 75, 3, 4, 0, 0, 0, 8]), /not text/],
    ['latin.csv', Buffer.from('größe,b\n1,2\n', 'latin1'), /not UTF-8; save the file with the encoding UTF-8/],
    ['wide.csv', Buffer.from(`${wide}\n${wide}\n`), /more than 1000 columns/],
    ['empty.csv', Buffer.from(''), /empty/],
    ['ragged.csv', Buffer.from('a,b\n1,2\n3\n'), /line 3: 1 field; it must have 2/],
  ];
  for (const [name, buffer, message] of cases) {
    await at('chooser').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.until(async () => message.test(await at('error').innerText()), `${name}: ${message}`);
  }
  // 1 GB is refused by its size: nobody reads it.
  await page.page.evaluate(() => {
    const file = new File(['x'], 'huge.csv');
    Object.defineProperty(file, 'size', { value: 1e9 });
    file.arrayBuffer = () => { throw new Error('it was read'); };
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { files: [file], getData: () => '' } });
    document.getElementById('data-drop').dispatchEvent(event);
  });
  await page.until(async () => /huge\.csv has 1,000 MB; a CSV file may have 40 MB/.test(await at('error').innerText()), 'the size');

  const formula = '=HYPERLINK("http://example.org","x")';
  const markup = '<img src=x onerror="window.stolen = 1">';
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: 8 }, (_, i) => `${i},${i * i},${quoted(i % 2 ? formula : markup)}`);
  await at('chooser').setInputFiles({ name: 'formula.csv', mimeType: 'text/csv', buffer: Buffer.from(`a,b,kind\n${rows.join('\n')}\n`) });
  await at('made').waitFor();
  assert.match(await at('preview').innerText(), /=HYPERLINK/);
  assert.equal(await page.page.evaluate(() => window.stolen), undefined);
  assert.equal(await dialog().locator('#data-preview img, #data-preview a').count(), 0);
  assert.deepEqual(await page.call('getConfig'), before);
});

test('the dialog opens from the panel and from the accessible view, and speaks German', async () => {
  page = await browser.open('?autoplay=0&lang=de');
  await page.call('show', 'panel.data');
  await page.click('data.own');
  await dialog().waitFor();
  assert.equal(await page.page.locator('#data-title').innerText(), 'Eigene Daten');
  await at('chooser').setInputFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(flowers()) });
  await at('made').waitFor();
  assert.match(await at('findings').innerText(), /Datenschutz: Spalte "mail": 60 von 60 Werten sehen wie Mailadressen aus/);
  await page.page.keyboard.press('Escape');
  await closed();
  await page.page.close();
  page = await browser.open('?autoplay=0&accessible=1');
  await page.page.getByRole('button', { name: 'Your own data' }).click();
  await dialog().waitFor();
});
