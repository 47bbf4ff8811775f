// TensorFlow.js through its core API: the fastest plain way to write the workloads in it (variables, one tidy a
// step, the built-in Adam optimizer after a decoupled decay), not a strawman.
import { GRID, HYPER, SWEEP, TRAINING, batchesOf, gridPoints, initialWeights, rate } from './workloads.mjs';

export async function tensorflow(tf, backend) {
  await tf.setBackend(backend);
  await tf.ready();
  const use = () => tf.setBackend(backend);

  function network(workload, { learningRate, weightDecay } = HYPER) {
    const { sizes } = TRAINING[workload];
    const layers = initialWeights(sizes).map(({ inputs, outputs, weights }) => ({
      w: tf.variable(tf.tensor2d(weights, [inputs, outputs])),
      b: tf.variable(tf.zeros([outputs])),
    }));
    const optimizer = tf.train.adam(learningRate, HYPER.beta1, HYPER.beta2, HYPER.epsilon);
    const forward = (x) =>
      layers.reduce((h, { w, b }, i) => {
        const z = tf.add(tf.matMul(h, w), b);
        return i + 1 < layers.length ? tf.tanh(z) : z;
      }, x);
    const batches = batchesOf(TRAINING[workload]).map(({ points, labels }) => ({
      x: tf.tensor2d(points, [labels.length, 2]),
      y: tf.tensor2d(labels, [labels.length, 1]),
    }));
    const variables = layers.flatMap(({ w, b }) => [w, b]);
    let t = 0;
    const step = () => {
      const { x, y } = batches[t++ % batches.length];
      tf.tidy(() => {
        const { grads } = tf.variableGrads(() => {
          const z = forward(x);
          // mean of max(z, 0) - z y + log(1 + exp(-|z|))
          return tf.mean(tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tf.log1p(tf.exp(tf.neg(tf.abs(z))))));
        }, variables);
        for (const { w } of layers) w.assign(tf.mul(w, 1 - learningRate * weightDecay));
        optimizer.applyGradients(grads);
      });
    };
    const dispose = () => {
      variables.forEach((v) => v.dispose());
      batches.forEach(({ x, y }) => (x.dispose(), y.dispose()));
      optimizer.dispose();
    };
    return { step, forward, dispose, last: layers.at(-1).b };
  }

  const training = (workload) => async (milliseconds) => {
    await use();
    const net = network(workload);
    const value = await rate(async () => net.step(), milliseconds);
    await net.last.data();
    net.dispose();
    return value;
  };

  return {
    name: `tfjs-${backend}`,
    W1: training('W1'),
    W2: training('W2'),
    W3: training('W3'),
    // ns a parameter of an Adam update with decoupled decay
    W4: (size) => async (milliseconds) => {
      await use();
      const p = tf.variable(tf.fill([size], 0.1));
      const gradient = tf.fill([size], 0.01);
      const optimizer = tf.train.adam(HYPER.learningRate, HYPER.beta1, HYPER.beta2, HYPER.epsilon);
      const perSecond = await rate(async () => {
        tf.tidy(() => p.assign(tf.mul(p, 1 - HYPER.learningRate * HYPER.weightDecay)));
        optimizer.applyGradients({ [p.name]: gradient });
      }, milliseconds);
      await p.data();
      [p, gradient, optimizer].forEach((x) => x.dispose());
      return 1e9 / perSecond / size;
    },
    // seconds for the whole sweep, from one cell (all cells cost the same)
    W5: async () => {
      await use();
      const net = network('W1');
      const start = performance.now();
      for (let i = 0; i < SWEEP.steps; i++) net.step();
      await net.last.data();
      const seconds = (performance.now() - start) / 1000;
      net.dispose();
      return seconds * SWEEP.learningRates.length * SWEEP.weightDecays.length;
    },
    W6: async (milliseconds) => {
      await use();
      const net = network('W1');
      const x = tf.tensor2d(gridPoints(), [GRID * GRID, 2]);
      const perSecond = await rate(async () => {
        const z = tf.tidy(() => net.forward(x));
        await z.data();
        z.dispose();
      }, milliseconds);
      x.dispose();
      net.dispose();
      return 1000 / perSecond;
    },
  };
}
