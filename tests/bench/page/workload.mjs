// What the measurements of the page train: W1 of the training benchmarks (2-64-64-1 tanh, batch 32, adamw), four runs.
export const kRuns = 4;

export function experiment({ steps, evaluateEvery, hidden = [64, 64] }) {
  return {
    data: { dataset: 'moons', train_size: 100, test_size: 100 },
    model: { hidden, activation: 'tanh' },
    training: { batch_size: 32, steps, evaluate_every: evaluateEvery },
    runs: Array.from({ length: kRuns }, (_, i) => ({ optimizer: 'adamw', learning_rate: 0.001, weight_decay: i / 10 })),
  };
}

export async function openPage(browser, address, size = { width: 1280, height: 720 }) {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => window.playground.ready.then(() => true));
  return { page, close: () => context.close() };
}

export function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

// A row of the printed table; `met` is null where there is no goal.
export const row = (what, goal, value, met) => ({ what, goal, value, met });

// The processes of this browser that hold pages: {id, cpuTime in seconds}.
export async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}
