// Reads a lesson (docs/lessons.md) that anybody may have written: text in, a lesson of known fields and limits out, or
// an Error that names the field, its value and what would be right. Knows neither page nor engine, so that Node reads
// lessons by the same rules:  const lesson = readLesson(text);

export const kMostBytes = 256 * 1024;
const kDeepest = 10;
const kFigures = ['train_loss', 'test_loss', 'test_loss_noisy', 'train_accuracy', 'test_accuracy', 'test_accuracy_noisy',
                  'gap', 'weight_norm', 'step'];
const kFigure = [
  new RegExp(`^runs\\[[0-5]\\]\\.(${kFigures.join('|')})(@before)?$`),
  /^values\[[0-5]\]\.[a-z_0-9]+(@before)?$/,
  /^step(@before)?$/,
  /^sweep\[[0-5]\]\.(best\.(x|y|mean)|diverged)$/,
  /^measured\.[a-z0-9_]+\.[a-z0-9_]+$/,
];

function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function refuse(place, value, right) {
  throw new Error(`${place}: ${shown(value)} is not possible; it must be ${right}`);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// --- Kinds of values: each takes a value and its place in the file, and gives it back or refuses it ---------------

function text(most) {
  return (value, place) => {
    const plain = typeof value === 'string' && value.trim() !== '' && value.length <= most;
    if (!plain || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(value)) {
      refuse(place, value, `plain text of 1 to ${most} characters`);
    }
    return value;
  };
}

// Text with figures in it.
function running(most) {
  const plain = text(most);
  return (value, place) => {
    for (const [, name] of plain(value, place).matchAll(/\{\{(.*?)\}\}/g)) figure(name, place);
    return value;
  };
}

function figure(value, place) {
  if (typeof value !== 'string' || !kFigure.some((pattern) => pattern.test(value))) {
    refuse(place, value, 'a figure such as runs[1].test_loss, values[0].weight_decay, sweep[0].best.y or measured.ID.mean');
  }
  return value;
}

function whole(least, most) {
  return (value, place) => {
    if (!Number.isInteger(value) || value < least || value > most) refuse(place, value, `a whole number from ${least} to ${most}`);
    return value;
  };
}

function list(least, most, item) {
  return (value, place) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) refuse(place, value, `a list of ${least} to ${most}`);
    return value.map((one, index) => item(one, `${place}[${index}]`));
  };
}

function oneOf(...choices) {
  return (value, place) => {
    if (!choices.includes(value)) refuse(place, value, choices.map((it) => JSON.stringify(it)).join(' or '));
    return value;
  };
}

function matching(pattern, right) {
  return (value, place) => {
    if (typeof value !== 'string' || value.length > 300 || !pattern.test(value)) refuse(place, value, right);
    return value;
  };
}

// Settings that the engine itself checks when they are used.
function settings(value, place) {
  if (!isObject(value)) refuse(place, value, 'an object');
  return value;
}

const needed = (kind) => Object.assign((value, place) => kind(value, place), {needed: true});

// Nothing but these fields, in this order.
function fields(kinds) {
  return (value, place) => {
    if (!isObject(value)) refuse(place || 'the lesson', value, 'an object');
    const at = (name) => (place ? `${place}.${name}` : name);
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(kinds, name)) {
        throw new Error(`${at(name)}: there is no such field; it must be one of ${Object.keys(kinds).join(', ')}`);
      }
    }
    const result = {};
    for (const [name, kind] of Object.entries(kinds)) {
      if (Object.hasOwn(value, name)) result[name] = kind(value[name], at(name));
      else if (kind.needed) throw new Error(`${at(name)}: is missing`);
    }
    return result;
  };
}

// --- The format ---------------------------------------------------------------------------------------------------

const answerIndex = whole(0, 3);
const rule = fields({
  compare: needed(figure), with: needed(figure), within: needed(number), less: needed(answerIndex), same: needed(answerIndex),
  more: needed(answerIndex),
});

function number(value, place) {
  if (typeof value !== 'number' || !(value >= 0)) refuse(place, value, 'a number, 0 or more');
  return value;
}

