// Lessons are whole and their texts type no results: every number in them is part of the setting that they describe, or
// a figure that is filled in.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import { webModule } from '../../tools/web_module.mjs';
import { filledIn, kLessons, lessons, merged } from './program.mjs';

const { readLesson } = await webModule('lesson_check.js');

// The texts of a step that say what is so. Checks may ask about other settings.
function textsOf({ title, text, explain, change, predict }) {
  return [title, text, explain, change?.text, predict?.question, ...(predict?.answers ?? [])].filter(Boolean);
}

const numbersOf = (value) => JSON.stringify(value).match(/(?<![\w.])-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [];

// As numbers may be written: 0.3 is also "30 %", and of wrong labels leaves "70 %" right.
function allowedIn(lesson) {
  const { steps, experiment, claims } = lesson;
  const measured = claims.map(({ expect, ...claim }) => [claim, filledIn(merged(experiment, claim.experiment ?? {}))]);
  const numbers = [steps.map(({ change, run, experiment: patch }) => ({ change, run, patch })), filledIn(experiment), measured].flatMap(numbersOf);
  return new Set(numbers.flatMap((number) => [number, 100 * number, 100 - 100 * number].map((it) => it.toPrecision(6))));
}

for (const lesson of lessons) {
  test(`${lesson.id}: is whole`, () => {
    assert.equal(lesson.version, 1);
    readLesson(fs.readFileSync(path.join(kLessons, `${lesson.id}.json`), 'utf8'));
    assert.ok(lesson.minutes >= 3 && lesson.minutes <= 6, `${lesson.minutes} minutes`);
    assert.ok(lesson.steps.length >= 3 && lesson.steps.length <= 6, `${lesson.steps.length} steps`);
    assert.ok(lesson.sources.length >= 1 && lesson.sources.every(({ text, url }) => text && url.startsWith('https://')));
    for (const part of ['predict', 'look', 'change', 'run', 'check', 'explain']) {
      assert.ok(lesson.steps.some((step) => step[part]), `no step has ${part}`);
    }
    for (const [index, { predict, run, experiment }] of lesson.steps.entries()) {
      if (predict) assert.ok(run, `step ${index + 1} predicts what is not run`);
      if (experiment) filledIn(merged(lesson.experiment, experiment));
    }
    assert.ok(new Set(lesson.claims.map(({ id }) => id)).size === lesson.claims.length, 'two claims have one id');
  });

  test(`${lesson.id}: the numbers in its texts are settings or figures`, () => {
    const allowed = allowedIn(lesson);
    for (const [index, step] of lesson.steps.entries()) {
      for (const text of textsOf(step)) {
        const typed = text.replace(/\{\{.*?\}\}/g, '').replaceAll('95 % confidence interval', '');
        for (const [number] of typed.matchAll(/(?<![\w.])\d+(\.\d+)?/g)) {
          assert.ok(allowed.has(Number(number).toPrecision(6)), `step ${index + 1}: ${number} in "${text}"`);
        }
      }
    }
  });
}

test('the list has every lesson there is', () => {
  const files = fs.readdirSync(kLessons).filter((name) => name.endsWith('.json') && name !== 'index.json');
  assert.deepEqual(files.map((name) => path.basename(name, '.json')).sort(), lessons.map(({ id }) => id).sort());
});
