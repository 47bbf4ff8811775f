// In the page: every contender runs every workload, in turn, round after round, so that what disturbs the machine
// disturbs all of them. window.runWorkload(name, rounds) -> { contender: [values] }.
import { convnet } from './convnet.mjs';
import { limit } from './limit.mjs';
import { playground } from './playground.mjs';
import { tensorflow } from './tensorflow.mjs';

const kSlow = 400;  // milliseconds a measurement

async function contenders() {
  const list = [playground(await createEngine(), await createKernels())];
  if (window.Limits) list.push(limit(await Limits()));
  if (window.tf) {
    tf.wasm.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
    list.push(await tensorflow(tf, 'wasm'), await tensorflow(tf, 'cpu'));
  }
  if (window.convnetjs) list.push(convnet(convnetjs));
  return list;
}

const ready = contenders();

window.runWorkload = async (workload, rounds, only = null) => {
  const [name, size] = workload.split('.');
  const taking = (await ready).filter((c) => c[name] && (!only || only.includes(c.name)))
    // tfjs on the plain JavaScript backend needs minutes for a sweep and for 16 M parameters
    .filter((c) => !(c.name === 'tfjs-cpu' && (name === 'W5' || Number(size) > 1e6)));
  const values = Object.fromEntries(taking.map((c) => [c.name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const contender of taking) {
      const measure = size ? contender[name](Number(size)) : contender[name];
      const value = await measure(kSlow);
      if (round >= 0) values[contender.name].push(value);  // the first round only warms up
      await new Promise((resume) => setTimeout(resume));
    }
  }
  return values;
};
window.runnerReady = true;