const question = {question: needed(running(300)), answers: needed(list(2, 4, running(120)))};

function prediction(value, place) {
  const right = (it, at) => (isObject(it) ? rule(it, at) : answerIndex(it, at));
  const read = fields({...question, right: needed(right)})(value, place);
  const used = isObject(read.right) ? [read.right.less, read.right.same, read.right.more] : [read.right];
  for (const index of used) {
    if (index >= read.answers.length) refuse(`${place}.right`, read.right, `about one of the ${read.answers.length} answers, counted from 0`);
  }
  return read;
}

function check(value, place) {
  const read = fields({...question, right: needed(answerIndex), why: needed(running(600))})(value, place);
  if (read.right >= read.answers.length) refuse(`${place}.right`, read.right, `0 to ${read.answers.length - 1}`);
  return read;
}

function changes(value, place) {
  const paths = Object.keys(settings(value, place));
  if (paths.length < 1 || paths.length > 8) refuse(place, value, '1 to 8 parameters with their values');
  for (const path of paths) {
    if (!/^[a-z_]+(\[[0-5]\])?(\.[a-z_0-9]+)?$/.test(path)) {
      refuse(`${place}.${path}`, path, 'a parameter such as runs[1].weight_decay or data.noise');
    }
  }
  return value;
}

function run(value, place) {
  const read = fields({to: whole(1, 1e7), sweep: settings})(value, place);
  if (('to' in read) === ('sweep' in read)) refuse(place, value, 'either {"to": STEP} or {"sweep": {...}}');
  return read;
}

function step(value, place) {
  const read = fields({
    title: needed(text(60)), text: needed(running(2000)), tab: oneOf('race', 'decayed', 'sweep', 'landscape'),
    look: matching(/^[a-z_]+(\.[a-z_0-9]+){0,3}$/, 'the id of a place such as plot.loss or panel.data'), experiment: settings,
    change: fields({text: needed(text(120)), set: needed(changes)}), predict: prediction, run, explain: running(2000), check,
  })(value, place);
  if (read.predict && !read.run) throw new Error(`${place}.predict: is not possible without ${place}.run`);
  if (read.explain && !read.run) throw new Error(`${place}.explain: is shown after a run, so ${place}.run must be there`);
  return read;
}

const lesson = fields({
  version: needed(oneOf(1)),
  id: needed(matching(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens')),
  title: needed(text(60)), summary: needed(text(200)), minutes: needed(whole(1, 60)),
  sources: list(0, 10, fields({text: needed(text(300)), url: matching(/^https:\/\/[^\s<>"]+$/, 'an address that begins with https://')})),
  experiment: needed(settings), steps: needed(list(1, 12, step)), claims: (value) => value, measured: settings,
});

// Deep trees and names that JavaScript gives a meaning to are refused before anything is read.
function checkTree(value, place, depth) {
  if (typeof value !== 'object' || value === null) return;
  if (depth > kDeepest) throw new Error(`${place}: is nested deeper than ${kDeepest} levels`);
  for (const name of Object.keys(value)) {
    const at = Array.isArray(value) ? `${place}[${name}]` : `${place}.${name}`.replace(/^\./, '');
    if (['__proto__', 'constructor', 'prototype'].includes(name)) throw new Error(`${at}: is not a name that a lesson may have`);
    checkTree(value[name], at, depth + 1);
  }
}

// `text` may be hostile. The lesson's claims are left out: the page does not read them.
export function readLesson(source) {
  if (source.length > kMostBytes) throw new Error(`the lesson has ${source.length} characters; it must be ${kMostBytes} at most`);
  let tree;
  try {
    tree = JSON.parse(source);
  } catch (error) {
    throw new Error(`the lesson is not JSON: ${error.message}`);
  }
  checkTree(tree, '', 0);
  const {claims, ...read} = lesson(tree, '');
  for (const [name, value] of Object.entries(read.measured ?? {})) text(40)(value, `measured.${name}`);
  return {sources: [], ...read};
}

// A merge patch (RFC 7386): null takes a field away, lists are replaced whole.
export function merged(target, patch) {
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? {...target} : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}
