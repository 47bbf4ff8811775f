// This project's engine module, as the page's workers drive it: a session, commands as JSON, work in slices, with
// evaluation as seldom as an experiment can ask for. `kernels` is the benchmark module (tests/bench/kernel_module.cpp)
// over the same library, for what no experiment asks of the engine alone: the bare update (W4) and the grid (W6).
import { GRID, HYPER, SWEEP, TRAINING, rate } from './workloads.mjs';

export function playground(engine, kernels, name = 'playground') {
  const encoder = new TextEncoder();

  function session(workload) {
    const { sizes, batch, samples } = TRAINING[workload];
    const handle = engine._engine_create();
    const command = (fields) => {
      const bytes = encoder.encode(JSON.stringify(fields));
      const start = engine._malloc(bytes.length);
      engine.HEAPU8.set(bytes, start);
      engine._engine_command(handle, start, bytes.length);
      engine._free(start);
    };
    let generation = 0;
    const load = ({ learningRate, weightDecay, steps }) =>
      command({
        type: 'load',
        generation: ++generation,
        units: [0],
        config: JSON.stringify({
          version: 1,
          data: { dataset: 'moons', train_size: samples, test_size: 100, noise: 0.2, label_noise: 0.1 },
          model: { hidden: sizes.slice(1, -1), activation: 'tanh', initialization: 'xavier' },
          training: { batch_size: batch, steps, evaluate_every: 100000 },
          runs: [{ optimizer: 'adamw', learning_rate: learningRate, weight_decay: weightDecay }],
        }),
      });
    const trainTo = (step) => {
      command({ type: 'target', step });
      while (engine._engine_work(handle, 1000)) { /* until it rests at the target */ }
    };
    // The beginning of a snapshot (src/engine/snapshot.cpp): mark, generation, sequence, busy, error, runs; then run, seed, step.
    const close = (expectedStep) => {
      const size = engine._engine_snapshot(handle, 0);
      const data = engine._engine_snapshot_data(handle);
      const view = new DataView(engine.HEAPU8.slice(data, data + size).buffer);
      const errorSize = view.getUint32(13, true);
      const runs = view.getUint32(17 + errorSize, true);
      const step = runs > 0 ? view.getInt32(17 + errorSize + 12, true) : 'no run';
      engine._engine_destroy(handle);
      if (step !== expectedStep) throw new Error(`the engine module did not train: ${step} instead of step ${expectedStep}`);
    };
    return { load, trainTo, close };
  }

  const training = (workload, chunk) => async (milliseconds) => {
    const one = session(workload);
    one.load({ ...HYPER, steps: 10000000 });
    let step = 0;
    const value = await rate(async (count) => one.trainTo((step += count)), milliseconds, chunk);
    one.close(step);
    return value;
  };

  return {
    name,
    W1: training('W1', 400),
    W2: training('W2', 8),
    W3: training('W3', 20000),
    W4: (size) => async (milliseconds) => {
      if (!kernels._prepare_update(size)) throw new Error(`no memory for ${size} parameters`);
      const perSecond = await rate(async (count) => kernels._run_update(count), milliseconds,
        Math.max(1, Math.round(2e6 / size)));
      return 1e9 / perSecond / size;
    },
    W5: async () => {
      const one = session('W1');
      const start = performance.now();
      for (const learningRate of SWEEP.learningRates)
        for (const weightDecay of SWEEP.weightDecays) {
          one.load({ learningRate, weightDecay, steps: SWEEP.steps });
          one.trainTo(SWEEP.steps);
        }
      const seconds = (performance.now() - start) / 1000;
      one.close(SWEEP.steps);
      return seconds;
    },
    W6: async (milliseconds) => {
      kernels._prepare_grid(GRID);
      return 1000 / (await rate(async (count) => kernels._run_grid(count), milliseconds, 4));
    },
  };
}
