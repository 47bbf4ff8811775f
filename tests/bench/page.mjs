// The page's figures in Debian's Chromium, with their goals: start, bytes, speed beside the drawing, frames, rest.
//   node tests/bench/page.mjs [--dist dist] [--rounds 7] [--only start,bytes,throughput,frames,idle]
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { serve } from '../../tools/serve.mjs';
import { kChromium } from './chromium.mjs';
import { measureFrames } from './page/frames.mjs';
import { measureIdle } from './page/idle.mjs';
import { measureBytes, measureStart } from './page/start.mjs';
import { measureThroughput } from './page/throughput.mjs';

const { values: options } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: 'start,bytes,throughput,frames,idle' },
  },
});
const rounds = Number(options.rounds);
const chosen = options.only.split(',');

const { server, url } = await serve(path.resolve(options.dist), 0);
const browser = await chromium.launch(kChromium);
const measurements = {
  start: () => measureStart(browser, url, rounds),
  bytes: () => measureBytes(options.dist),
  throughput: () => measureThroughput(browser, url, rounds),
  frames: () => measureFrames(browser, url),
  idle: () => measureIdle(browser, url),
};
try {
  for (const [name, measure] of Object.entries(measurements)) {
    if (!chosen.includes(name)) continue;
    for (const { what, goal, value, met } of await measure()) {
      const verdict = met === null ? '' : met ? 'met' : 'MISSED';
      console.log(`${what.padEnd(52)} ${goal.padEnd(14)} ${value.padEnd(44)} ${verdict}`.trimEnd());
    }
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections?.();
}
