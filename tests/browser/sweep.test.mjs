// The Sweep tab in Chromium: cells trained by the workers, real clicks on maps and controls, cancel, reload, files,
// a link with settings, loss of graphics, both themes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { kSmallConfig, openBrowser, runHeadless } from './browser.mjs';

const kConfig = {
  data: kSmallConfig.data,
  model: kSmallConfig.model,
  training: { steps: 60, batch_size: 16 },
  runs: [
    { optimizer: 'adamw', learning_rate: 0.01, weight_decay: 0.1 },
    { optimizer: 'adam', learning_rate: 0.01, weight_decay: 0.001 },
  ],
  sweep: {
    x: { parameter: 'learning_rate', values: [0.001, 0.01, 0.1] },
    y: { parameter: 'weight_decay', values: [0, 0.01, 0.1, 1] },
  },
};

let browser;
before(async () => (browser = await openBrowser({ reducedMotion: 'reduce', colorScheme: 'dark' })));
after(() => browser.close());

async function openTab(config = kConfig, address = '') {
  const page = await browser.open(address);
  if (config) await page.call('setConfig', config);
  await page.click('tab.sweep');
  await page.widget('sweep.map.0');
  return page;
}

const value = async (page, id) => (await page.call('widgets')).find((it) => it.id === id)?.value ?? '';
const complete = (page) => page.until(async () => (await value(page, 'sweep.progress')).includes('done'), 'the sweep');

async function clickCell(page, map, column, row, columns = 3, rows = 4) {
  const { rect } = await page.widget(`sweep.map.${map}`);
  const x = rect.x + (rect.width * (column + 0.5)) / columns;
  const y = rect.y + (rect.height * (rows - row - 0.5)) / rows;
  await page.page.mouse.move(x, y);
  await page.frames(2);
  await page.page.mouse.down();
  await page.frames(2);
  await page.page.mouse.up();
  await page.frames(3);
}

test('the button trains every cell; a click opens one, which is the same run bit for bit', async () => {
  const page = await openTab();
  assert.equal(await value(page, 'sweep.progress'), '24 cells to train · 60 steps each');
  await page.click('sweep.start');
  await complete(page);
  assert.equal(await value(page, 'sweep.progress'), '24 runs done · 60 steps each');
  await clickCell(page, 0, 2, 3);
  await page.click('sweep.open');
  const config = await page.call('getConfig');
  assert.equal(config.runs.length, 3);
  assert.equal(config.runs[2].learning_rate, 0.1);
  assert.equal(config.runs[2].weight_decay, 1);
  const { runs } = await page.call('runTo', 60);
  const headless = runHeadless(config);
  assert.equal(runs[2].fingerprint, headless.runs[2].fingerprint);
  const report = await page.call('sweep');
  const cell = report.maps[0].cells.find((it) => it.column === 2 && it.row === 3);
  assert.equal(cell.fingerprint, runs[2].fingerprint);
  assert.equal(cell.test_loss[0], runs[2].test_loss);
  assert.deepEqual(page.complaints, []);
});

test('cancel and a closed page keep the cells that are finished', async () => {
  const long = { ...kConfig, training: { steps: 20000, batch_size: 16 } };
  const page = await openTab(long);
  await page.click('sweep.start');
  await page.until(async () => Number.parseInt(await value(page, 'sweep.progress'), 10) >= 3, 'three cells');
  await page.click('sweep.cancel');
  const stopped = await value(page, 'sweep.progress');
  assert.match(stopped, /^\d+ of 24 cells · stopped$/);
  const finished = Number.parseInt(stopped, 10);
  await page.page.reload();
  await page.ready();
  await page.click('tab.sweep');
  await page.until(async () => (await value(page, 'sweep.progress')) === stopped, 'the cells of before');
  assert.ok((await page.notices()).some((text) => text.includes(`${finished} of 24 cells`)), (await page.notices()).join());
  await page.click('sweep.start');
  await complete(page);
});

