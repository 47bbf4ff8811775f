// Wheel, clipboard, keyboard alone, touch with a soft keyboard: what a browser hands over in its own ways.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';

const kPhone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };

let browser;
let phone;
let page;

before(async () => {
  browser = await openBrowser();
  phone = await openBrowser(kPhone);
});
after(async () => {
  await browser?.close();
  await phone?.close();
});
afterEach(async () => {
  await page?.page.close();
  page = null;
});

const config = (it) => it.call('getConfig');

// What is on the screen inside a widget, as one text.
async function picture(it, id) {
  const { rect } = await it.widget(id);
  return (await it.protocol('Page.captureScreenshot', { clip: { ...rect, scale: 1 } })).data;
}

// Once it does not change any more; axes glide.
async function settledPicture(it, id) {
  let last = await picture(it, id);
  return it.until(async () => {
    await it.frames(5);
    const now = await picture(it, id);
    const same = now === last;
    last = now;
    return same && now;
  }, `${id} at rest`);
}

test('the wheel zooms a plot, a drag selects steps, a double click shows all again', async () => {
  page = await browser.open();
  await page.call('setConfig', { training: { steps: 300 } });
  await page.call('runTo', 300);
  const [x, y] = await page.middle('plot.loss');
  await page.page.mouse.move(x, y);
  const whole = await settledPicture(page, 'plot.loss');
  await page.page.mouse.wheel(0, -300);
  assert.notEqual(await settledPicture(page, 'plot.loss'), whole, 'the wheel zooms');
  assert.equal(await page.page.evaluate(() => scrollY), 0);
  const back = async () => {
    await page.page.mouse.dblclick(x, y, { delay: 60 });
    await page.frames(5);
    return (await settledPicture(page, 'plot.loss')) === whole;
  };
  await page.until(back, 'the whole plot after the wheel');
  await page.page.mouse.move(x - 60, y);
  await page.frames(2);
  await page.page.mouse.down();
  await page.frames(2);
  await page.page.mouse.move(x, y, { steps: 5 });
  await page.frames(2);
  await page.page.mouse.up();
  assert.notEqual(await settledPicture(page, 'plot.loss'), whole, 'a drag zooms');
  await page.until(back, 'the whole plot after the drag');
});

test('keys alone: help by its sign, tabs by digits, speed, runs by their letters', async () => {
  page = await browser.open();
  await page.call('pause');
  const widget = async (id) => (await page.call('widgets')).find((it) => it.id === id);
  await page.key('?');
  await page.widget('help.close');
  await page.key('Escape');
  await page.until(async () => !(await widget('help.close')), 'the help closed');
  await page.key('3');
  await page.widget('sweep.start');
  await page.key('1');
  await page.until(async () => !(await widget('sweep.start')), 'the race');
  await page.key('Shift+Period');
  await page.until(async () => (await widget('speed')).value === '500 / s', 'a higher speed');
  await page.key('Shift+Comma');
  await page.until(async () => (await widget('speed')).value === '200 / s', 'the speed before');
  await page.key('Shift+C');
  await page.until(async () => (await widget('runs.2')).value === 'selected', 'run C');
  await page.key('c');
  await page.until(async () => (await config(page)).runs.length === 4, 'a copy of it');
});

test('Ctrl+C, Ctrl+X and Ctrl+V work in a text field with the clipboard of the system', async () => {
  page = await browser.open();
  await page.call('pause');
  const clipboard = () => page.page.evaluate(() => navigator.clipboard.readText());
  await page.page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
  await page.click('data.noise.value');
  await page.key('Control+a');
  await page.key('Control+c');
  await page.until(async () => (await clipboard()) === '0.25', 'the number on the clipboard');
  await page.page.evaluate(() => navigator.clipboard.writeText('0.31'));
  await page.key('Control+a');
  await page.key('Control+v');
  await page.key('Enter');
  await page.until(async () => (await config(page)).data.noise === 0.31, 'the pasted number');
  await page.click('data.noise.value');
  await page.key('Control+a');
  await page.key('Control+x');
  await page.until(async () => (await clipboard()) === '0.31', 'the cut number');
  await page.key('Escape');
  assert.equal((await config(page)).data.noise, 0.31);
});

test('a key puts the very link of the API on the clipboard', async () => {
  page = await browser.open('#v=1&noise=0.4');
  await page.call('pause');
  await page.key('Shift+L');
  await page.until(async () => {
    const text = await page.page.evaluate(() => navigator.clipboard.readText());
    return text.includes('noise=0.4') && text === (await page.call('shareLink'));
  }, 'the link');
});

