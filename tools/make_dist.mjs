// Assembles the static site: node tools/make_dist.mjs DIST SOURCE_FOLDER...
// Copies the folders' files that changed, removes what is gone, writes sizes.json (the build's id and every
// file's real size, for the progress bar: a server's content-length is the compressed one), puts the build's id into
// index.html and sw.js, and the files with their hashes into sw.js, and lays .br and .gz copies beside files of more
// than 1 kB, made again only when the file changed. Scripts
// are made small by Terser.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

import { minify } from 'terser';

const kSmallest = 1024;
const kCompressible = /\.(html|js|mjs|css|wasm|json|svg|txt|webmanifest|csv|bin)$/;
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

function filesUnder(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(full) : [full];
  });
}

function contentHash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

// Writes the file unless it holds these bytes already; true when it was written.
function writeIfChanged(file, bytes) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return false;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  return true;
}

// Names and comments are for readers of the repository. Those of a script's outermost level are seen by other scripts.
async function small(name, bytes) {
  if (!name.endsWith('.js') || name === 'sw.js') return bytes;  // sw.js gets its list first
  const text = bytes.toString();
  const module = /^(import|export)\b/m.test(text);
  const result = await minify(text, { module, ecma: 2020, compress: { passes: 2 } }).catch((error) => {
    throw new Error(`${name}, line ${error.line}, column ${error.col}: ${error.message}`);
  });
  return Buffer.from(result.code);
}

async function compress(file, bytes) {
  const [br, gz] = await Promise.all([
    brotli(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    gzip(bytes, { level: 9 }),
  ]);
  fs.writeFileSync(`${file}.br`, br);
  fs.writeFileSync(`${file}.gz`, gz);
}

// The text with its one `from` replaced.
function replaced(name, bytes, from, to) {
  const text = bytes.toString();
  if (text.split(from).length !== 2) throw new Error(`${name} must hold ${from} once`);
  return Buffer.from(text.replace(from, () => to));
}

// Which build a page is of: the service worker never mixes two.
function nameBuildInPage(contents, id) {
  const page = contents.get('index.html');
  const kPlace = '<meta name="build" content="">';
  if (!page?.includes(kPlace)) return;
  contents.set('index.html', replaced('index.html', page, kPlace, `<meta name="build" content="${id}">`));
}

function nameFilesInServiceWorker(contents, id) {
  if (!contents.has('sw.js')) return;
  const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  const names = [...contents.keys()].filter((name) => name !== 'sw.js').sort();
  const files = Object.fromEntries(names.map((name) => [name, integrity(contents.get(name))]));
  const named = replaced('sw.js', contents.get('sw.js'), "const kBuild = '';", `const kBuild = '${id}';`);
  contents.set('sw.js', replaced('sw.js', named, 'const kFiles = {};', `const kFiles = ${JSON.stringify(files, null, 1)};`));
}

async function place(dist, name, bytes) {
  const file = path.join(dist, name);
  const changed = writeIfChanged(file, bytes);
  if (!kCompressible.test(name) || bytes.length <= kSmallest) return [name];
  if (changed || !fs.existsSync(`${file}.br`) || !fs.existsSync(`${file}.gz`)) {
    await compress(file, bytes);
  }
  return [name, `${name}.br`, `${name}.gz`];
}

async function main([dist, ...folders]) {
  const contents = new Map();
  for (const folder of folders) {
    for (const file of filesUnder(folder)) {
      const name = path.relative(folder, file).split(path.sep).join('/');
      if (contents.has(name)) throw new Error(`two source folders hold ${name}`);
      contents.set(name, await small(name, fs.readFileSync(file)));
    }
  }
  const names = [...contents.keys()].sort();
  const whole = createHash('sha256');
  for (const name of names) whole.update(`${name} ${contentHash(contents.get(name))}\n`);
  const id = whole.digest('hex').slice(0, 16);
  nameBuildInPage(contents, id);
  // Not sw.js, which names this list, nor the lessons: every start loads it, and does not wait for them.
  const sized = names.filter((name) => name !== 'sw.js' && !name.startsWith('lessons/'));
  const files = Object.fromEntries(sized.map((name) => [name, contents.get(name).length]));
  contents.set('sizes.json', Buffer.from(`${JSON.stringify({ build: id, files }, null, 1)}\n`));
  nameFilesInServiceWorker(contents, id);

  const kept = new Set();
  const placed = await Promise.all([...contents].map(([name, bytes]) => place(dist, name, bytes)));
  placed.flat().forEach((name) => kept.add(name));
  for (const file of filesUnder(dist)) {
    if (!kept.has(path.relative(dist, file).split(path.sep).join('/'))) fs.rmSync(file);
  }
}

await main(process.argv.slice(2));
