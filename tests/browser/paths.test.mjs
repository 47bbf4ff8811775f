// Looking back, branching and the landscape, with real clicks and drags.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { kConstantConfig, openBrowser, runHeadless } from './browser.mjs';

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

const kThree = { ...kConstantConfig, runs: kConstantConfig.runs.slice(0, 3), events: [] };

async function openAt(step, address = '') {
  const playground = await browser.open(address);
  await playground.call('setConfig', kThree);
  await playground.call('runTo', step);
  return playground;
}

// Presses the timeline where it stands, draws it to `step` and lets go.
async function scrubTo(playground, step) {
  const { rect, value } = await playground.widget('scrubber');
  const at = (s) => rect.x + (rect.width * s) / kThree.training.steps;
  const y = rect.y + rect.height / 2;
  await playground.page.mouse.move(at(Number(value.replace(',', ''))), y);
  await playground.frames(2);
  await playground.page.mouse.down();
  await playground.frames(2);
  await playground.page.mouse.move(at(step + 40), y);
  await playground.frames(2);
  await playground.page.mouse.move(at(step), y);
  await playground.frames(3);
  await playground.page.mouse.up();
  await playground.frames(2);
}

async function has(playground, id) {
  return (await playground.call('widgets')).some((it) => it.id === id);
}

const saysPast = (playground, text) =>
  playground.until(async () => (await playground.widget('past.text')).label.startsWith(text), text);

// The pointer is taken off the plot first: under it, the plot tells what is there instead of how far it is.
const landscapeDone = async (playground) => {
  await playground.page.mouse.move(640, 5);
  await playground.until(async () => {
    const plot = (await playground.call('widgets')).find((it) => it.id === 'landscape.plot');
    const counts = plot?.value.match(/^([\d,]+) of ([\d,]+) points$/);
    return counts && counts[1] === counts[2];
  }, 'the whole landscape');
};

test('drawing the timeline back shows the past, Now brings back the untouched present', async () => {
  page = await openAt(300);
  const present = await page.call('fingerprint');
  const before = await page.page.screenshot();
  await scrubTo(page, 100);
  await saysPast(page, 'Step 100 of 300, past');
  assert.equal(await page.call('fingerprint'), present);
  assert.equal(await page.step(), 300);
  await page.page.waitForTimeout(500);
  assert.notDeepEqual(await page.page.screenshot(), before);
  await page.click('past.now');
  await page.until(async () => !(await has(page, 'past.text')), 'the present');
  assert.equal(await page.call('fingerprint'), present);
  assert.deepEqual(page.complaints, []);
});

test('Play in the past goes on from the present', async () => {
  page = await openAt(200);
  await scrubTo(page, 50);
  await saysPast(page, 'Step 50 of 200, past');
  await page.click('play');
  await page.until(async () => (await page.step()) > 200, 'more steps');
  assert.ok(!(await has(page, 'past.text')));
});

test('a branch from the past is drawn beside the original, and a program gets the same', async () => {
  page = await openAt(300);
  await scrubTo(page, 100);
  await saysPast(page, 'Step 100 of 300, past');
  await page.click('past.branch');
  await page.until(async () => (await page.call('getConfig')).runs.length === 4, 'the branch');
  const branch = (await page.call('getConfig')).runs[3];
  assert.equal(branch.name, 'B from step 100');
  // Its decay, typed into the slider of the selected run.
  await page.click('run.3.weight_decay.value');
  await page.page.keyboard.press('Control+a');
  await page.page.keyboard.type('0.02', { delay: 40 });
  await page.key('Enter');
  await page.until(async () => (await page.call('getConfig')).events.length === 1, 'the event');
  const config = await page.call('getConfig');
  assert.deepEqual(config.events, [{ step: 100, run: 3, set: { weight_decay: 0.02 } }]);
  await page.click('past.now');
  await page.until(async () => (await page.call('fingerprint')) && (await page.step()) === 300, 'the present');
  assert.equal(await page.call('fingerprint'), runHeadless(config, '--steps', '300').fingerprint);
});

test('a seventh run is refused with the reason', async () => {
  page = await openAt(100);
  const runs = [...kThree.runs, ...kThree.runs];
  await page.call('setConfig', { ...kThree, runs });
  await page.call('runTo', 100);
  await scrubTo(page, 50);
  await saysPast(page, 'Step 50 of 100, past');
  await page.click('past.branch');
  await page.until(async () => (await page.notices()).some((it) => /6 already/.test(it)), 'the reason');
  assert.equal((await page.call('getConfig')).runs.length, 6);
});

for (const workers of [0, 2]) {
  test(`the landscape comes by itself, can be read and chosen (workers: ${workers})`, async () => {
    page = await openAt(300, `?workers=${workers}`);
    await page.click('tab.landscape');
    await landscapeDone(page);
    const [x, y] = await page.middle('landscape.plot');
    await page.page.mouse.move(x, y);
    const { value } = await page.until(async () => {
      const plot = await page.widget('landscape.plot');
      return /^test .+ train .+ at \(/.test(plot.value) && plot;
    }, 'the readout');
    await page.click('landscape.loss');
    await page.click('landscape.loss.0');
    await page.page.mouse.move(x, y);
    // Both losses were computed already: the same point reads the same.
    await page.until(async () => (await page.widget('landscape.plot')).value === value, 'the same readout');
    await page.click('landscape.plane');
    await page.click('landscape.plane.1');
    await landscapeDone(page);
    assert.deepEqual(page.complaints, []);
  });
}

test('one run alone makes no plane, and the page says what would do', async () => {
  page = await openAt(100);
  await page.call('setConfig', { ...kThree, runs: kThree.runs.slice(0, 1) });
  await page.call('runTo', 100);
  await page.click('tab.landscape');
  await page.until(async () => /takes two runs or three/.test((await page.widget('landscape.message')).label), 'the reason');
  await page.click('landscape.plane');
  await page.click('landscape.plane.1');
  await landscapeDone(page);
});

test('on a phone the past and the landscape have their place', async () => {
  const phone = await openBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  try {
    const playground = await phone.open();
    await playground.call('setConfig', kThree);
    await playground.call('runTo', 200);
    await scrubTo(playground, 50);
    await saysPast(playground, 'Step 50 of 200, past');
    await playground.tap('past.now');
    await playground.until(async () => !(await has(playground, 'past.text')), 'the present');
    await playground.tap('tab.landscape');
    await landscapeDone(playground);
  } finally {
    await phone.close();
  }
});
