// One engine behind a port: a module of its own, which trains in slices between messages. The port is a web worker's
// (web/worker.js), or a MessagePort in the page's own thread (web/boot.js).
// A snapshot is sent only after the page has taken the one before; training goes on meanwhile.
'use strict';

// In milliseconds: how long it trains, and computes decision surfaces, before it looks at messages again.
const kPaceOfWorker = {slice: 8, surfaces: Infinity};
const kPaceInPage = {slice: 5, surfaces: 4};  // which has frames to draw as well

function serveEngine(port, pace) {
  const kSnapshotMilliseconds = 24;  // between two snapshots while training goes on, at least
  const kSnapshotShare = 16;         // and this many times as long as one takes: pictures take that part of the time at most

  let engine = null;
  let handle = 0;
  let onItsWay = false;  // a snapshot that the page has not taken yet
  let lastSnapshot = 0;
  let snapshotTook = 0;
  let scheduled = false;
  let failed = false;

  const turn = new MessageChannel();  // setTimeout would wait for 4 ms
  turn.port1.onmessage = () => guard(work);

  function guard(action) {
    if (failed) return;
    try {
      action();
    } catch (error) {
      fail(error);
    }
  }

  function fail(error) {
    failed = true;
    port.postMessage({type: 'failed', message: String((error && error.message) || error)});
  }

  function schedule() {
    if (scheduled || !engine) return;
    scheduled = true;
    turn.port2.postMessage(null);
  }

  function work() {
    scheduled = false;
    const more = engine._engine_work(handle, pace.slice) === 1;
    sendSnapshot(more);
    if (more) schedule();
  }

  function sendSnapshot(more) {
    const start = performance.now();
    const pause = Math.max(kSnapshotMilliseconds, kSnapshotShare * snapshotTook);
    if (onItsWay || (more && start - lastSnapshot < pause)) return;
    const size = engine._engine_snapshot(handle, pace.surfaces);
    if (size === 0) return;
    const data = engine._engine_snapshot_data(handle);
    const bytes = engine.HEAPU8.slice(data, data + size);
    onItsWay = true;
    lastSnapshot = performance.now();
    snapshotTook = lastSnapshot - start;
    port.postMessage({type: 'snapshot', buffer: bytes.buffer}, [bytes.buffer]);
  }

  function give(bytes, take) {
    const start = engine._malloc(bytes.length);
    engine.HEAPU8.set(bytes, start);
    take(handle, start, bytes.length);
    engine._free(start);
  }


  // The page has compiled the module once for all workers.
  async function start(module) {
    engine = await createEngine({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module), fail);
        return {};
      },
      onAbort: fail,
      print() {},
      printErr() {},
    });
    handle = engine._engine_create();
    port.postMessage({type: 'ready'});
    for (const act of early) act();
    early.length = 0;
    schedule();
  }

  const early = [];  // what came before the module was ready

  port.onmessageerror = () => fail('the engine could not be handed over');
  port.onmessage = (event) => {
    const message = event.data;
    if (message.type === 'start') {
      start(message.module).catch(fail);
    } else if (message.type === 'command' || message.type === 'table') {
      const act = () => (message.bytes ? give(message.bytes, engine._engine_table)
                                       : give(new TextEncoder().encode(message.command), engine._engine_command));
      guard(() => {
        if (engine && handle) act();
        else early.push(act);
      });
      schedule();
    } else if (message.type === 'taken') {
      onItsWay = false;
      schedule();
    }
  };
}
