// Lessons on the page: a whole one by mouse, by keys and by touch; reloads; files of teachers and of people who mean harm.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { kTop, openBrowser } from './browser.mjs';
import { walkOf } from './lesson_walk.mjs';

const kAxe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kFirst = JSON.parse(fs.readFileSync(path.join(kTop, 'assets/lessons/index.json'), 'utf8')).lessons[0];

// A teacher's own, quick to train.
const kOwn = {
  version: 1, id: 'own', title: 'A <b>small</b> lesson', minutes: 3, summary: 'Two runs and a change.',
  sources: [{ text: 'A book', url: 'https://example.org/book' }],
  experiment: {
    data: { train_size: 40, test_size: 200 }, model: { hidden: [8] }, training: { steps: 300 },
    runs: [{ optimizer: 'adamw', weight_decay: 0 }, { optimizer: 'adamw', weight_decay: 0.3 }],
  },
  steps: [
    {
      title: 'First', look: 'plot.loss', text: 'A has weight norm {{runs[0].weight_norm}}.\n\nB has decay {{values[1].weight_decay}}.',
      predict: {
        question: 'B\'s weight norm will be ...', answers: ['lower', 'the same', 'higher'],
        right: { compare: 'runs[1].weight_norm', with: 'runs[0].weight_norm', within: 0.1, less: 0, same: 1, more: 2 },
      },
      run: { to: 200 }, explain: 'A has {{runs[0].weight_norm}} and B {{runs[1].weight_norm}}; before, {{runs[1].weight_norm@before}}.',
    },
    {
      title: 'Second', look: 'run.1.weight_decay', text: 'Change it.',
      change: { text: 'Set B\'s decay to 1', set: { 'runs[1].weight_decay': 1 } },
      run: { to: 300 }, explain: 'Step {{step}}.',
    },
    {
      title: 'Third', text: 'The last.',
      check: { question: 'What did decay do?', answers: ['Nothing', 'It shrank the weights'], right: 1, why: 'That is what decay is.' },
    },
  ],
};

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

const rectOf = async (id) => (await page.call('widgets', id))[0].rect;
const focused = () => page.page.evaluate(() => document.activeElement.textContent || document.activeElement.id);

async function dropFile(name, text) {
  await page.page.evaluate(([file, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], file));
    for (const type of ['dragover', 'drop']) {
      document.getElementById('canvas').dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, [name, text]);
}

async function openOwn(options) {
  page = await browser.open('?workers=0', options);
  await dropFile('own.json', JSON.stringify(kOwn));
  const walk = walkOf(page);
  await walk.ready();
  return walk;
}

test('a lesson of the site by mouse: predict, run, look, check', async () => {
  page = await browser.open(`?workers=0&lesson=${kFirst}`);
  const walk = walkOf(page);
  await walk.ready();
  assert.equal((await page.call('status')).step, 0);
  assert.equal((await page.call('status')).playing, false);
  const column = await rectOf('column.right');
  const box = await walk.panel.boundingBox();
  for (const side of ['x', 'y', 'width', 'height']) assert.ok(Math.abs(box[side] - column[side]) <= 1, `${side}: it lies over the right column`);

  assert.ok(await walk.panel.locator('.run button').first().isDisabled(), 'no run before a prediction');
  assert.ok(await walk.panel.locator('.explain').isHidden());
  await walk.predict(0);
  await walk.run();
  const { runs } = await page.call('metrics');
  const shown = await walk.figures();
  assert.equal(shown['runs[0].test_loss'], runs[0].test_loss.toFixed(3));
  assert.match(await walk.panel.locator('.verdict').textContent(), /prediction was right|Not what you predicted/);
  assert.match(page.page.url(), new RegExp(`lesson=${kFirst}&step=1#v=1`));
  assert.deepEqual(page.complaints, []);
});

