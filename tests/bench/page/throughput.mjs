// Four runs at full speed in two workers: steps a second in all, in the page with its drawing, against the same two
// workers with nobody looking. Both go the same number of steps from the start, in turns.
import { experiment, kRuns, openPage, quantile, row } from './workload.mjs';

const kWorkers = 2;
const kLeastRatio = 0.8;

async function inPage(browser, url, config) {
  const { page, close } = await openPage(browser, `${url}?workers=${kWorkers}`);
  const milliseconds = await page.evaluate(async (it) => {
    window.playground.pause();
    await navigator.serviceWorker.ready; // a first visit keeps the site for later, which takes a second of a core
    window.playground.setConfig(it);
    const start = performance.now();
    await window.playground.runTo(it.training.steps);
    return performance.now() - start;
  }, config);
  await close();
  return milliseconds;
}

// The page's own worker script, without the page: its snapshots are taken at once and thrown away. The beginning of a
// snapshot (src/engine/snapshot.cpp): mark, generation, sequence of the last command, and whether more is to come.
async function alone(browser, url, config) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}favicon.svg`);
  const milliseconds = await page.evaluate(async ([it, count]) => {
    const module = await WebAssembly.compileStreaming(fetch('engine.wasm'));
    const workers = Array.from({ length: count }, () => new Worker('worker.js'));
    const command = (worker, fields) => worker.postMessage({ type: 'command', command: JSON.stringify(fields) });
    const settled = (worker, sequence) => new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        if (data.type !== 'snapshot') return;
        worker.postMessage({ type: 'taken' });
        const view = new DataView(data.buffer);
        if (view.getUint32(8, true) === sequence && view.getUint8(12) === 0) resolve();
      };
    });
    await Promise.all(workers.map((worker, index) => {
      worker.postMessage({ type: 'start', module });
      const units = it.runs.map((_, run) => run).filter((run) => run % count === index);
      command(worker, { type: 'load', sequence: 1, generation: 1, units, config: JSON.stringify(it) });
      return settled(worker, 1);
    }));
    const start = performance.now();
    await Promise.all(workers.map((worker) => {
      command(worker, { type: 'target', sequence: 2, step: it.training.steps });
      return settled(worker, 2);
    }));
    const took = performance.now() - start;
    workers.forEach((worker) => worker.terminate());
    return took;
  }, [config, kWorkers]);
  await context.close();
  return milliseconds;
}

export async function measureThroughput(browser, url, rounds, steps = 40_000) {
  const config = experiment({ steps, evaluateEvery: 100 });
  const perSecond = (milliseconds) => (kRuns * steps * 1000) / milliseconds;
  const pairs = [];
  for (let round = 0; round < rounds; ++round) {
    pairs.push([perSecond(await inPage(browser, url, config)), perSecond(await alone(browser, url, config))]);
  }
  const ratio = quantile(pairs.map(([page, engine]) => page / engine), 0.5);
  const thousands = (index) => `${(quantile(pairs.map((pair) => pair[index]), 0.5) / 1000).toFixed(1)} k`;
  return [row('four runs of W1 in two workers, page / engine alone', `>= ${kLeastRatio}`,
              `${ratio.toFixed(2)} (${thousands(0)} / ${thousands(1)} steps/s, ${rounds} rounds)`, ratio >= kLeastRatio)];
}
