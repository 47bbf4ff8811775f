// The built programs: the native one and the WebAssembly one under Node are the same program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/', import.meta.url));

function both(...parameters) {
  return ['adamw-playground', 'adamw-playground-wasm'].map((name) => {
    const { status, stdout, stderr } = spawnSync(bin + name, parameters, { encoding: 'utf8' });
    return { status, stdout, stderr };
  });
}

test('a run has the same fingerprint natively and as WebAssembly', () => {
  const [native, wasm] = both('run', '--steps', '200', '--format', 'json');
  assert.equal(native.status, 0, native.stderr);
  assert.equal(wasm.status, 0, wasm.stderr);
  assert.match(JSON.parse(native.stdout).fingerprint, /^[0-9a-f]{16}$/);
  assert.deepEqual(JSON.parse(wasm.stdout), JSON.parse(native.stdout));
});

test('bad input ends both with code 2 and the same message', () => {
  const [native, wasm] = both('run', '--steps', 'many');
  assert.equal(native.status, 2);
  assert.equal(wasm.status, 2);
  assert.notEqual(native.stderr, '');
  assert.equal(wasm.stderr, native.stderr);
});
