// Serves the built site on this machine alone: node tools/serve.mjs [FOLDER] [--port N]
// The next free port is taken when the wanted one is in use. Compressed copies (.br, .gz) beside a file are sent
// to browsers that take them. No dependencies.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kFirstPort = 8000;
const kPortsTried = 100;
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
};
const kEncodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

// The file a request path names, or null when there is none inside `root`.
export function resolveFile(root, requestPath) {
  let decoded;
  try {
    decoded = decodeURIComponent(requestPath.split(/[?#]/)[0]);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  let file = path.join(root, path.normalize(`/${decoded}`));
  if (file !== root && !file.startsWith(root + path.sep)) return null;
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
  if (!fs.existsSync(file)) return null;
  // A symbolic link must not lead out of the folder either.
  const real = fs.realpathSync(file);
  return real.startsWith(root + path.sep) ? real : null;
}

// The encodings a client takes, without those it refuses with q=0.
function accepted(header) {
  return (header ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0].trim());
}

function pickEncoding(file, header) {
  const names = accepted(header);
  for (const [name, suffix] of kEncodings) {
    if (names.includes(name) && fs.existsSync(file + suffix)) return [name, file + suffix];
  }
  return [null, file];
}

function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = resolveFile(root, request.url ?? '/');
  if (file === null) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  const [encoding, sent] = pickEncoding(file, request.headers['accept-encoding']);
  const stat = fs.statSync(sent);
  const tag = `"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`;
  const headers = {
    'Content-Type': kTypes[path.extname(file)] ?? 'application/octet-stream',
    'Cache-Control': 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  headers['Content-Length'] = stat.size;
  if (encoding) headers['Content-Encoding'] = encoding;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  fs.createReadStream(sent)
    .on('error', () => response.destroy())
    .pipe(response);
}

// Starts serving; resolves with {server, url}. Port 0 takes any free one.
export function serve(folder, port = kFirstPort) {
  const root = fs.realpathSync(folder);
  const server = http.createServer((request, response) => answer(root, request, response));
  return new Promise((resolve, reject) => {
    let wanted = port;
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && wanted < port + kPortsTried) {
        wanted += 1;
        server.listen(wanted, '127.0.0.1');
      } else {
        reject(error);
      }
    });
    server.on('listening', () => {
      resolve({ server, url: `http://127.0.0.1:${server.address().port}/` });
    });
    server.listen(wanted, '127.0.0.1');
  });
}

async function main(parameters) {
  const at = parameters.indexOf('--port');
  const port = at >= 0 ? Number(parameters.splice(at, 2)[1]) : kFirstPort;
  const top = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const folder = parameters[0] ?? path.join(top, 'dist');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error('--port takes a number from 0 to 65535');
  }
  if (!fs.existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`${folder} holds no index.html: run make build first`);
  }
  const { url } = await serve(folder, port);
  console.log(`AdamW Playground: ${url}   (Ctrl+C stops)`);
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exit(1);
  });
}
