// The assembled site: sizes for the progress bar, a build id that follows the content, compressed copies.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const script = fileURLToPath(new URL('../../tools/make_dist.mjs', import.meta.url));
const long = 'training '.repeat(400);
let folder;

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dist-'));
  fs.mkdirSync(path.join(folder, 'web/icons'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'modules'));
  fs.writeFileSync(path.join(folder, 'web/index.html'), '<!doctype html>');
  fs.writeFileSync(path.join(folder, 'web/icons/a.svg'), '<svg/>');
  fs.writeFileSync(path.join(folder, 'modules/app.csv'), long);
});

after(() => fs.rmSync(folder, { recursive: true }));

function assemble() {
  execFileSync(process.execPath, [script, ...['dist', 'web', 'modules'].map((name) => path.join(folder, name))]);
  return JSON.parse(fs.readFileSync(path.join(folder, 'dist/sizes.json'), 'utf8'));
}

test('lists every file with its real size', () => {
  const sizes = assemble();
  assert.deepEqual(sizes.files, { 'app.csv': long.length, 'icons/a.svg': 6, 'index.html': 15 });
  assert.match(sizes.build, /^[0-9a-f]{16}$/);
});

test('puts compressed copies beside large files only', () => {
  assemble();
  const dist = path.join(folder, 'dist');
  assert.equal(zlib.brotliDecompressSync(fs.readFileSync(`${dist}/app.csv.br`)).toString(), long);
  assert.equal(zlib.gunzipSync(fs.readFileSync(`${dist}/app.csv.gz`)).toString(), long);
  assert.ok(!fs.existsSync(`${dist}/index.html.br`));
});

test('gives the same content the same id and leaves unchanged files alone', () => {
  const first = assemble();
  const before = fs.statSync(path.join(folder, 'dist/app.csv.br')).mtimeMs;
  assert.equal(assemble().build, first.build);
  assert.equal(fs.statSync(path.join(folder, 'dist/app.csv.br')).mtimeMs, before);
});

test('follows a change: new id, new compressed copy, files that are gone disappear', () => {
  const first = assemble();
  fs.writeFileSync(path.join(folder, 'modules/app.csv'), `${long}!`);
  fs.rmSync(path.join(folder, 'web/icons/a.svg'));
  const second = assemble();
  assert.notEqual(second.build, first.build);
  const dist = path.join(folder, 'dist');
  assert.equal(zlib.brotliDecompressSync(fs.readFileSync(`${dist}/app.csv.br`)).toString(), `${long}!`);
  assert.ok(!fs.existsSync(`${dist}/icons/a.svg`));
});

test('names the build in the page and in the service worker, with the hash of every other file', () => {
  const web = (name) => path.join(folder, 'web', name);
  fs.writeFileSync(web('index.html'), '<meta name="build" content="">');
  fs.writeFileSync(web('sw.js'), "const kBuild = '';\nconst kFiles = {};\n");
  const { build, files } = assemble();
  const dist = (name) => fs.readFileSync(path.join(folder, 'dist', name));
  assert.equal(dist('index.html').toString(), `<meta name="build" content="${build}">`);
  const sw = dist('sw.js').toString();
  assert.ok(sw.startsWith(`const kBuild = '${build}';`), sw);
  const listed = JSON.parse(/const kFiles = (\{.*\});/s.exec(sw)[1]);
  assert.deepEqual(Object.keys(listed).sort(), [...Object.keys(files), 'sizes.json'].sort());
  for (const [name, integrity] of Object.entries(listed)) {
    assert.equal(integrity, `sha256-${createHash('sha256').update(dist(name)).digest('base64')}`, name);
  }
});

test('scripts are made small: other scripts see the same names, a module stays one', () => {
  const web = (name) => path.join(folder, 'web', name);
  fs.writeFileSync(web('classic.js'), '// a note\nfunction seen(first) {\n  const doubled = 2 * first;\n  return doubled;\n}\n');
  fs.writeFileSync(web('module.js'), "import {value} from './other.js';\nexport const longName = () => value;\n");
  assemble();
  const dist = (name) => fs.readFileSync(path.join(folder, 'dist', name), 'utf8');
  assert.equal(new Function(`${dist('classic.js')}; return seen(21);`)(), 42);
  assert.ok(dist('classic.js').length < 45, dist('classic.js'));
  assert.match(dist('module.js'), /^import.*export.*longName/);
  fs.writeFileSync(web('classic.js'), 'function (');
  assert.throws(assemble, /classic\.js.*line 1/);
  fs.rmSync(web('classic.js'));
});
