// The whole site as one HTML file that opens from disk, without a server and a network:
// node tools/make_single_file.mjs DIST   writes DIST/adamw-playground.html
// Every file of the site is packed (gzip, base64) into a script that is no script; tools/single_file_start.js
// makes blobs of them, which is where addressOf() of web/parts.js then points.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

export const kMostBytes = 2.5e6;
const kName = 'adamw-playground.html';
const kTypes = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.json': 'application/json',
  '.bin': 'application/octet-stream' };
const kLeftOut = ['sw.js', 'embedding.js', 'lesson_page.css']; // of the site as it is served

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function policy(style, script) {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)} blob: 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashOf(style)} blob:`,
    'img-src data: blob:',
    'connect-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

// Every match of the pattern, which must be there, becomes `to`.
function replaced(html, pattern, to) {
  if (!pattern.test(html)) throw new Error(`index.html holds nothing like ${pattern}`);
  return html.replace(pattern, () => to);
}

function contentsOf(dist) {
  const lessons = fs.readdirSync(path.join(dist, 'lessons')).map((name) => `lessons/${name}`);
  const names = [...fs.readdirSync(dist), ...lessons]
    .filter((name) => path.extname(name) in kTypes && !kLeftOut.includes(name)).sort();
  const contents = new Map(names.map((name) => [name, fs.readFileSync(path.join(dist, name))]));
  // A worker that comes from a blob finds no other file.
  const worker = ['engine.js', 'engine_host.js', 'worker.js'].flatMap((name) => [contents.get(name), Buffer.from('\n')]);
  contents.set('worker.js', Buffer.concat(worker));
  contents.delete('style.css');
  return contents;
}

function packed([name, bytes]) {
  const text = zlib.gzipSync(bytes, { level: 9 }).toString('base64');
  return `<script type="text/plain" data-file="${name}" data-type="${kTypes[path.extname(name)]}">${text}</script>`;
}

export function makeSingleFile(dist, file = path.join(dist, kName)) {
  const style = fs.readFileSync(path.join(dist, 'style.css'), 'utf8');
  const start = fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'single_file_start.js'), 'utf8');
  const icon = fs.readFileSync(path.join(dist, 'favicon.svg')).toString('base64');
  let html = fs.readFileSync(path.join(dist, 'index.html'), 'utf8');
  html = replaced(html, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy(style, start));
  html = replaced(html, /<link rel="icon"[^>]*>/, `<link rel="icon" href="data:image/svg+xml;base64,${icon}" type="image/svg+xml">`);
  html = replaced(html, /<link rel="(manifest|preload)"[^>]*>\n/g, '');
  html = replaced(html, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
  html = replaced(html, /<script src="[^"]*" defer><\/script>\n/g, '');
  const parts = [...contentsOf(dist)].map(packed);
  html = replaced(html, /<\/body>/, `${parts.join('\n')}\n<script>${start}</script>\n</body>`);
  if (html.length > kMostBytes) {
    throw new Error(`${file}: ${html.length} bytes; it must be ${kMostBytes} at most`);
  }
  fs.writeFileSync(file, html);
  return file;
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const file = makeSingleFile(process.argv[2] ?? 'dist');
    console.log(`${file}: ${(fs.statSync(file).size / 1e6).toFixed(2)} MB`);
  } catch (error) {
    console.error(`single file: ${error.message}`);
    process.exit(1);
  }
}
