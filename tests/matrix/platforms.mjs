// The platforms of the matrix: each takes experiments ({link, config}) and gives their fingerprints in the same order.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openBrowser } from '../browser/browser.mjs';
import { openFirefox } from '../browser/firefox.mjs';
import { serve } from '../../tools/serve.mjs';

const kTop = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const kSmallWindow = { width: 480, height: 320 }; // the fewer pixels, the sooner a frame is drawn in software
const kAtATime = 10; // experiments trained in one call into a page
const kPatience = 300_000; // milliseconds for one such call: machines under load are slow

// What a program writes that reads `input`.
function output(command, parameters, input) {
  return new Promise((resolve, reject) => {
    const program = spawn(path.join(kTop, command), parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
    let text = '';
    let complaints = '';
    program.stdout.on('data', (data) => (text += data));
    program.stderr.on('data', (data) => (complaints += data));
    program.on('error', reject);
    program.on('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${command} ended with code ${code}: ${complaints.slice(-2000)}`));
    });
    program.stdin.end(input);
  });
}

export const linkOf = (experiment) => output('bin/adamw-playground', ['link', '--config', '-'], JSON.stringify(experiment));

const program = (command) => async (experiments) => {
  const links = experiments.map(({ link }) => `${link}\n`).join('');
  return (await output(command, ['fingerprints'], links)).trim().split('\n');
};

// Runs in a page.
async function trainAll(configs) {
  const { playground } = window;
  await playground.ready;
  const fingerprints = [];
  for (const config of configs) {
    playground.setConfig(config);
    fingerprints.push((await playground.runTo(config.training.steps)).fingerprint);
  }
  return fingerprints;
}

// Runs in a page: how far a race that does not end has come.
function whereItIs() {
  const { runs, fingerprint } = window.playground.metrics();
  return `steps ${runs.map((run) => run.step)}, fingerprint ${fingerprint}, ${JSON.stringify(window.playground.getConfig())}`;
}

function inTime(promise, evaluate) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => evaluate(whereItIs).then((where) => reject(new Error(`stuck at ${where}`)), reject), kPatience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function trainInPage(evaluate, experiments) {
  const fingerprints = [];
  for (let i = 0; i < experiments.length; i += kAtATime) {
    const configs = experiments.slice(i, i + kAtATime).map(({ config }) => config);
    fingerprints.push(...(await inTime(evaluate(trainAll, configs), evaluate)));
  }
  return fingerprints;
}

const chromium = (query) => async (experiments) => {
  const browser = await openBrowser({ viewport: kSmallWindow });
  try {
    const { page } = await browser.open(query);
    return await trainInPage((code, configs) => page.evaluate(code, configs), experiments);
  } finally {
    await browser.close();
  }
};

const firefox = (query) => async (experiments) => {
  const { server, url } = await serve(path.join(kTop, 'dist'), 0);
  const browser = await openFirefox(kSmallWindow);
  try {
    await browser.open(url + query);
    return await trainInPage(browser.evaluate, experiments);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections?.();
  }
};

// The first is what the others are compared with.
export const kPlatforms = {
  'native, g++ -O3': program('bin/adamw-playground'),
  'WebAssembly, Node': program('bin/adamw-playground-wasm'),
  'native, clang -O2, sanitizers': program('build/native-asan/bin/adamw-playground'),
  'Chromium, 1 worker': chromium('?workers=1'),
  'Chromium, 4 workers': chromium('?workers=4'),
  'Chromium, no workers': chromium('?workers=0'),
  'Firefox, 2 workers': firefox('?workers=2'),
  'Firefox, no workers': firefox('?workers=0'),
};

// The experiments: `count` at random, then those of the links ("whole", or "quick": cut down).
export async function experimentsOf(count, links, howMuch) {
  const text = await output('build/native-release/tests/matrix_experiments', [count, howMuch], links);
  return text.trim().split('\n').map((line) => JSON.parse(line));
}
