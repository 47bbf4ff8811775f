// The main thread's work for a frame: from taking input and snapshots to the last draw call, as the page measures it
// itself (?measure=1). What the graphics process then does, here a software renderer, is not in it.
import { experiment, openPage, quantile, row } from './workload.mjs';

const kPoints = 10_000; // of each run's history
const kMedian = 4;
const kSlowest = 8; // 95th percentile
const kFrames = 200;

const kSmallNetwork = [4]; // how long a step takes is no part of a frame

async function frames(page, count, everyFrame) {
  await page.evaluate(() => performance.clearMeasures());
  for (let turn = 0; turn < 2000; ++turn) {
    await everyFrame(turn);
    if ((await page.evaluate(() => performance.getEntriesByName('playground-frame').length)) >= count) break;
  }
  return page.evaluate(() => performance.getEntriesByName('playground-frame').map((entry) => entry.duration));
}

function rows(what, times) {
  const [middle, slow] = [quantile(times, 0.5), quantile(times, 0.95)];
  return [
    row(`${what}, median`, `<= ${kMedian} ms`, `${middle.toFixed(1)} ms (${times.length} frames)`, middle <= kMedian),
    row(`${what}, 95th percentile`, `<= ${kSlowest} ms`, `${slow.toFixed(1)} ms`, slow <= kSlowest),
  ];
}

export async function measureFrames(browser, url) {
  const { page, close } = await openPage(browser, `${url}?measure=1`);
  await page.evaluate(async ([config, step]) => {
    window.playground.setConfig(config);
    await window.playground.runTo(step);
  }, [experiment({ steps: kPoints + 5000, evaluateEvery: 1, hidden: kSmallNetwork }), kPoints]);
  // A mouse over the curves: every frame is drawn, with a crosshair.
  const { rect } = await page.evaluate(() => window.playground.widgets().find((widget) => widget.id === 'plot.loss'));
  const looking = await frames(page, kFrames, async (turn) => {
    await page.mouse.move(rect.x + (turn * 7) % rect.width, rect.y + rect.height / 2);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  });
  await page.mouse.move(2, 2);
  await page.evaluate(() => window.playground.play());
  const playing = await frames(page, kFrames, () => page.evaluate(() => new Promise((next) => setTimeout(next, 50))));
  await close();
  return [...rows('a frame at rest, crosshair moving, 10,000 points', looking), ...rows('a frame while playing, from 10,000 points on', playing)];
}
