// What a lesson lets its readers predict has an answer: the same in nearly every seed, and in the one that the page shows.
// predictions.json has these answers, as the texts after the runs take them for granted (ADAMW_WRITE_MEASURED=1 writes it).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test, { after } from 'node:test';

import { rightAnswers } from './play.mjs';
import { kFirstSeed, lessons, readJson } from './program.mjs';

const kSeeds = 12;
const kAgreeing = 10;
const kFile = new URL('predictions.json', import.meta.url);
const known = fs.existsSync(kFile) ? readJson(kFile) : {};
const found = {};

for (const lesson of lessons) {
  test(`${lesson.id}: its predictions come out alike in ${kAgreeing} of ${kSeeds} seeds and on the page`, () => {
    found[lesson.id] = {};
    for (const { step, answers } of rightAnswers(lesson, kSeeds)) {
      const agreeing = answers.filter((answer) => answer === answers[0]).length;
      const { question, answers: texts } = lesson.steps[step - 1].predict;
      found[lesson.id][`${step}. ${question} ${texts[answers[0]]}`] = agreeing;
      assert.ok(agreeing >= kAgreeing, `step ${step}: the answers are ${answers}`);
    }
    if (kFirstSeed === 1 && !process.env.ADAMW_WRITE_MEASURED) assert.deepEqual(found[lesson.id], known[lesson.id]);
  });

  test(`${lesson.id}: a right answer that is no rule is held by a claim`, () => {
    for (const [index, { predict }] of lesson.steps.entries()) {
      if (typeof predict?.right !== 'number') continue;
      assert.ok(lesson.claims.some((claim) => claim.answers === index), `step ${index + 1}: no claim has "answers": ${index}`);
    }
  });
}

after(() => {
  if (process.env.ADAMW_WRITE_MEASURED) fs.writeFileSync(kFile, `${JSON.stringify(found, null, 2)}\n`);
});
