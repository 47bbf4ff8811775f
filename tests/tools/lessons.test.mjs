// What the build makes of lessons: pages that need no JavaScript, with the measured numbers in them, and what previews of
// their links ask for.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kTop = fileURLToPath(new URL('../../', import.meta.url));
const kScript = path.join(kTop, 'tools/make_lessons.mjs');
const kSite = 'https://example.org/playground/';
const { lessons: ids } = JSON.parse(fs.readFileSync(path.join(kTop, 'assets/lessons/index.json'), 'utf8'));
let folder;

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lessons-'));
  execFileSync(process.execPath, [kScript, folder, kSite]);
});
after(() => fs.rmSync(folder, { recursive: true }));

const read = (name) => fs.readFileSync(path.join(folder, 'lessons', name), 'utf8');
const metaOf = (html, name) => html.match(new RegExp(`<meta property="${name}" content="([^"]*)">`))?.[1];

for (const id of ids) {
  test(`${id} has a page without scripts, with its texts, its sources, and a way into the playground`, () => {
    const html = read(`${id}.html`);
    const lesson = JSON.parse(fs.readFileSync(path.join(kTop, `assets/lessons/${id}.json`), 'utf8'));
    assert.doesNotMatch(html, /<script|\{\{|style=/);
    assert.ok(html.includes(`href="../?lesson=${id}"`));
    const plain = html.replaceAll('&#38;', '&').replaceAll('&#39;', '\'').replaceAll('&#34;', '"').replaceAll('&#60;', '<').replaceAll('&#62;', '>');
    for (const { title } of lesson.steps) assert.ok(plain.includes(title), title);
    for (const { url } of lesson.sources) assert.ok(html.includes(url), url);
    const measured = JSON.parse(fs.readFileSync(path.join(kTop, `assets/lessons/measured/${id}.json`), 'utf8'));
    for (const [, name] of JSON.stringify(lesson.steps).matchAll(/\{\{measured\.([\w.]+)\}\}/g)) {
      assert.ok(html.includes(measured[name].text), `${name}: ${measured[name].text}`);
    }
    assert.ok(plain.includes(`<meta property="og:title" content="${lesson.title}">`));
    assert.ok(metaOf(html, 'og:description'));
    assert.equal(metaOf(html, 'og:url'), `${kSite}lessons/${id}.html`);
  });
}

// Those that tools/make_lesson_previews.mjs has taken.
const pictured = ids.filter((id) => fs.existsSync(path.join(kTop, `assets/lessons/previews/${id}.png`)));

test('a picture of a lesson is the preview of its link, and of no other', () => {
  assert.ok(pictured.length > 0);
  const pictures = pictured.map((id) => {
    assert.equal(metaOf(read(`${id}.html`), 'og:image'), `${kSite}lessons/${id}.png`);
    const picture = fs.readFileSync(path.join(folder, 'lessons', `${id}.png`));
    assert.equal(picture.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1200, 630]);
    assert.ok(picture.length < 150000, `${picture.length} bytes`);
    return picture.toString('base64');
  });
  assert.equal(new Set(pictures).size, pictured.length);
});

test('figures that the playground showed stand in the page', () => {
  for (const id of pictured) {
    const { steps } = JSON.parse(fs.readFileSync(path.join(kTop, `assets/lessons/previews/${id}.json`), 'utf8'));
    const html = read(`${id}.html`);
    for (const text of steps.flatMap(Object.values)) assert.ok(html.includes(text), `${id}: ${text}`);
  }
});

test('the files that the page reads have the measured numbers and no claims', () => {
  assert.deepEqual(JSON.parse(read('index.json')).lessons.map(({ id }) => id), ids);
  for (const id of ids) {
    const lesson = JSON.parse(read(`${id}.json`));
    assert.equal(lesson.claims, undefined);
    assert.ok(Object.values(lesson.measured).every((text) => typeof text === 'string'));
  }
});

test('an address of the site that is none is refused', () => {
  const { status, stderr } = spawnSync(process.execPath, [kScript, folder, 'example.org']);
  assert.equal(status, 1);
  assert.match(stderr.toString(), /SITE_URL: example.org is not possible/);
});
