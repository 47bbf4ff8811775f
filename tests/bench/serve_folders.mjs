// Serves several folders under one address of this machine: { name: folder } becomes /name/...
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import { resolveFile } from '../../tools/serve.mjs';

const kTypes = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

export async function serveFolders(folders) {
  const roots = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, fs.realpathSync(folder)]));
  const server = http.createServer((request, response) => {
    const [, name, rest] = request.url.match(/^\/([^/]+)\/(.*)$/) ?? [];
    const file = roots[name] ? resolveFile(roots[name], `/${rest}`) : null;
    if (file === null) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': kTypes[path.extname(file)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
