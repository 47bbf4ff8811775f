// The little server of `make serve`: right types, compressed copies, nothing outside its folder.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';

import { serve } from '../../tools/serve.mjs';

let folder;
let server;
let url;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-'));
  const site = path.join(folder, 'site');
  fs.mkdirSync(site);
  fs.writeFileSync(path.join(folder, 'secret.txt'), 'outside');
  fs.writeFileSync(path.join(site, 'index.html'), '<!doctype html><title>x</title>');
  fs.writeFileSync(path.join(site, 'engine.wasm'), 'plain wasm');
  fs.writeFileSync(path.join(site, 'engine.wasm.br'), zlib.brotliCompressSync('plain wasm'));
  fs.writeFileSync(path.join(site, 'engine.wasm.gz'), zlib.gzipSync('plain wasm'));
  fs.writeFileSync(path.join(site, 'boot.js'), 'void 0');
  fs.symlinkSync(path.join(folder, 'secret.txt'), path.join(site, 'link.txt'));
  ({ server, url } = await serve(site, 0));
});

after(() => {
  server.close();
  fs.rmSync(folder, { recursive: true });
});

// A raw request: fetch() would tidy the path and unpack the body.
function get(requestPath, headers = {}, method = 'GET') {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    http
      .request({ hostname, port, path: requestPath, headers, method }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
      .on('error', reject)
      .end();
  });
}

test('serves index.html for the folder, on the loopback address only', async () => {
  const page = await get('/?embed=1');
  assert.equal(page.status, 200);
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(server.address().address, '127.0.0.1');
});

test('gives modules the types that browsers insist on', async () => {
  assert.equal((await get('/engine.wasm')).headers['content-type'], 'application/wasm');
  assert.match((await get('/boot.js')).headers['content-type'], /^text\/javascript/);
});

test('sends the compressed copy a client takes, and the plain file otherwise', async () => {
  const brotli = await get('/engine.wasm', { 'Accept-Encoding': 'gzip, deflate, br' });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.equal(brotli.headers['content-type'], 'application/wasm');
  assert.equal(zlib.brotliDecompressSync(brotli.body).toString(), 'plain wasm');

  const gzip = await get('/engine.wasm', { 'Accept-Encoding': 'gzip, br;q=0' });
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.equal(zlib.gunzipSync(gzip.body).toString(), 'plain wasm');

  const plain = await get('/engine.wasm');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), 'plain wasm');
  assert.equal(plain.headers.vary, 'Accept-Encoding');
});

test('answers 304 to the tag it gave', async () => {
  const first = await get('/boot.js');
  const second = await get('/boot.js', { 'If-None-Match': first.headers.etag });
  assert.equal(second.status, 304);
  assert.equal(second.body.length, 0);
});

test('never leaves its folder', async () => {
  for (const attempt of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/x/../../secret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/%00',
    '/%zz',
  ]) {
    const answer = await get(attempt);
    assert.equal(answer.status, 404, attempt);
    assert.doesNotMatch(answer.body.toString(), /outside/);
  }
});

test('refuses methods other than GET and HEAD', async () => {
  assert.equal((await get('/', {}, 'POST')).status, 405);
  const head = await get('/', {}, 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
});

test('takes the next port when the wanted one is in use', async () => {
  const port = server.address().port;
  const second = await serve(path.join(folder, 'site'), port);
  try {
    assert.ok(second.server.address().port > port);
  } finally {
    second.server.close();
  }
});
