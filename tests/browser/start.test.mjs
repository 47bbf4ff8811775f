// The page before the playground runs: progress, what a browser lacks, and downloads that fail.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';

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

const kLink = '#v=1&noise=0.4';

async function failureText(prepare) {
  page = await browser.open(kLink, { wait: false, prepare });
  await page.page.locator('#failure').waitFor({ state: 'visible' });
  assert.ok(await page.page.locator('#loading').isHidden());
  assert.ok((await page.page.locator('#failure-link').getAttribute('href')).endsWith(kLink));
  return page.page.locator('#failure').innerText();
}

const kLacks = [
  ['WebGL 2', /WebGL 2.*Chrome and Edge 56, Firefox 51, Safari 15/s, () => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (type, ...rest) {
      return type === 'webgl2' ? null : getContext.call(this, type, ...rest);
    };
  }],
  ['SIMD', /SIMD.*Chrome and Edge 91, Firefox 89, Safari 16\.4/s, () => {
    WebAssembly.validate = () => false;
  }],
  ['WebAssembly', /WebAssembly.*Chrome and Edge 91/s, () => {
    delete window.WebAssembly;
  }],
];
for (const [name, message, script] of kLacks) {
  test(`without ${name} the page says which browsers have it`, async () => {
    assert.match(await failureText((it) => it.addInitScript(script)), message);
    const reason = await page.page.evaluate(() => window.playground.ready.catch((error) => error.message));
    assert.match(reason, /lacks/);
  });
}

const kDownloads = [
  ['app.wasm', (route) => route.abort(), /app\.wasm could not be downloaded/],
  ['app.wasm', (route) => route.fulfill({ status: 404, body: 'not here' }), /app\.wasm.*404/],
  ['app.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'cut off' }), /app\.wasm did not arrive whole/],
  ['app.js', (route) => route.abort(), /app\.js could not be downloaded/],
];
test('a download that fails is named, and the link kept', async () => {
  for (const [file, answer, message] of kDownloads) {
    assert.match(await failureText((it) => it.route(`**/${file}`, answer)), message);
    await page.page.close();
  }
  page = null;
});

test('sizes that cannot be read do not keep the page from starting', async () => {
  page = await browser.open(kLink, { prepare: (it) => it.route('**/sizes.json', (route) => route.abort()) });
  assert.equal((await page.call('getConfig')).data.noise, 0.4);
});

test('a browser without stream transforms starts, too', async () => {
  page = await browser.open(kLink, { prepare: (it) => it.addInitScript(() => delete window.TransformStream) });
  assert.equal((await page.call('getConfig')).data.noise, 0.4);
});

test('a slow network shows how far the download is', async () => {
  const slow = await openBrowser();
  try {
    const prepare = async (it) => {
      const session = await slow.context.newCDPSession(it);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 50,
        downloadThroughput: 250000,
        uploadThroughput: 250000,
      });
      // Looked at by the page itself: a busy machine may answer from outside too late.
      await it.addInitScript(() => {
        window.seen = [];
        const look = setInterval(() => {
          const bar = document.getElementById('progress');
          if (bar) window.seen.push(bar.value);
          if (document.getElementById('loading')?.hidden) clearInterval(look);
        }, 20);
      });
    };
    const it = await slow.open('', { wait: false, prepare });
    await it.ready();
    const seen = await it.page.evaluate(() => window.seen);
    assert.ok(seen.some((value) => value > 0.1 && value < 0.9), seen.join());
    assert.deepEqual(seen, seen.toSorted((a, b) => a - b), 'it never goes back');
  } finally {
    await slow.close();
  }
});
