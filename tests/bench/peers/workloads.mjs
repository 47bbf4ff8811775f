// The benchmark workloads: shapes, data and initial weights that every contender trains on, and how they are timed.
// W1 to W3: a training step; W4: an AdamW update alone; W5: a sweep of W1; W6: outputs on a grid.
export const TRAINING = {
  W1: { sizes: [2, 64, 64, 1], batch: 32, samples: 256 },
  W2: { sizes: [2, 256, 256, 256, 1], batch: 128, samples: 1024 },
  W3: { sizes: [2, 4, 2, 1], batch: 10, samples: 250 },
};
export const HYPER = { learningRate: 0.01, weightDecay: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
export const UPDATE_SIZES = [4096, 65536, 1048576, 16777216];
export const SWEEP = {
  learningRates: [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 2e-2, 3e-2, 5e-2, 1e-1],
  weightDecays: [0, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1, 3],
  steps: 500,
};
export const GRID = 100;

// A small generator with a fixed seed (mulberry32), so that every contender sees the same numbers.
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function twoMoons(samples) {
  const random = generator(1);
  const points = new Float32Array(2 * samples);
  const labels = new Float32Array(samples);
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  for (let i = 0; i < samples; i++) {
    const label = i & 1;
    const angle = Math.PI * random();
    points[2 * i] = (label ? 1 - Math.cos(angle) : Math.cos(angle)) - 0.5 + 0.2 * normal();
    points[2 * i + 1] = (label ? 0.5 - Math.sin(angle) : Math.sin(angle)) - 0.25 + 0.2 * normal();
    labels[i] = random() < 0.1 ? 1 - label : label;
  }
  return { points, labels };
}

// Glorot-uniform weights [inputs][outputs] of each layer.
export function initialWeights(sizes) {
  const random = generator(7);
  return sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer];
    const bound = Math.sqrt(6 / (inputs + outputs));
    return { inputs, outputs, weights: Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * bound) };
  });
}

export function batchesOf({ batch, samples }) {
  const { points, labels } = twoMoons(samples);
  const batches = [];
  for (let first = 0; first + batch <= samples; first += batch)
    batches.push({ points: points.slice(2 * first, 2 * (first + batch)), labels: labels.slice(first, first + batch) });
  return batches;
}

export function gridPoints() {
  const points = new Float32Array(2 * GRID * GRID);
  for (let i = 0; i < GRID; i++)
    for (let j = 0; j < GRID; j++) {
      points[2 * (i * GRID + j)] = -2 + (4 * j) / (GRID - 1);
      points[2 * (i * GRID + j) + 1] = -2 + (4 * i) / (GRID - 1);
    }
  return points;
}

// Calls `once(count)` (does `count` units of work, may be async) until `milliseconds` have passed; units per second.
export async function rate(once, milliseconds, chunk = 1) {
  const start = performance.now();
  let done = 0;
  let elapsed = 0;
  do {
    await once(chunk);
    done += chunk;
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds);
  return (done / elapsed) * 1000;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
