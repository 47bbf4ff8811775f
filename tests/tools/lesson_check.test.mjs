// The reader of lessons and the figures in their texts, as the page and the build use them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { webModule } from '../../tools/web_module.mjs';

const { kMostBytes, merged, readLesson } = await webModule('lesson_check.js');
const { figureText, figureValue, rightAnswer } = await webModule('lesson_figures.js');

const kLesson = {
  version: 1, id: 'own', title: 'Own', minutes: 3, summary: 'A lesson.', experiment: {},
  steps: [{
    title: 'First', text: 'A has {{runs[0].test_loss}}.', run: { to: 10 },
    predict: { question: 'B?', answers: ['lower', 'higher'], right: { compare: 'runs[1].test_loss', with: 'runs[0].test_loss', within: 0.1, less: 0, same: 0, more: 1 } },
    check: { question: 'Why?', answers: ['a', 'b'], right: 1, why: 'Because.' },
  }],
};
const read = (change) => {
  const lesson = structuredClone(kLesson);
  change(lesson);
  return readLesson(JSON.stringify(lesson));
};
const refused = (change, pattern) => assert.throws(() => read(change), pattern);

test('a lesson is read with its known fields alone; claims are left out and HTML stays text', () => {
  const lesson = read((it) => {
    it.claims = [{ anything: 1 }];
    it.title = '<img src=x onerror=alert(1)>';
  });
  assert.equal(lesson.claims, undefined);
  assert.equal(lesson.title, '<img src=x onerror=alert(1)>');
  assert.deepEqual(lesson.sources, []);
});

test('what is wrong is named by field, value and what would be right', () => {
  refused((it) => { it.version = 2; }, /^Error: version: 2 is not possible; it must be 1$/);
  refused((it) => { it.minutes = '3'; }, /minutes: "3" is not possible; it must be a whole number from 1 to 60/);
  refused((it) => { delete it.summary; }, /summary: is missing/);
  refused((it) => { it.title = 'x'.repeat(61); }, /title: .* plain text of 1 to 60 characters/);
  refused((it) => { it.title = 'a\u0000b'; }, /title/);
  refused((it) => { it.stepz = []; }, /stepz: there is no such field; it must be one of version, id/);
  refused((it) => { it.steps = []; }, /steps: \[\] is not possible/);
  refused((it) => { it.steps[0].predict.answers = ['one']; }, /steps\[0\]\.predict\.answers/);
  refused((it) => { it.steps[0].predict.right.more = 2; }, /steps\[0\]\.predict\.right/);
  refused((it) => { it.steps[0].check.right = 2; }, /steps\[0\]\.check\.right: 2 is not possible; it must be 0 to 1/);
  refused((it) => { it.steps[0].run = { to: 10, sweep: {} }; }, /steps\[0\]\.run/);
  refused((it) => { delete it.steps[0].run; }, /steps\[0\]\.predict: is not possible without steps\[0\]\.run/);
  refused((it) => { it.steps[0].text = '{{runs[0].colour}}'; }, /steps\[0\]\.text: "runs\[0\]\.colour"/);
  refused((it) => { it.sources = [{ text: 'x', url: 'javascript:alert(1)' }]; }, /sources\[0\]\.url/);
  refused((it) => { it.steps[0].change = { text: 'x', set: { 'a b': 1 } }; }, /steps\[0\]\.change\.set/);
});

test('what is no lesson at all is refused before it is read', () => {
  assert.throws(() => readLesson('{'), /not JSON/);
  assert.throws(() => readLesson('[]'), /the lesson: \[\]/);
  assert.throws(() => readLesson(' '.repeat(kMostBytes + 1)), /at most/);
  assert.throws(() => readLesson('{"experiment": {"__proto__": {"polluted": 1}}}'), /experiment\.__proto__/);
  assert.throws(() => readLesson(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`), /deeper than/);
  assert.equal({}.polluted, undefined);
});

test('patches are merged as RFC 7386 says', () => {
  assert.deepEqual(merged({ a: 1, b: { c: 2, d: 3 }, e: [1, 2] }, { a: null, b: { c: 4 }, e: [3] }), { b: { c: 4, d: 3 }, e: [3] });
});

const kMoment = {
  metrics: { runs: [{ test_loss: 0.29512, test_accuracy: 0.912, step: 2000 }, { test_loss: { mean: 0.6 } }, { diverged: true, test_loss: 7 }] },
  status: { step: 2000, runs: [{ values: { weight_decay: 0.0032 } }] },
  sweep: [{ best: { x: 0.01, y: 0.3, mean: 0.25 }, diverged: 3 }],
  before: { metrics: { runs: [{ test_loss: 0.7 }] } },
};

test('figures are written as their kind is', () => {
  const expected = {
    'runs[0].test_loss': '0.295', 'runs[0].test_accuracy': '91.2 %', 'runs[1].test_loss': '0.600', 'runs[2].test_loss': 'none (diverged)',
    'runs[0].test_loss@before': '0.700', 'values[0].weight_decay': '0.0032', step: '2,000', 'sweep[0].best.y': '0.3', 'sweep[0].diverged': '3',
    'measured.x.mean': '0.123', 'runs[5].test_loss': '\u2026',
  };
  for (const [name, text] of Object.entries(expected)) assert.equal(figureText(name, kMoment, { 'x.mean': '0.123' }), text, name);
  assert.equal(figureValue('runs[0].gap', kMoment), undefined);
});

test('a prediction is judged by the run that was there', () => {
  const right = { compare: 'runs[0].test_loss', with: 'runs[1].test_loss', within: 0.1, less: 0, same: 1, more: 2 };
  assert.equal(rightAnswer(right, kMoment), 0);
  assert.equal(rightAnswer({ ...right, within: 0.5 }, kMoment), 1);
  assert.equal(rightAnswer({ ...right, compare: 'runs[1].test_loss', with: 'runs[0].test_loss' }, kMoment), 2);
  assert.equal(rightAnswer({ ...right, with: 'runs[2].test_loss' }, kMoment), null);
  assert.equal(rightAnswer(1, kMoment), 1);
});
