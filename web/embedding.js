// The third example of embedding.html: a page that asks the playground in its frame. This is all that it takes.
'use strict';

{
  const byId = (id) => document.getElementById(id);
  const frame = byId('asked');
  const waiting = new Map();
  let latest = 0;

  function ask(type, more = {}) {
    return new Promise((resolve, reject) => {
      const id = ++latest;
      waiting.set(id, {resolve, reject});
      frame.contentWindow.postMessage({source: 'adamw-playground', version: 1, type, id, ...more}, location.origin);
    });
  }

  addEventListener('message', (event) => {
    const message = event.data;
    if (event.source !== frame.contentWindow || !message || message.source !== 'adamw-playground') return;
    if (message.type === 'ready') byId('result').textContent = 'Ready.';
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (call && message.type === 'answer') call.resolve(message.result);
    if (call && message.type === 'error') call.reject(new Error(message.message));
  });

  // Whichever is there first: the frame says that it is ready, or answers.
  ask('status').then(() => { byId('result').textContent = 'Ready.'; });

  async function train() {
    try {
      const config = await ask('config');
      config.runs[0].weight_decay = Number(byId('decay').value);
      config.events = [];
      await ask('set', {config});
      byId('result').textContent = 'Training.';
      const {runs, fingerprint} = await ask('runTo', {step: config.training.steps});
      const accuracy = `test accuracy ${(100 * runs[0].test_accuracy).toFixed(1)} %`;
      byId('result').textContent = `Step ${runs[0].step.toLocaleString('en')}: ${accuracy}, fingerprint ${fingerprint}`;
    } catch (error) {
      byId('result').textContent = error.message;
    }
  }
  byId('train').addEventListener('click', train);
}
