// CSV files and tables as the module `tables` reads them, which is loaded when it is first asked:
//   const file = await ask({do: 'open'}, bytes);   (the requests are those of src/tables/desk.hpp)

const {addressOf} = window;
const {t} = await import(addressOf('strings.js'));

const waiting = new Map();  // of requests, by their number
let latest = 0;
let worker = null;

function startWorker() {
  worker = new Worker(addressOf('table_worker.js'));
  worker.onmessage = ({data: {id, answer}}) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (answer.error === undefined) call.resolve(answer);
    else call.reject(new Error(answer.error));
  };
  // Out of memory, or not there: the next request starts another.
  worker.onerror = (event) => {
    event.preventDefault();
    const reason = event.message || t('the reader of tables could not be loaded');
    for (const {reject} of waiting.values()) reject(new Error(reason));
    waiting.clear();
    worker.terminate();
    worker = null;
  };
  worker.postMessage({script: addressOf('tables.js'), wasm: addressOf('tables.wasm')});
}

// The answer; what it makes of a table is answer.bytes. Rejects with what is wrong.
export function ask(request, bytes = new Uint8Array(0)) {
  if (!worker) startWorker();
  const id = ++latest;
  return new Promise((resolve, reject) => {
    waiting.set(id, {resolve, reject});
    worker.postMessage({id, request, bytes});
  });
}
