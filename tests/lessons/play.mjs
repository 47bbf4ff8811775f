// Takes a lesson's steps as the page does, in all seeds at once, to know what its predictions come to.
import assert from 'node:assert/strict';

import { valuesOf } from './figures.mjs';
import { filledIn, merged } from './program.mjs';

const copy = (value) => structuredClone(value);

// Sets "runs[1].weight_decay" or "data.noise"; a run's field acts from the present step on when the race is under way.
function change(race, path, value) {
  const { steps } = filledIn(race.experiment).training;
  const run = path.match(/^runs\[(\d)\]\.(\w+)$/);
  if (run && race.step > 0 && race.step < steps) {
    (race.experiment.events ??= []).push({ step: race.step, run: Number(run[1]), set: { [run[2]]: value } });
    return;
  }
  race.step = 0;
  if (run) {
    race.experiment.runs[run[1]][run[2]] = value;
  } else {
    const [section, field] = path.split('.');
    race.experiment[section] = { ...race.experiment[section], [field]: value };
  }
}

function valuesAt(figure, race, seeds) {
  const { steps } = filledIn(race.experiment).training;
  return valuesOf(`${figure}@${race.step}`, race.experiment, seeds, steps);
}

// For each step with a rule for its prediction: the index of the right answer in every seed.
export function rightAnswers(lesson, seeds) {
  const race = { experiment: copy(lesson.experiment), step: 0 };
  const found = [];
  for (const [number, step] of lesson.steps.entries()) {
    const before = copy(race);
    if (step.experiment) Object.assign(race, { experiment: copy(merged(lesson.experiment, step.experiment)), step: 0 });
    for (const [path, value] of Object.entries(step.change?.set ?? {})) change(race, path, value);
    if (step.run?.to) race.step = step.run.to;
    const right = step.predict?.right;
    if (typeof right !== 'object') continue;
    const values = (figure) => (figure.endsWith('@before') ? valuesAt(figure.replace('@before', ''), before, seeds) : valuesAt(figure, race, seeds));
    const [first, second] = [values(right.compare), values(right.with)];
    assert.ok(race.step > 0, `step ${number + 1} predicts what is not run`);
    const answer = (value, other) => (Math.abs(value - other) <= right.within ? right.same : value < other ? right.less : right.more);
    found.push({ step: number + 1, answers: first.map((value, seed) => answer(value, second[seed])) });
  }
  return found;
}