test('a file that is dropped: places are pointed at, a change by hand is ticked off, texts stay texts, a reload goes on', async () => {
  const walk = await openOwn();
  assert.equal(await walk.panel.locator('h2').textContent(), kOwn.title);
  const outline = page.page.locator('#lesson-look');
  const around = async (id) => page.until(async () => {
    const rect = await rectOf(id);
    const box = await outline.boundingBox();
    return box && Math.abs(box.x + 4 - rect.x) <= 1 && Math.abs(box.width - 8 - rect.width) <= 1;
  }, `the outline around ${id}`);
  await around('plot.loss');
  await page.page.setViewportSize({ width: 1500, height: 800 });
  await around('plot.loss');

  await walk.predict(2);
  await walk.run();
  assert.equal((await page.call('status')).step, 200);
  assert.equal(await walk.panel.locator('.verdict').textContent(), 'Not what you predicted this time.');
  assert.match(await walk.panel.locator('.predict button.right').textContent(), /^lowerright$/);

  await walk.next();
  await around('run.1.weight_decay');
  assert.ok(await walk.panel.locator('.run button').first().isDisabled(), 'the change comes first');
  await page.call('setParameter', 'runs[1].weight_decay', 1);
  await walk.panel.locator('.change.done').waitFor();
  assert.deepEqual((await page.call('getConfig')).events, [{ step: 200, run: 1, set: { weight_decay: 1 } }]);

  await page.until(() => page.page.url().includes('event='), 'the address'); // which follows in a fifth of a second
  await page.page.reload();
  await page.ready();
  await walk.ready();
  assert.equal(await walk.counter(), 'Step 2 of 3');
  await page.until(async () => (await page.call('status')).step === 200, 'the step where it was');
  assert.deepEqual((await page.call('getConfig')).events, [{ step: 200, run: 1, set: { weight_decay: 1 } }]);
  await walk.run();
  assert.equal((await walk.figures()).step, '300');
  await walk.button('Back').click();
  assert.equal(await walk.panel.locator('.verdict').textContent(), 'Not what you predicted this time.', 'as it was left');
  await walk.next();
  await walk.next();
  await walk.check(0);
  assert.match(await walk.panel.locator('.why').textContent(), /what decay is/);
  assert.equal(await walk.panel.locator('.ending a').first().getAttribute('href'), 'https://example.org/book');
  await walk.button('Close the lesson').click();
  assert.ok(!page.page.url().includes('lesson='));
  assert.ok((await page.widget('column.right')).rect.width > 200);
  assert.deepEqual(page.complaints, []);
});

