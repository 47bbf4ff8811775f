// At rest: how much of a core the page's processes (its window and its workers) use in ten seconds.
import { experiment, openPage, renderers, row } from './workload.mjs';

const kSeconds = 10;
const kMostPercent = 1;

async function processorSeconds(browser) {
  return (await renderers(browser)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

export async function measureIdle(browser, url) {
  const { page, close } = await openPage(browser, `${url}?measure=1`);
  await page.evaluate((config) => {
    window.playground.setConfig(config);
    return window.playground.runTo(config.training.steps).then(() => true);
  }, experiment({ steps: 1000, evaluateEvery: 10 }));
  await new Promise((resolve) => setTimeout(resolve, 6000)); // frames are drawn for three seconds after input
  const drawn = () => page.evaluate(() => performance.getEntriesByName('playground-frame').length);
  const [framesBefore, before] = [await drawn(), await processorSeconds(browser)];
  await new Promise((resolve) => setTimeout(resolve, 1000 * kSeconds));
  const percent = (100 * ((await processorSeconds(browser)) - before)) / kSeconds;
  const frames = (await drawn()) - framesBefore;
  await close();
  return [
    row('at rest: frames drawn in 10 s', '0', String(frames), frames === 0),
    row('at rest: processor time of the page', `< ${kMostPercent} % of a core`, `${percent.toFixed(2)} %`, percent < kMostPercent),
  ];
}
