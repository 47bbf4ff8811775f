// The limit probe: a C program of its own (not part of this tree; `make bench LIMITS=DIR` names the folder that builds
// it) that shows what this machine can do with the workloads. `probe` is its instantiated module.
import { GRID, HYPER, SWEEP, TRAINING, batchesOf, initialWeights, rate, twoMoons } from './workloads.mjs';

export function limit(probe) {
  const chunked = async (work, milliseconds, chunk) => rate(async (count) => work(count), milliseconds, chunk);

  function network(workload) {
    const { sizes, batch, samples } = TRAINING[workload];
    const hidden = [...sizes.slice(1, -1), 0, 0, 0, 0];
    const points = probe._mlp_setup(sizes.length - 1, hidden[0], hidden[1], hidden[2], hidden[3], batch, samples);
    const data = twoMoons(samples);
    probe.HEAPF32.set(data.points, points >> 2);
    probe.HEAPF32.set(data.labels, probe._mlp_y() >> 2);
    const layers = initialWeights(sizes);
    const reset = () => {
      probe._mlp_reset();
      layers.forEach(({ weights }, layer) => probe.HEAPF32.set(weights, probe._mlp_w(layer) >> 2));
    };
    reset();
    return reset;
  }
  const training = (workload, chunk) => async (milliseconds) => {
    network(workload);
    return chunked((count) => probe._mlp_train(count, HYPER.learningRate, HYPER.weightDecay), milliseconds, chunk);
  };

  return {
    name: 'limit',
    W1: training('W1', 100),
    W2: training('W2', 2),
    W3: async (milliseconds) => {
      const points = probe._tiny_x() >> 2;
      const labels = probe._tiny_y() >> 2;
      const parameters = probe._tiny_p() >> 2;
      batchesOf(TRAINING.W3).forEach((batch, i) => {
        for (let j = 0; j < TRAINING.W3.batch; j++) {
          probe.HEAPF32[points + 24 * i + j] = batch.points[2 * j];
          probe.HEAPF32[points + 24 * i + 12 + j] = batch.points[2 * j + 1];
          probe.HEAPF32[labels + 12 * i + j] = batch.labels[j];
        }
      });
      let offset = 0;
      for (const { outputs, weights } of initialWeights(TRAINING.W3.sizes)) {
        probe.HEAPF32.set(weights, parameters + offset);
        offset += weights.length + outputs;
      }
      return chunked((count) => probe._tiny_train(count), milliseconds, 10000);
    },
    W4: (size) => async (milliseconds) => {
      if (!probe._lim_alloc(size)) throw new Error(`the probe has no memory for ${size} parameters`);
      const perSecond = await chunked((count) => probe._lim_adamw(1, size, count), milliseconds,
        Math.max(1, Math.round(2e6 / size)));
      return 1e9 / perSecond / size;
    },
    W5: async () => {
      const reset = network('W1');
      const start = performance.now();
      for (const learningRate of SWEEP.learningRates)
        for (const weightDecay of SWEEP.weightDecays) {
          reset();
          probe._mlp_train(SWEEP.steps, learningRate, weightDecay);
        }
      return (performance.now() - start) / 1000;
    },
    W6: async (milliseconds) => {
      network('W1');
      return 1000 / (await chunked((count) => { for (let i = 0; i < count; i++) probe._mlp_grid(GRID); }, milliseconds, 4));
    },
  };
}
