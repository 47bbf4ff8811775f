// The tables that are here: their bytes in this page, and in this browser's own storage until they are removed, so that
// a reload finds them again. Nothing of them is sent anywhere.
//   const table = await playground.addTable(bytes);   {hash, name, rows, features, target, classes}

const {addressOf} = window;
const {ask} = await import(addressOf('table_reader.js'));
const {t} = await import(addressOf('strings.js'));

const kept = new Map();  // hash -> {table, bytes}
let listening = false;

// --- This browser's storage; where there is none, tables live as long as the page ----------------------------------------

function storage(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('adamw-playground', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('tables');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('tables', mode);
      const request = act(transaction.objectStore('tables'));
      transaction.oncomplete = () => { database.close(); resolve(request.result); };
      transaction.onabort = () => { database.close(); reject(transaction.error); };
    };
  });
}
const stored = (mode, act) => storage(mode, act).catch(() => null);

// --- Tables -----------------------------------------------------------------------------------------------------------

function listen(playground) {
  if (listening) return;
  listening = true;
  playground.addEventListener('table', ({detail}) => {
    for (const hash of kept.keys()) {
      if (detail.some((table) => table.hash === hash)) continue;
      kept.delete(hash);
      stored('readwrite', (tables) => tables.delete(hash));
    }
  });
}

function announce(playground, giveToEngines, {table, bytes}) {
  listen(playground);
  kept.set(table.hash, {table, bytes});
  const sent = new Uint8Array(16 + bytes.length);  // the hash, then the bytes
  sent.set(new TextEncoder().encode(table.hash));
  sent.set(bytes, 16);
  giveToEngines(sent);
  playground.setTable(table.hash, table.features.length, table.classes.length, JSON.stringify(table));
  return table;
}

// `remember: false`: not beyond this page.
export async function addTable(playground, giveToEngines, given, {remember = true} = {}) {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  const {table} = await ask({do: 'describe'}, bytes);
  if (remember) await stored('readwrite', (tables) => tables.put({table, bytes}, table.hash));
  return announce(playground, giveToEngines, {table, bytes});
}

// Of a table that is here; null of another.
export async function tableBytes(playground, giveToEngines, hash) {
  return kept.get(hash)?.bytes ?? null;
}

// All that are here or in this browser's storage, by their descriptions.
export async function keptTables() {
  const others = (await stored('readonly', (tables) => tables.getAll())) || [];
  const all = new Map([...others, ...kept.values()].map(({table}) => [table.hash, table]));
  return [...all.values()];
}

export async function forgetTable(playground, giveToEngines, hash) {
  playground.removeTable(hash);
  kept.delete(hash);
  await stored('readwrite', (tables) => tables.delete(hash));
}

// --- The table that an experiment needs ---------------------------------------------------------------------------------

async function digits() {
  const response = await fetch(addressOf('digits.bin'));
  if (!response.ok) throw new Error(t('{name}: the server answered {status}', {name: 'digits.bin', status: response.status}));
  return new Uint8Array(await response.arrayBuffer());
}

// Looks where it may be: this page, the rows that came with the link or file, the site, this browser's storage.
// False when it is nowhere.
export async function findTable(playground, giveToEngines, {hash, rows}) {
  if (kept.has(hash)) return announce(playground, giveToEngines, kept.get(hash));
  if (rows) {
    const {table, bytes} = await ask({do: 'read', text: rows});
    if (table.hash === hash) return announce(playground, giveToEngines, {table, bytes});
    throw new Error(t('the rows that came with it are those of other data ({found})', {found: table.hash}));
  }
  if (playground.getConfig().data.dataset === 'digits') {
    return addTable(playground, giveToEngines, await digits(), {remember: false});
  }
  const found = await stored('readonly', (tables) => tables.get(hash));
  return found ? announce(playground, giveToEngines, found) : false;
}
