// Every claim of every lesson in assets/lessons, measured over the seeds it names: held to what it expects, and the
// numbers that its texts print compared exactly with assets/lessons/measured (ADAMW_WRITE_MEASURED=1 writes those).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import { expectHeld, measure, measuredText } from './measure.mjs';
import { kFirstSeed, kLessons, lessons, readJson } from './program.mjs';

for (const lesson of lessons) {
  const measured = {};
  for (const claim of lesson.claims) {
    test(`${lesson.id}: ${claim.says}`, () => {
      const found = measure(lesson, claim);
      for (const [name, value] of Object.entries(found)) {
        measured[`${claim.id}.${name}`] = { value, text: measuredText(claim, name, value) };
      }
      expectHeld(claim, found);
    });
  }
  test(`${lesson.id}: the numbers in its texts are those measured`, { skip: kFirstSeed !== 1 && 'on other seeds' }, () => {
    const file = path.join(kLessons, 'measured', `${lesson.id}.json`);
    if (process.env.ADAMW_WRITE_MEASURED) fs.writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
    assert.deepEqual(readJson(file), measured);
    for (const [, name] of JSON.stringify(lesson.steps).matchAll(/\{\{measured\.([\w.]+)\}\}/g)) assert.ok(measured[name], `${name} is not measured`);
  });
}
