// The module `tables` as its worker uses it, and the script that makes the digits.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kTop = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const kDist = process.env.ADAMW_DIST ?? path.join(kTop, 'dist');

async function openModule() {
  const createTables = createRequire(import.meta.url)(path.join(kDist, 'tables.js'));
  const tables = await createTables({ wasmBinary: fs.readFileSync(path.join(kDist, 'tables.wasm')) });
  const handle = tables._tables_create();
  const copyIn = (bytes) => {
    const at = tables._malloc(Math.max(1, bytes.length));
    tables.HEAPU8.set(bytes, at);
    return at;
  };
  return (request, bytes = Buffer.alloc(0)) => {
    const text = Buffer.from(JSON.stringify(request));
    const size = tables._tables_ask(handle, copyIn(text), text.length, copyIn(bytes), bytes.length);
    const at = tables._tables_answer(handle);
    const made = tables._tables_bytes(handle);
    return { ...JSON.parse(Buffer.from(tables.HEAPU8.slice(at, at + size)).toString()),
             bytes: Buffer.from(tables.HEAPU8.slice(made, made + tables._tables_size(handle))) };
  };
}

test('the module reads a file, makes a table and describes it', async () => {
  const ask = await openModule();
  const file = ask({ do: 'open' }, Buffer.from('a;b;kind\n1,5;2;x\n3;4;y\n5;6;x\n7;8;y\n'));
  assert.equal(file.separator, ';');
  assert.deepEqual(file.suggested, { features: [0, 1], target: 2, target_kind: 'classes' });
  const made = ask({ do: 'make', name: 'small', ...file.suggested });
  assert.equal(made.table.rows, 4);
  assert.deepEqual(ask({ do: 'describe', rows: [0, 3] }, made.bytes).values, [[1.5, 2], [7, 8]]);
  assert.match(ask({ do: 'open' }, Buffer.from([0])).error, /not text/);
  assert.match(ask({ do: 'sing' }).error, /there is no request/);
});

test('the digits of the site are a table of 2,500 images, as the script makes them', async () => {
  const ask = await openModule();
  const { table } = ask({ do: 'describe' }, fs.readFileSync(path.join(kDist, 'digits.bin')));
  assert.equal(table.rows, 2500);
  assert.equal(table.features.length, 64);
  assert.equal(table.classes.length, 10);
  const said = execFileSync(process.execPath, [path.join(kTop, 'tools', 'make_digits.mjs'), '--check']).toString();
  assert.equal(said.trim(), '1 passed, 0 failed');
});

test('the code that reads CSV files is in the module alone', () => {
  const words = 'a quote opens a field and none closes it';
  const holds = (name) => fs.readFileSync(path.join(kDist, name)).includes(words);
  assert.deepEqual(['tables.wasm', 'app.wasm', 'engine.wasm'].map(holds), [true, false, false]);
});
