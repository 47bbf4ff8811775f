// The accessible view: reached by the first Tab, free of axe-core's violations, and enough to do everything.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';

import { kSmallConfig, openBrowser, runHeadless } from './browser.mjs';

const kAxe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let page;

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const view = (it) => it.page.locator('#accessible');
const button = (it, name) => view(it).getByRole('button', { name, exact: true });
const field = (it, label) => view(it).getByLabel(label, { exact: true });

async function openView(query = '') {
  const it = await browser.open(query);
  await it.page.keyboard.press('Tab');
  await it.page.keyboard.press('Enter');
  await view(it).waitFor();
  return it;
}

async function violations(it) {
  await it.page.evaluate(kAxe);
  const { violations: found } = await it.page.evaluate(() => window.axe.run());
  return found.map((rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(' | ')}`);
}

test('the first Tab offers the view, and Escape with Tab does so from the canvas', async () => {
  page = await browser.open();
  const focused = () => page.page.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), 'canvas');
  await page.page.keyboard.press('Tab');
  assert.equal(await focused(), 'skip');
  assert.ok((await page.page.locator('#skip').boundingBox()).width > 100, 'it shows itself');
  await page.page.keyboard.press('Tab');
  assert.equal(await focused(), 'canvas');
  await page.key('Tab');
  await page.key('Tab');
  assert.equal(await focused(), 'canvas', 'there Tab goes from control to control');
  await page.key('Escape');
  await page.page.keyboard.press('Tab');
  assert.equal(await focused(), 'skip');
  await page.page.keyboard.press('Enter');
  await view(page).waitFor();
  assert.equal(await page.page.evaluate(() => document.activeElement.tagName), 'H1');
  await button(page, 'Back to the drawing').press('Enter');
  assert.equal(await focused(), 'canvas');
  assert.deepEqual(page.complaints, []);
});

for (const colorScheme of ['dark', 'light']) {
  test(`axe-core finds nothing, ${colorScheme}`, async () => {
    page = await browser.open();
    await page.page.emulateMedia({ colorScheme });
    await page.frames(3);
    await page.until(() => page.page.locator('#loading').isHidden(), 'the end of loading');
    assert.deepEqual(await violations(page), [], 'the drawing');
    await page.page.locator('#skip').press('Enter');
    await view(page).waitFor();
    await page.call('pause');
    await view(page).locator('summary').first().press('Enter');
    await field(page, 'Noise').fill('loud');
    await field(page, 'Noise').press('Enter');
    await view(page).getByText('is not a number').waitFor();
    assert.deepEqual(await violations(page), [], 'the view with an error');
    if (process.env.ADAMW_SHOTS) {
      await page.page.screenshot({ path: `${process.env.ADAMW_SHOTS}/accessible-${colorScheme}.png` });
    }
  });
}

test('has a field with help for every parameter', async () => {
  page = await openView();
  await page.call('pause');
  const { parameters, runs, fields } = await page.page.evaluate(() => ({
    parameters: window.playground.parameters(),
    runs: window.playground.getConfig().runs.length,
    fields: [...document.querySelectorAll('#accessible [id^="field."]:not(.help):not(.error)')].map((it) => ({
      path: it.id.slice('field.'.length),
      described: document.getElementById(it.getAttribute('aria-describedby').split(' ')[0]).textContent,
    })),
  }));
  const paths = parameters.flatMap(({ path, help }) =>
    path.includes('[]') ? Array.from({ length: runs }, (_, run) => [path.replace('[]', `[${run}]`), help]) : [[path, help]]);
  assert.deepEqual(fields.map((it) => it.path).toSorted(), paths.map(([path]) => path).toSorted());
  const helpOf = new Map(paths);
  for (const { path, described } of fields) assert.ok(described.startsWith(helpOf.get(path)), `${path}: ${described}`);
});

test('a value that cannot be is named with what would be right, and mended', async () => {
  page = await openView();
  await page.call('pause');
  const { noise } = (await page.call('getConfig')).data;
  const input = field(page, 'Noise');
  await input.fill('7');
  await input.press('Enter');
  const error = view(page).locator('[id="field.data.noise.error"]');
  assert.equal(await error.innerText(), '7 is out of range; it must be a number from 0 to 2');
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  assert.equal((await page.call('getConfig')).data.noise, noise);
  await input.fill('0.4');
  await input.press('Enter');
  await error.waitFor({ state: 'hidden' });
  assert.equal(await input.getAttribute('aria-invalid'), 'false');
  assert.equal((await page.call('getConfig')).data.noise, 0.4);
});

test('an experiment is set up, run, rescued in mid-race and read by keyboard alone, with the right bits', async () => {
  page = await openView();
  await page.call('pause');
  const type = async (label, text) => {
    await field(page, label).focus();
    await page.page.keyboard.press('Control+a');
    await page.page.keyboard.type(text);
    await page.page.keyboard.press('Enter');
  };
  await field(page, 'Data set').selectOption('circles');
  await type('Train points (n)', '60');
  await type('Hidden layers', '12, 8');
  await type('Steps (T)', '400');
  await view(page).locator('summary').nth(2).press('Enter');
  await button(page, 'Remove run C').press('Enter');
  assert.match(await page.page.evaluate(() => document.activeElement.textContent), /^Run B/, 'the focus goes to the last run');
  await page.call('runTo', 150);
  await view(page).locator('summary').first().press('Enter');
  await view(page).locator('[id="field.runs[0].weight_decay"]').fill('0.5');
  await view(page).locator('[id="field.runs[0].weight_decay"]').press('Enter');
  await view(page).getByText(/Step 150, Run A.*weight decay 0\.5/).waitFor();
  await button(page, 'Run to the end').press('Enter');
  const sentence = page.page.locator('#accessible-sentence');
  await page.until(async () => /^Finished at step 400\. Test accuracy: A \d+\.\d %, B \d+\.\d %\.$/.test(await sentence.innerText()), 'the end');
  const config = await page.call('getConfig');
  assert.deepEqual(config.events, [{ step: 150, run: 0, set: { weight_decay: 0.5 } }]);
  const expected = runHeadless(config);
  assert.equal(await page.call('fingerprint'), expected.fingerprint);
  const rows = await view(page).locator('tbody tr').allInnerTexts();
  expected.runs.forEach((run, index) => {
    assert.ok(rows[index].includes(run.test_loss.toFixed(3)), `${rows[index]} ${run.test_loss}`);
    assert.ok(rows[index].includes(`${(100 * run.test_accuracy).toFixed(1)} %`));
  });
  await button(page, 'Undo').press('Enter');
  assert.deepEqual((await page.call('getConfig')).events, []);
  assert.deepEqual(page.complaints, []);
});

test('buttons add, copy, play, pause, step, reset and share; what fails is said', async () => {
  page = await openView();
  await page.call('setConfig', { ...kSmallConfig, training: { ...kSmallConfig.training, steps: 100000 } });
  await button(page, 'Add a run').click();
  await view(page).locator('summary').first().click();
  await button(page, 'Copy run A').click();
  assert.equal((await page.call('getConfig')).runs.length, 6);
  await button(page, 'Add a run').click();
  await view(page).getByText('remove one first').waitFor();
  await page.until(async () => (await button(page, 'Pause').count()) === 1, 'the race');
  await button(page, 'Pause').click();
  await page.until(() => page.call('fingerprint'), 'rest');
  const { step } = await page.call('status');
  await button(page, 'Step').click();
  await page.until(async () => (await page.call('status')).step === step + 1, 'one step');
  await button(page, 'Reset').click();
  await view(page).getByText('Step 0 of 100,000', { exact: true }).waitFor();
  await button(page, 'Copy the link').click();
  await page.until(
    async () => (await page.page.evaluate(() => navigator.clipboard.readText())) === (await page.call('shareLink')), 'the link');
  const download = page.page.waitForEvent('download');
  await button(page, 'Curves as CSV').click();
  assert.match((await download).suggestedFilename(), /\.csv$/);
});

test('several seeds are read as mean and spread', async () => {
  page = await openView();
  await page.call('setConfig', { ...kSmallConfig, seeds: 2 });
  await page.call('runTo', kSmallConfig.training.steps);
  await page.until(async () => {
    const [row] = await view(page).locator('tbody tr').allInnerTexts();
    return /^Run A: AdamW\s+400\s+0\.\d{3} ± 0\.\d{3}\s/.test(row);
  }, 'the row of run A');
  // Sentences come seconds apart, so the one about the end may follow the row later.
  await page.until(async () => /Finished at step 400.*A \d+\.\d % ± \d+\.\d %/.test(
    await page.page.locator('#accessible-sentence').innerText()), 'the sentence about the end');
});

test('text is pasted into the form, not into the drawing', async () => {
  page = await openView();
  await page.call('pause');
  await page.page.evaluate(() => navigator.clipboard.writeText('0.7'));
  await field(page, 'Noise').focus();
  await page.page.keyboard.press('Control+a');
  await page.page.keyboard.press('Control+v');
  await page.page.keyboard.press('Enter');
  assert.equal((await page.call('getConfig')).data.noise, 0.7);
});

test('sentences come at a sane rate while a race runs', async () => {
  page = await openView();
  await page.call('setConfig', { training: { steps: 1000000 } });
  await page.call('play');
  await page.page.evaluate(() => {
    window.sentences = 0;
    new MutationObserver(() => ++window.sentences).observe(document.getElementById('accessible-sentence'),
                                                           { childList: true, characterData: true, subtree: true });
  });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  assert.ok((await page.page.evaluate(() => window.sentences)) <= 2);
  await page.call('pause');
  await page.until(async () => /^Paused at step/.test(await page.page.locator('#accessible-sentence').innerText()), 'the pause');
});

test('opens by its own address, and nothing of it is loaded before', async () => {
  page = await browser.open('?accessible=1#v=1&noise=0.4');
  await view(page).waitFor();
  assert.equal(await field(page, 'Noise').inputValue(), '0.4');
  await page.page.close();
  page = await browser.open();
  const loaded = await page.page.evaluate(() => performance.getEntriesByType('resource').map((it) => it.name));
  assert.deepEqual(loaded.filter((name) => name.includes('accessible')), []);
});

test('the view is chosen, the past is read and branched, decay and landscape are tables', async () => {
  page = await openView();
  await page.call('setConfig', kSmallConfig);
  await page.call('runTo', 400);
  await field(page, 'Theme').selectOption('light');
  await field(page, 'Speed').selectOption('max');
  const { theme, speed } = await page.call('view');
  assert.deepEqual([theme, speed], ['light', 'max']);

  await field(page, 'Step').fill('150');
  await button(page, 'Look back').click();
  const then = view(page).getByRole('region', { name: 'The runs as they were' });
  await then.waitFor();
  const expected = runHeadless(kSmallConfig, '--steps', '150').runs[1];
  assert.ok((await then.locator('tbody tr').nth(1).innerText()).includes(expected.test_loss.toFixed(3)));
  await button(page, 'Branch B here').click();
  await page.until(async () => (await page.call('getConfig')).runs.length === 5, 'the branch');
  await button(page, 'Back to the present').click();
  assert.equal(await page.call('past'), null);

  await view(page).getByText('Who gets decayed?').click();
  const decay = view(page).getByRole('region', { name: 'What decay takes, run by run' });
  await decay.waitFor();
  assert.match(await decay.locator('tbody tr').first().innerText(), /applied to the weights\s+0\.5 %/);
  await view(page).getByText('Landscape', { exact: true }).click();
  await button(page, 'Draw').click();
  const losses = view(page).getByRole('region', { name: 'Test loss on the plane' });
  await losses.waitFor();
  assert.equal(await losses.locator('tbody tr').count(), 9);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.complaints, []);
});

test('a sweep is set up, told, read as tables and its best cell opened; seeds are compared', async () => {
  page = await openView();
  await page.call('setConfig', { ...kSmallConfig, seeds: 2, runs: kSmallConfig.runs.slice(0, 2), events: [],
                                 training: { ...kSmallConfig.training, steps: 100 } });
  await page.call('runTo', 100);
  const pairs = view(page).getByRole('region', { name: 'Paired differences' });
  await pairs.waitFor();
  const [pair] = (await page.call('metrics')).comparisons;
  assert.ok((await pairs.innerText()).includes(pair.test_loss.verdict));
  const sweep = view(page).locator('section[aria-labelledby="part-sweep"]');
  await field(page, 'Columns and rows of the maps').selectOption('3');
  await button(page, 'Run sweep').click();
  const best = view(page).getByRole('region', { name: 'Best cell of each map' });
  await best.waitFor();
  assert.equal(await best.locator('tbody tr').count(), 2);
  assert.match(await sweep.innerText(), /18 of 18 cells/);
  await sweep.locator('summary').first().click();
  const map = view(page).getByRole('region', { name: /^Map of Run A/ });
  assert.equal(await map.locator('tbody tr').count(), 3);
  await button(page, 'Open the best cell as a run').first().click();
  await page.until(async () => (await page.call('getConfig')).runs.length === 3, 'the cell as a run');
  assert.deepEqual(await violations(page), []);
});