test('keys of the browser stay with the browser', async () => {
  page = await browser.open('', {
    prepare: (it) =>
      it.addInitScript(() => {
        window.eaten = [];
        addEventListener('keydown', (event) => {
          setTimeout(() => event.defaultPrevented && window.eaten.push(event.key));
        }, true);
      }),
  });
  // Made up: a real F5 would reload the page.
  const keys = [['F5'], ['F11'], ['F12'], ['+', 'ctrlKey'], ['-', 'ctrlKey'], ['0', 'ctrlKey'], ['r', 'ctrlKey'],
                ['t', 'ctrlKey'], ['l', 'ctrlKey'], ['f', 'ctrlKey'], ['c', 'ctrlKey'], ['v', 'ctrlKey'], ['x', 'ctrlKey'],
                ['ArrowLeft', 'altKey'], ['r', 'metaKey'], ['I', 'ctrlKey', 'shiftKey']];
  const eaten = await page.page.evaluate(async (list) => {
    const canvas = document.getElementById('canvas');
    for (const [key, ...modifiers] of list) {
      const on = Object.fromEntries(modifiers.map((name) => [name, true]));
      canvas.dispatchEvent(new KeyboardEvent('keydown', { key, ...on, bubbles: true, cancelable: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.eaten;
  }, keys);
  assert.deepEqual(eaten, []);
  const zoomed = await page.page.evaluate(() => {
    const wheel = new WheelEvent('wheel', { ctrlKey: true, deltaY: -100, bubbles: true, cancelable: true });
    return document.getElementById('canvas').dispatchEvent(wheel);
  });
  assert.ok(zoomed, 'Ctrl and the wheel zoom the page');
  await page.call('pause');
  await page.page.keyboard.press('F5');
  await page.page.waitForLoadState();
  await page.ready();
  assert.equal((await page.step()) >= 0, true);
});

// Tab until the control has the focus.
async function tabTo(it, id) {
  for (let i = 0; i < 150; ++i) {
    if ((await it.call('widgets')).find((widget) => widget.id === id)?.focused) return;
    await it.key('Tab');
  }
  assert.fail(`Tab never came to ${id}`);
}

test('the keyboard alone starts, changes a value, adds a run and shares', async () => {
  const still = await openBrowser({ reducedMotion: 'reduce' });
  try {
    page = await still.open();
    await tabTo(page, 'play');
    await page.key('Enter');
    await page.until(async () => (await page.step()) > 0, 'steps');
    await page.call('pause');
    await tabTo(page, 'data.noise');
    const { noise } = (await config(page)).data;
    await page.key('ArrowRight');
    await page.until(async () => (await config(page)).data.noise > noise, 'more noise');
    await tabTo(page, 'runs.add');
    await page.key('Enter');
    await page.until(async () => (await config(page)).runs.length === 4, 'a fourth run');
    await tabTo(page, 'share');
    await page.key('Enter');
    const copy = page.page.locator('#share-copy');
    await copy.waitFor();
    await page.until(() => copy.evaluate((it) => it === document.activeElement), 'the focus');
    await page.page.keyboard.press('Enter');
    await page.until(
      async () => (await page.page.evaluate(() => navigator.clipboard.readText())) === (await page.call('shareLink')),
      'the link',
    );
    await page.page.keyboard.press('Escape');
  } finally {
    await still.close();
    page = null;
  }
});

test('on a phone a quick tap opens the soft keyboard, and what it writes is taken', async () => {
  page = await phone.open();
  await page.call('pause');
  const agent = () => page.page.evaluate(() => document.activeElement.className === 'text-agent');
  const { id } = (await page.call('widgets')).find((it) => /^run\.\d\.weight_decay\.value$/.test(it.id) && it.visible);
  assert.equal(await agent(), false);
  await page.tap(id);
  await page.until(agent, 'the soft keyboard');
  for (let i = 0; i < 6; ++i) await page.page.keyboard.press('Backspace');
  // As soft keyboards do: text comes without keys, predicted text in compositions.
  await page.protocol('Input.imeSetComposition', { text: '0', selectionStart: 1, selectionEnd: 1 });
  await page.protocol('Input.imeSetComposition', { text: '0.', selectionStart: 2, selectionEnd: 2 });
  await page.protocol('Input.insertText', { text: '0.5' });
  await page.frames(5);
  await page.page.keyboard.press('Enter');
  // The race may have begun before it was paused: then the change is an event.
  await page.until(async () => (await page.widget(id)).value === '0.5', 'the typed decay');
  await page.until(async () => !(await agent()), 'the soft keyboard gone');
});

const touch = (it, type, points) => it.protocol('Input.dispatchTouchEvent', { type, touchPoints: points });

test('a long press and a lost finger change nothing and leave nothing pressed', async () => {
  page = await phone.open();
  await page.call('pause');
  const before = await config(page);
  const [x, y] = await page.middle('card.0.surface');
  await touch(page, 'touchStart', [{ x, y }]);
  await new Promise((resolve) => setTimeout(resolve, 900));
  await touch(page, 'touchEnd', []);
  await page.frames(5);
  await touch(page, 'touchStart', [{ x, y }]);
  await touch(page, 'touchCancel', []);
  await page.frames(5);
  assert.deepEqual(await config(page), before);
  await page.tap('play');
  await page.until(async () => (await page.step()) > 0, 'a tap still plays');
  assert.deepEqual(page.complaints.filter((text) => !/touchcancel/.test(text)), []);
});
