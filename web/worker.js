// One web worker of the pool (src/engine/pool.cpp): an engine behind the worker's own port.
'use strict';

// In the single file both scripts stand before this one.
if (typeof serveEngine !== 'function') importScripts('engine.js', 'engine_host.js');
serveEngine(self, kPaceOfWorker);