test('pause stops, and going on ends it', async () => {
  // So long that the clicks come before the end; cells that are already training end all the same.
  const page = await openTab({ ...kConfig, training: { steps: 100000, batch_size: 16 } });
  await page.click('sweep.start');
  await page.click('sweep.pause');
  await page.until(async () => (await value(page, 'sweep.progress')).endsWith('paused'), 'the pause');
  let paused = '';
  await page.until(async () => {
    const before = paused;
    paused = await value(page, 'sweep.progress');
    await page.page.waitForTimeout(1500);
    return paused === before;
  }, 'the end of the cells that were training');
  assert.match(paused, /paused$/);
  await page.click('sweep.pause');
  await complete(page);
});

test('sweep() answers with cells that do not depend on the workers, and says what is wrong', async () => {
  const answers = [];
  for (const workers of [0, 2]) {
    const page = await browser.open(`?workers=${workers}`);
    await page.call('setConfig', kConfig);
    answers.push(await page.call('sweep', { seeds: 2, learning_rates: [0.01, 0.1], weight_decays: [0, 1], steps: 30 }));
    await assert.rejects(page.call('sweep', { seeds: 99 }), /sweep\.seeds: 99 is out of range/);
    await assert.rejects(page.call('sweep', { x: { parameter: 'hidden' } }), /cannot be swept/);
    await assert.rejects(page.call('sweep', { x: { parameter: 'learning_rate', count: 26 } }), /from 1 to 25/);
  }
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(answers[0].maps.length, 2);
  assert.equal(answers[0].maps[0].cells.length, 4);
});

test('a diverging rate is hatched and told, never coloured', async () => {
  const page = await openTab({
    ...kConfig,
    runs: [{ optimizer: 'sgd', learning_rate: 0.1 }],
    sweep: { x: { parameter: 'learning_rate', values: [0.01, 10] }, y: { parameter: 'weight_decay', values: [0, 100] } },
  });
  await page.click('sweep.start');
  await complete(page);
  const report = await page.call('sweep');
  assert.ok(report.maps[0].diverged >= 1);
  assert.ok(report.maps[0].cells.some((cell) => cell.diverged));
  assert.equal(report.maps[0].best.column, 0);
});

test('settings travel in the link, and files come out', async () => {
  const page = await openTab(null, '#v=1&hidden=4&steps=20&sweep=x:c;3,y:wd;2,metric:test_accuracy');
  assert.equal(await value(page, 'sweep.metric'), 'test accuracy');
  assert.match(await page.call('shareLink'), /sweep=x:c;3,y:wd;2,metric:test_accuracy/);
  await page.click('sweep.start');
  await complete(page);
  for (const [item, ending, start] of [['sweep.csv', 'csv', 'run,optimizer,'], ['sweep.png', 'png', '\x89PNG']]) {
    await page.click('sweep.more');
    const download = page.page.waitForEvent('download');
    await page.click(item);
    const file = await download;
    assert.ok(file.suggestedFilename().endsWith(ending));
    const bytes = fs.readFileSync(await file.path());
    assert.equal(bytes.toString('latin1').slice(0, start.length), start);
  }
});

test('the tab is drawn in both themes and on a phone, and its maps are the values', async () => {
  const page = await openTab();
  await page.click('sweep.start');
  await complete(page);
  const { rect } = await page.widget('sweep.map.0');
  const folder = process.env.ADAMW_PICTURES;
  for (const scheme of ['dark', 'light']) {
    await page.page.emulateMedia({ colorScheme: scheme });
    await page.page.mouse.move(640, 710);
    await page.page.waitForTimeout(800);
    const picture = await page.page.screenshot();
    if (folder) fs.writeFileSync(path.join(folder, `sweep-${scheme}.png`), picture);
    const colours = await page.page.evaluate(async ([base64, area]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.drawImage(bitmap, 0, 0);
      const seen = new Set();
      for (let column = 0; column < 3; column++)
        for (let row = 0; row < 4; row++) {
          const x = area.x + (area.width * (column + 0.15)) / 3;
          const y = area.y + (area.height * (row + 0.85)) / 4;
          seen.add([...context.getImageData(x, y, 1, 1).data].join());
        }
      return seen.size;
    }, [picture.toString('base64'), rect]);
    assert.ok(colours >= 4, `${colours} colours in ${scheme}`);
  }
  await page.page.setViewportSize({ width: 390, height: 844 });
  await page.widget('sweep.plane');
  if (folder) fs.writeFileSync(path.join(folder, 'sweep-phone.png'), await page.page.screenshot());
  assert.deepEqual(page.complaints, []);
});
