// ConvNetJS: its own Net and Trainer classes. It has no AdamW; Adam with the same rates costs the same.
import { GRID, HYPER, TRAINING, batchesOf, gridPoints, rate } from './workloads.mjs';

export function convnet(convnetjs) {
  function network(workload) {
    const { sizes, batch } = TRAINING[workload];
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
      ...sizes.slice(1, -1).map((size) => ({ type: 'fc', num_neurons: size, activation: 'tanh' })),
      { type: 'softmax', num_classes: 2 },
    ]);
    const trainer = new convnetjs.Trainer(net, {
      method: 'adam', learning_rate: HYPER.learningRate, beta1: HYPER.beta1, beta2: HYPER.beta2, eps: HYPER.epsilon,
      batch_size: batch, l2_decay: HYPER.weightDecay,
    });
    const batches = batchesOf(TRAINING[workload]);
    const volume = new convnetjs.Vol(1, 1, 2);
    let t = 0;
    const step = () => {
      const { points, labels } = batches[t++ % batches.length];
      for (let i = 0; i < labels.length; i++) {
        volume.w[0] = points[2 * i];
        volume.w[1] = points[2 * i + 1];
        trainer.train(volume, labels[i]);
      }
    };
    return { net, step, volume };
  }
  const training = (workload) => async (milliseconds) => {
    const { step } = network(workload);
    return rate(async () => step(), milliseconds);
  };
  return {
    name: 'convnetjs',
    W1: training('W1'),
    W2: training('W2'),
    W3: training('W3'),
    W6: async (milliseconds) => {
      const { net, volume } = network('W1');
      const points = gridPoints();
      const perSecond = await rate(async () => {
        for (let i = 0; i < GRID * GRID; i++) {
          volume.w[0] = points[2 * i];
          volume.w[1] = points[2 * i + 1];
          net.forward(volume);
        }
      }, milliseconds);
      return 1000 / perSecond;
    },
  };
}
