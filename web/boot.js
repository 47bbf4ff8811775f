// Starts the page: checks what the browser has, downloads both modules with real progress, compiles the engine
// once for all workers, and hands over to the application. What fails ends on a page that says why.
'use strict';

{
  const connection = window.playground.connect();
  const byId = (id) => document.getElementById(id);
  let failed = false;

  function fail(reason, needs = []) {
    if (failed) return;
    failed = true;
    byId('failure-reason').textContent = reason;
    byId('failure-needs').replaceChildren(...needs.map((need) => {
      const item = document.createElement('li');
      item.textContent = need;
      return item;
    }));
    if (location.hash.length > 1) {
      byId('failure-link').textContent = byId('failure-link').href = location.href;
      byId('failure-keep').hidden = false;
    }
    byId('loading').hidden = true;
    byId('failure').hidden = false;
    byId('failure-reload').onclick = () => location.reload();
    connection.broken(reason);
  }

  // A function with one SIMD instruction.
  const kSimd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0,
                                65, 0, 253, 15, 253, 98, 11]);

  function missingFeatures() {
    const missing = [];
    const has = (there, what, versions) => { if (!there) missing.push(t('{feature}: in {versions} and later', {feature: what, versions})); };
    const wasm = typeof WebAssembly === 'object';
    has(wasm && WebAssembly.validate(kSimd), t('WebAssembly with SIMD'), 'Chrome and Edge 91, Firefox 89, Safari 16.4');
    has(typeof ResizeObserver === 'function', 'ResizeObserver', 'Chrome 64, Firefox 69, Safari 13.1');
    const probe = document.createElement('canvas').getContext('webgl2');
    has(probe, t('WebGL 2 (it may be switched off in the settings, or the graphics driver blocked)'),
        'Chrome and Edge 56, Firefox 51, Safari 15');
    const release = probe && probe.getExtension('WEBGL_lose_context');
    if (release) release.loseContext();
    return missing;
  }

  async function download(name) {
    const response = await fetch(addressOf(name)).catch((error) => {
      throw new Error(t('{name} could not be downloaded ({reason}). Check the connection and reload.', {name, reason: error.message}));
    });
    if (!response.ok) throw new Error(t('{name} could not be downloaded: the server answered {status}.', {name, status: response.status}));
    return response;
  }

  // Bytes of the modules as they arrive, counted, straight into the compiler.
  class Progress {
    constructor(names) {
      this.total = 0;  // not known yet
      this.loaded = 0;
      totalSize(names).then((total) => {
        this.total = total;
        this.count(0);
      });
    }
    count(bytes) {
      this.loaded += bytes;
      if (this.total > 0) byId('progress').value = Math.min(1, this.loaded / this.total);
    }
    async compile(name) {
      const response = await download(name);
      try {
        return await this.compileResponse(response);
      } catch (error) {
        throw new Error(t('{name} did not arrive whole ({reason}). Check the connection and reload.', {name, reason: error.message}));
      }
    }
    async compileResponse(response) {
      if (!response.body || typeof TransformStream !== 'function') {  // Firefox before 102
        const bytes = await response.arrayBuffer();
        this.count(bytes.byteLength);
        return WebAssembly.compile(bytes);
      }
      const counter = new TransformStream({
        transform: (chunk, controller) => {
          this.count(chunk.length);
          controller.enqueue(chunk);
        },
      });
      const counted = new Response(response.body.pipeThrough(counter),
                                   {headers: {'Content-Type': 'application/wasm'}});
      return WebAssembly.compileStreaming(counted);
    }
  }

  // The modules' sizes before compression, which is what arrives; without them the bar does not tell how far it is.
  async function totalSize(names) {
    try {
      const sizes = await (await download('sizes.json')).json();
      return names.reduce((sum, name) => sum + (sizes.files[name] || 0), 0);
    } catch (error) {
      byId('progress').removeAttribute('value');
      return 0;
    }
  }

  function loadScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = addressOf(name);
      script.onload = resolve;
      script.onerror = () => reject(new Error(t('{name} could not be downloaded. Check the connection and reload.', {name})));
      document.head.append(script);
    });
  }

  function showCanvas() {
    performance.mark('playground-first-frame');
    byId('loading').classList.add('done');
    setTimeout(() => { byId('loading').hidden = true; }, 200);
  }

  const kEarlyWorkers = 2;  // the pool has as many on two cores, and more on others

  // The engines behind the application's pool (src/engine/pool.cpp). The engine's module is compiled once for all of them.
  class Engines {
    constructor(module) {
      this.module = module;
      this.early = [];
      this.ports = [];
      this.tables = [];  // bytes of the latest
      module.catch(() => {});  // whoever starts an engine hears of it
    }
    // The first workers start now, and load and instantiate the engine while the application is still on its way; the
    // pool takes them before others.
    startEarly(workers) {
      try {
        while (this.early.length < Math.min(workers, kEarlyWorkers)) this.early.push(this.newWorker());
      } catch (error) {}  // the pool will fail in the same way, and says why
    }
    startWorker() {
      return this.early.shift() || this.newWorker();
    }
    newWorker() {
      const worker = new Worker(addressOf('worker.js'));
      worker.onerror = (event) => {
        event.preventDefault();
        worker.failure = event.message || 'it could not be loaded';
      };
      this.handOver(worker);
      return worker;
    }
    takeIn(port) {
      this.ports.push(port);
      for (const bytes of this.tables) port.postMessage({type: 'table', bytes});
    }
    // One in this thread, that is spoken to like a worker.
    startInPage() {
      const {port1, port2} = new MessageChannel();
      port1.terminate = () => port1.close();
      this.takeIn(port1);
      Promise.all([loadScript('engine.js'), loadScript('engine_host.js')])
          .then(() => {
            serveEngine(port2, kPaceInPage);
            // Not as a message: a page opened from disk may not send a module, not even to itself.
            this.module.then((compiled) => port2.onmessage({data: {type: 'start', module: compiled}}), () => {});
          }, (error) => port1.onerror(new ErrorEvent('error', error)));
      return port1;
    }
    // Every engine has the tables, and they are few.
    addTable(bytes) {
      this.tables = [...this.tables.slice(-7), bytes];
      for (const port of this.ports) port.postMessage({type: 'table', bytes});
    }
    handOver(port) {
      this.takeIn(port);
      this.module.then((compiled) => port.postMessage({type: 'start', module: compiled}), () => {});
    }
  }

  // As src/app/frame.cpp decides, as far as that can be known before.
  function workersToStart() {
    if (typeof Worker !== 'function') return 0;
    const asked = new URLSearchParams(location.search).get('workers');
    return asked === null ? navigator.hardwareConcurrency || 1 : Number(asked) || 0;
  }

  async function start() {
    // What takes longest first; the browser is asked what it lacks while the bytes arrive.
    const wasm = typeof WebAssembly === 'object';
    const progress = new Progress(['app.wasm', 'engine.wasm']);
    const application = wasm ? progress.compile('app.wasm') : null;
    const script = wasm ? loadScript('app.js') : null;
    const engine = wasm ? new Engines(progress.compile('engine.wasm')) : null;
    for (const early of [application, script]) early?.catch(() => {});  // reported when it is needed
    const missing = missingFeatures();
    if (missing.length > 0) return fail(t('This browser lacks what the playground needs:'), missing);
    engine.startEarly(workersToStart());

    const [module] = await Promise.all([application, script]);
    byId('stage').textContent = t('Starting');
    const instance = {
      canvas: byId('canvas'),
      engine,
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports).then((made) => receive(made, module), (error) => fail(String(error)));
        return {};
      },
      onFirstFrame: () => Promise.resolve(playground.translated).then(showCanvas),
      onFailure: fail,
      onAbort: (reason) => fail(t('The playground stopped: {reason}', {reason})),
      onPlaygroundEvent: connection.event,
      print() {},
      printErr: (text) => console.warn(text),
    };
    const app = await createApp(instance);
    if (app.playgroundCall) connection.open(app.playgroundCall, (bytes) => engine.addTable(bytes));
  }

  performance.mark('playground-boot');
  if (location.protocol === 'file:' && !window.playgroundFiles) {
    fail(t('A browser does not let a page that is opened from a file load its parts. ' +
           'Serve the folder (in the repository: make serve) and open the address it prints, ' +
           'or open the single file adamw-playground.html (make single-file).'));
  } else {
    start().catch((error) => fail(String((error && error.message) || error)));
  }
}
