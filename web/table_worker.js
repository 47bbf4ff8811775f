// The module `tables` in a web worker, so that a large CSV file does not hold the page up: one desk
// (src/tables/desk.hpp). The first message says where the module is: {script, wasm}; then {id, request, bytes}.
'use strict';

let loaded = null;  // promise of the module
let handle = 0;

async function start({script, wasm}) {
  importScripts(script);
  const bytes = await (await fetch(wasm)).arrayBuffer();
  const made = await createTables({wasmBinary: bytes, print() {}, printErr() {}});
  handle = made._tables_create();
  return made;
}

function copyIn(tables, bytes) {
  const at = tables._malloc(Math.max(1, bytes.length));
  tables.HEAPU8.set(bytes, at);
  return at;
}

function ask(tables, request, bytes) {
  const text = new TextEncoder().encode(JSON.stringify(request));
  const textAt = copyIn(tables, text);
  const bytesAt = copyIn(tables, bytes);
  const size = tables._tables_ask(handle, textAt, text.length, bytesAt, bytes.length);
  tables._free(textAt);
  tables._free(bytesAt);
  const at = tables._tables_answer(handle);
  const answer = JSON.parse(new TextDecoder().decode(tables.HEAPU8.slice(at, at + size)));
  const made = tables._tables_bytes(handle);
  answer.bytes = answer.table ? tables.HEAPU8.slice(made, made + tables._tables_size(handle)) : null;
  return answer;
}

self.onmessage = async ({data}) => {
  if (data.script) {
    loaded = start(data);
    loaded.catch(() => {});  // whoever asks hears of it
    return;
  }
  try {
    self.postMessage({id: data.id, answer: ask(await loaded, data.request, data.bytes)});
  } catch (error) {
    self.postMessage({id: data.id, answer: {error: String((error && error.message) || error)}});
  }
};
