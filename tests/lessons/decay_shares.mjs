// What share of each weight decay takes in the last step of a run, found without the page's own tracker: of decoupled
// decay from trained weights, of an L2 term by training the run again here, in double precision, from its trace.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { merged, readTensors, trace, trainedWeights } from './program.mjs';

// --- Decoupled decay: the last step with and without it ---------------------------------------------------------------

function decoupledShares(run, experiment, index) {
  const { steps } = experiment.training;
  const before = trainedWeights(run, merged(experiment, { training: { steps: steps - 1 } }), index);
  const after = trainedWeights(run, experiment, index);
  const spared = trainedWeights(run, merged(experiment, { events: [{ step: steps - 1, run, set: { weight_decay: 0 } }] }), index);
  // Of tiny weights the difference is mostly rounding.
  const shares = before.map((weight, at) => (Math.abs(weight) > 0.001 ? (spared[at] - after[at]) / weight : NaN));
  return shares.filter(Number.isFinite);
}

// --- Adam + L2: its first moment in two parts --------------------------------------------------------------------------

// 2-32-32-1 with ReLU, as the traced experiment has it: parameters, the gradient of the batch's mean cross-entropy.
function network(tensors) {
  const layers = ['0', '2', '4'].map((name) => ({ weight: tensors[`${name}.weight`], bias: tensors[`${name}.bias`] }));
  for (const layer of layers) {
    layer.outputs = layer.bias.length;
    layer.inputs = layer.weight.length / layer.outputs;
    layer.weightGradient = new Float64Array(layer.weight.length);
    layer.biasGradient = new Float64Array(layer.outputs);
  }
  return layers;
}

function addGradient(layers, point, label, factor) {
  const activations = [point];
  for (const [number, { weight, bias, inputs, outputs }] of layers.entries()) {
    const values = activations[number];
    const sums = new Float64Array(outputs);
    for (let output = 0; output < outputs; ++output) {
      let sum = bias[output];
      for (let input = 0, at = output * inputs; input < inputs; ++input, ++at) sum += weight[at] * values[input];
      sums[output] = number < layers.length - 1 && sum < 0 ? 0 : sum;
    }
    activations.push(sums);
  }
  let errors = Float64Array.of(factor * (1 / (1 + Math.exp(-activations.at(-1)[0])) - label));
  for (let number = layers.length - 1; number >= 0; --number) {
    const { weight, inputs, outputs, weightGradient, biasGradient } = layers[number];
    const values = activations[number];
    const before = new Float64Array(inputs);
    for (let output = 0; output < outputs; ++output) {
      const error = errors[output];
      if (error === 0) continue;
      biasGradient[output] += error;
      for (let input = 0, at = output * inputs; input < inputs; ++input, ++at) {
        weightGradient[at] += error * values[input];
        before[input] += error * weight[at];
      }
    }
    for (let input = 0; input < inputs; ++input) if (values[input] <= 0) before[input] = 0;
    errors = before;
  }
}

// Steps of Adam with lambda added to the gradient; m = m of the loss + m of lambda w, so the step has two parts as well.
function adamWithL2(values, gradient, lambda, config) {
  const [m, ofDecay, v] = [0, 1, 2].map(() => new Float64Array(values.length));
  const { beta1, beta2, epsilon, learning_rate: rate } = config;
  return (t, see) => {
    const [first, second] = [1 - beta1 ** t, 1 - beta2 ** t];
    for (let at = 0; at < values.length; ++at) {
      const weight = values[at];
      const pull = lambda * weight;
      const g = gradient[at] + pull;
      m[at] = beta1 * m[at] + (1 - beta1) * g;
      ofDecay[at] = beta1 * ofDecay[at] + (1 - beta1) * pull;
      v[at] = beta2 * v[at] + (1 - beta2) * g * g;
      const root = Math.sqrt(v[at] / second);
      const factor = rate / first / (root + epsilon);
      see?.({ weight, root, share: (factor * ofDecay[at]) / weight });
      values[at] = weight - factor * m[at];
    }
    gradient.fill(0);
  };
}

function l2Shares(run, experiment, index) {
  const config = experiment.runs[run];
  assert.ok(config.optimizer === 'adam' && experiment.model.activation === 'relu' && experiment.model.hidden.length === 2, 'not traced here');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lesson-'));
  trace(experiment, index, folder);
  const rows = (name) => fs.readFileSync(path.join(folder, name), 'utf8').trim().split(/\r?\n/).map((line) => line.split(',').map(Number));
  const points = rows('train.csv').slice(1);
  const [inputs, labels] = [points.map(([x1, x2]) => Float64Array.of(x1, x2)), points.map(([, , label]) => label)];
  const batches = rows('batches.csv');
  const layers = network(readTensors(fs.readFileSync(path.join(folder, `run${run}_initial.safetensors`))));
  fs.rmSync(folder, { recursive: true });
  const ofWeights = layers.map(({ weight, weightGradient }) => adamWithL2(weight, weightGradient, config.weight_decay, config));
  const ofBiases = layers.map(({ bias, biasGradient }) => adamWithL2(bias, biasGradient, 0, config));
  const seen = [];
  batches.forEach((batch, number) => {
    for (const point of batch) addGradient(layers, inputs[point], labels[point], experiment.training.loss_scale / batch.length);
    for (const update of ofWeights) update(number + 1, number + 1 === batches.length ? (mark) => seen.push(mark) : undefined);
    for (const update of ofBiases) update(number + 1);
  });
  // The engine sets what is smaller to zero (docs/numerics.md); of a weight of zero decay takes no share.
  return seen.filter(({ weight, root, share }) => Math.abs(weight) > 1e-30 && root > 0 && share > 0);
}

const kept = new Map();
function l2SharesOnce(run, experiment, index) {
  const key = JSON.stringify([run, experiment, index]);
  if (!kept.has(key)) kept.set(key, l2Shares(run, experiment, index));
  return kept.get(key);
}

// --- What they tell ---------------------------------------------------------------------------------------------------

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

function correlation(pairs) {
  const [x, y] = [pairs.map(({ root }) => Math.log(root)), pairs.map(({ share }) => Math.log(share))];
  const along = (a, b) => mean(a.map((value, at) => (value - mean(a)) * (b[at] - mean(b))));
  return along(x, y) / Math.sqrt(along(x, x) * along(y, y));
}

function quartileRatio(pairs) {
  const sorted = [...pairs].sort((a, b) => a.root - b.root).map(({ share }) => share);
  const quarter = Math.floor(sorted.length / 4);
  return median(sorted.slice(0, quarter)) / median(sorted.slice(-quarter));
}

export const kOfDecay = {
  smallest_share: (run, experiment, index) => Math.min(...decoupledShares(run, experiment, index)),
  largest_share: (run, experiment, index) => Math.max(...decoupledShares(run, experiment, index)),
  l2_correlation: (run, experiment, index) => correlation(l2SharesOnce(run, experiment, index)),
  l2_quartile_ratio: (run, experiment, index) => quartileRatio(l2SharesOnce(run, experiment, index)),
  l2_median_share: (run, experiment, index) => median(l2SharesOnce(run, experiment, index).map(({ share }) => share)),
};
