// window.playground: the page as other programs see it. A thin layer over one call into the application, JSON in
// and JSON out; what takes time answers later with an event of its own.
'use strict';

{
  const kAtOnce = ['getConfig', 'setConfig', 'checkConfig', 'play', 'pause', 'step', 'reset', 'metrics',
                   'fingerprint', 'shareLink', 'parameters', 'widgets', 'reproduction', 'setParameter', 'addRun',
                   'copyRun', 'removeRun', 'undo', 'redo', 'status', 'show', 'dock', 'cancelSweep',
                   'setView', 'view', 'lookAt', 'branchHere', 'past', 'decayed', 'landscape', 'drawLandscape', 'openCell',
                   'setCatalogue', 'setTable', 'removeTable', 'tables'];
  const kLater = ['runTo', 'sweep', 'export', 'linkWithFingerprint', 'compare', 'predictions'];
  const kOfTables = ['addTable', 'tableBytes', 'keptTables', 'forgetTable', 'findTable'];  // in table_store.js

  const events = new EventTarget();
  const waiting = new Map();  // of calls that take time, by their number
  let latest = 0;
  let send = null;  // text of a request -> text of the answer
  let giveToEngines = null;  // the bytes of a table

  let becomeReady;
  let becomeBroken;
  const ready = new Promise((resolve, reject) => {
    becomeReady = resolve;
    becomeBroken = reject;
  });
  ready.catch(() => {});  // whoever waits for it hears of it; nobody else must

  function ask(method, args, id) {
    if (!send) throw new Error(`playground.${method}: the page is still loading; await playground.ready first`);
    const answer = JSON.parse(send(JSON.stringify({method, arguments: args, id})));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  const playground = {
    ready,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  for (const method of kAtOnce) {
    playground[method] = (...args) => ask(method, args, ++latest).result;
  }
  for (const method of kLater) {
    playground[method] = (...args) => new Promise((resolve, reject) => {
      const id = ++latest;
      waiting.set(id, {resolve, reject});
      try {
        const answer = ask(method, args, id);
        if (answer.pending) return;
        resolve(answer.result);
      } catch (error) {
        reject(error);
      }
      waiting.delete(id);
    });
  }

  for (const method of kOfTables) {
    playground[method] = async (...args) => {
      await ready;
      return (await import(addressOf('table_store.js')))[method](playground, giveToEngines, ...args);
    };
  }

  function answerArrived(answer) {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (!call) return;
    if (answer.error === undefined) call.resolve(answer.result);
    else call.reject(new Error(answer.error));
  }

  // For boot.js alone; gone once it is taken.
  playground.connect = () => {
    delete playground.connect;
    let stepped = false;
    return {
      open(call, give) {
        send = call;
        giveToEngines = give;
        performance.mark('playground-ready');
        becomeReady(playground);
      },
      broken(reason) { becomeBroken(new Error(reason)); },
      event(type, json) {
        const detail = JSON.parse(json);
        if (type === 'answer') return answerArrived(detail);
        if (type === 'step' && !stepped && detail.step > 0) {
          stepped = true;
          performance.mark('playground-first-step');
        }
        // Listeners run after the application's own work, so that they may call it.
        queueMicrotask(() => events.dispatchEvent(new CustomEvent(type, {detail})));
      },
    };
  };

  window.playground = playground;
}