test('by keys alone: L, Enter and Tab; Escape leads back to the canvas', async () => {
  const walk = await openOwn();
  await page.page.locator('#canvas').focus();
  await page.key('l');
  assert.equal(await focused(), kOwn.title);
  const press = async (...keys) => { for (const key of keys) await page.page.keyboard.press(key); };
  const tabTo = async (name) => {
    for (let i = 0; i < 30; ++i) {
      await press('Tab');
      if ((await focused()).startsWith(name)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await tabTo('lower');
  await press('Enter');
  await tabTo('Run to step 200');
  await press('Enter');
  await page.until(() => walk.panel.locator('.explain').isVisible(), 'the explanation');
  assert.match(await walk.panel.locator('[role=status]').textContent(), /The run has ended. Your prediction was right./);
  await tabTo('Next');
  await press('Enter');
  assert.equal(await focused(), 'Second');
  await tabTo('Make this change');
  await press('Space');
  await walk.panel.locator('.change.done').waitFor();
  await press('Escape');
  assert.equal(await focused(), 'canvas');
  assert.deepEqual(page.complaints, []);
});

test('hostile and wrong files are refused by name, and nothing is lost', async () => {
  page = await browser.open('?workers=0#v=1&noise=0.4');
  const error = page.page.locator('#lesson-error');
  const refused = async (text, pattern) => {
    await dropFile('bad.json', text);
    await error.waitFor();
    assert.match(await error.locator('.error').textContent(), pattern);
    await page.page.keyboard.press('Escape');
    await error.waitFor({ state: 'detached' });
  };
  const changed = (more) => JSON.stringify({ ...kOwn, ...more });
  await refused('{', /not JSON/);
  await refused(' '.repeat(300000), /at most/);
  await refused('{"__proto__": {"version": 1}}', /__proto__/);
  await refused('{"version":1,"id":'.repeat(9) + '1' + '}'.repeat(9), /id: /);
  await refused(changed({ minutes: 'four' }), /minutes: "four"/);
  await refused(changed({ sources: [{ text: 'x', url: 'javascript:alert(1)' }] }), /sources\[0\].url/);
  await refused(changed({ experiment: { data: { noise: -1 } } }), /experiment: data.noise/);
  await refused(changed({ colour: 1 }), /colour/);
  const steps = structuredClone(kOwn.steps);
  steps[1].change.set = { 'runs[4].weight_decay': 1 };
  await refused(changed({ steps }), /steps\[1\].change.set/);
  assert.equal((await page.call('getConfig')).data.noise, 0.4);

  for (const [name, pattern] of [['nothing', /is not a lesson/], ['https://example.com/x.json', /beside this site/], ['none.json', /404/]]) {
    const other = await browser.open(`?workers=0&lesson=${encodeURIComponent(name)}`);
    assert.match(await other.page.locator('#lesson-error .error').textContent(), pattern);
    assert.deepEqual(other.foreign, []);
    await other.page.close();
  }
});

test('a menu opens beside the lesson, can be clicked there, and nothing is drawn across it', async () => {
  await openOwn();
  const look = page.page.locator('#lesson-look');
  await look.waitFor({ state: 'visible' });
  await page.click('more');
  await page.until(async () => (await page.call('widgets', 'popup')).length > 0, 'the menu');
  const covering = await page.page.evaluate(() => window.playground.widgets()
    .filter(({ id, visible }) => id.startsWith('more.') && visible)
    .map(({ rect }) => document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2))
    .filter((element) => element.id !== 'canvas').length);
  assert.equal(covering, 0);
  await look.waitFor({ state: 'hidden' });
  await page.click('more.language.de');
  const language = () => page.page.evaluate(() => document.documentElement.lang);
  await page.until(async () => (await language()) === 'de', 'the language');
  await look.waitFor({ state: 'visible' });
  await page.click('more'); // it is remembered, and the other tests read English
  await page.click('more.language.en');
  await page.until(async () => (await language()) === 'en', 'English');
});

test('beside the accessible view, "Show me where" leads to the field or the section', async () => {
  const walk = await openOwn();
  await page.page.locator('#skip').press('Enter');
  await page.page.locator('#accessible').waitFor();
  const where = walk.panel.getByRole('button', { name: 'Show me where' });
  const focusedId = () => page.page.evaluate(() => document.activeElement.id);
  await where.click();
  assert.equal(await focusedId(), 'part-race');
  await walk.predict(0);
  await walk.run();
  await walk.next();
  await where.click();
  await page.until(async () => (await focusedId()) === 'field.runs[1].weight_decay', 'the field');
});

test('axe-core finds nothing in the list, in a lesson, and in one beside the accessible view', async () => {
  const walk = await openOwn();
  const violations = async () => {
    await page.page.evaluate(kAxe);
    const { violations: found } = await page.page.evaluate(() => window.axe.run());
    return found.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  };
  await walk.predict(0);
  await walk.run();
  assert.deepEqual(await violations(), []);
  await page.page.locator('#skip').press('Enter');
  await page.page.locator('#accessible').waitFor();
  assert.deepEqual(await violations(), []);
  await page.page.locator('#accessible').getByRole('button', { name: 'Make' }).count();
  await walk.next();
  await walk.change();
  await walk.run();
  await walk.panel.getByRole('button', { name: 'All lessons' }).or(walk.panel.locator('header button').first()).first().click();
  await page.page.locator('#lessons').waitFor();
  assert.deepEqual(await violations(), []);
  assert.deepEqual(page.complaints, []);
});
