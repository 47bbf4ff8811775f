// The built site in Debian's Chromium: a server, a browser, pages that remember what they said and asked for, and
// real clicks at the places that window.playground.widgets() names.
//   const browser = await openBrowser();  const page = await browser.open('#v=1');  await page.click('play');
// ADAMW_DIST and ADAMW_PROGRAM name another site and headless program than dist/ and bin/adamw-playground.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { serve } from '../../tools/serve.mjs';

export const kTop = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const kSite = process.env.ADAMW_DIST ?? path.join(kTop, 'dist');
const kProgram = process.env.ADAMW_PROGRAM ?? path.join(kTop, 'bin', 'adamw-playground');
const kArguments = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

// Machines under load draw slowly; what takes longer is broken.
export const kPatience = 60000;

// Small enough to be trained in a moment, with every kind of run and an event.
export const kSmallConfig = {
  data: { dataset: 'circles', train_size: 60, test_size: 200, noise: 0.2, label_noise: 0.1, seed: 3 },
  model: { hidden: [12, 8], activation: 'tanh', seed: 5 },
  training: { steps: 400, batch_size: 16, evaluate_every: 10 },
  runs: [
    { optimizer: 'adamw', learning_rate: 0.01, weight_decay: 0.1 },
    { optimizer: 'adam', learning_rate: 0.01, weight_decay: 0.001 },
    { optimizer: 'sgd', learning_rate: 0.05, weight_decay: 0.001, schedule: 'cosine' },
    { optimizer: 'sgdw', learning_rate: 0.05, weight_decay: 0.01 },
  ],
  events: [{ step: 150, run: 0, set: { weight_decay: 0.5 } }],
};

// The same without a schedule: `run --steps N` shortens the experiment, and a cosine with it, while the page at step N
// is on the way to the end.
export const kConstantConfig = {
  ...kSmallConfig,
  runs: kSmallConfig.runs.map(({ schedule, ...run }) => run),
  events: [{ step: 50, run: 0, set: { weight_decay: 0.5 } }],
};

// Asks until there is an answer. (Playwright's waitForFunction takes a promise for one.)
export async function until(done, what, patience = kPatience) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await done();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// What `adamw-playground run` says about an experiment.
export function runHeadless(config, ...options) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'playground-'));
  const file = path.join(folder, 'config.json');
  fs.writeFileSync(file, JSON.stringify(config));
  try {
    const text = execFileSync(kProgram, ['run', '--config', file, '--format', 'json', ...options]);
    return JSON.parse(text.toString());
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

class Playground {
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.complaints = []; // errors and warnings on the console, uncaught errors
    this.foreign = []; // requests to other hosts
    page.on('console', (message) => {
      // The software renderer of the tests warns about reading pixels, playwright of the service worker that it
      // blocks; that is none of the page's doing.
      const foreign = /GL Driver Message|GPU stall|blocked by Playwright/;
      if (['error', 'warning'].includes(message.type()) && !foreign.test(message.text())) {
        this.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin: target } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol) && target !== origin) this.foreign.push(request.url());
    });
  }

  // A method of window.playground; errors reject here with the same message.
  call(method, ...parameters) {
    return this.page.evaluate(([name, list]) => window.playground[name](...list), [method, parameters]);
  }

  async ready() {
    await this.page.waitForFunction(() => window.playground !== undefined, null, { timeout: kPatience });
    await this.page.evaluate(() => window.playground.ready.then(() => true));
    await this.until(async () => (await this.call('widgets')).length > 0, 'the first frame');
  }

  until(done, what, patience = kPatience) {
    return until(done, what, patience);
  }

  async step() {
    return Math.min(...(await this.call('metrics')).runs.map((run) => run.step));
  }

  async widget(id) {
    return this.until(async () => {
      const widget = (await this.call('widgets')).find((it) => it.id === id);
      return widget?.visible && widget.enabled && widget.rect.width > 0 ? widget : null;
    }, `the widget ${id}`);
  }

  // After the next picture: a call before it may have moved what is seen.
  async middle(id) {
    await this.frames(2);
    const { rect } = await this.widget(id);
    return [rect.x + rect.width / 2, rect.y + rect.height / 2];
  }

  async click(id) {
    const [x, y] = await this.middle(id);
    await this.page.mouse.move(x, y);
    await this.frames(2);
    await this.page.mouse.down();
    await this.frames(2);
    await this.page.mouse.up();
    await this.frames(2);
  }

  async tap(id) {
    const [x, y] = await this.middle(id);
    await this.page.touchscreen.tap(x, y);
    await this.frames(4);
  }

  async key(keys) {
    await this.page.keyboard.press(keys, { delay: 80 });
    await this.frames(3);
  }

  // What the Chrome DevTools Protocol can do and playwright does not offer.
  async protocol(method, parameters = {}) {
    this.session ??= await this.page.context().newCDPSession(this.page);
    return this.session.send(method, parameters);
  }

  // What the notices on the screen say.
  async notices() {
    return (await this.call('widgets')).filter((it) => /^notice\.\d+$/.test(it.id)).map((it) => it.label);
  }

  frames(count) {
    return this.page.evaluate(async (frames) => {
      for (let i = 0; i < frames; ++i) await new Promise(requestAnimationFrame);
    }, count);
  }
}

// `options` are playwright's of a context; `site` is another folder than the built site.
export async function openBrowser(options = {}, site = kSite) {
  let { server, url } = await serve(site, 0);
  const browser = await chromium.launch({
    executablePath: process.env.ADAMW_CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? [...kArguments, '--no-sandbox'] : kArguments,
  });
  // A service worker would answer in the place of the routes that tests put in its way.
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  return {
    url,
    context,
    // `address` is what follows the site's address: "?workers=0#v=1"; `prepare` gets the page before it loads.
    // `at` is another site.
    async open(address = '', { wait = true, prepare = null, at = url } = {}) {
      const playground = new Playground(await context.newPage(), new URL(at).origin);
      if (prepare) await prepare(playground.page);
      await playground.page.goto(at + address);
      if (wait) await playground.ready();
      return playground;
    },
    stopServing() {
      server.closeAllConnections?.();
      return new Promise((resolve) => server.close(resolve));
    },
    async serveAgain() {
      ({ server } = await serve(site, Number(new URL(url).port)));
    },
    async close() {
      await browser.close();
      await this.stopServing();
    },
  };
}
