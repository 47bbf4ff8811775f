// The shipped engine module computes with SIMD: it is disassembled, and each optimizer's update kernel and the matrix
// product must be loops of f32x4 arithmetic. A module linked from the same objects with the functions' names tells
// which function is which; its functions are those of the shipped one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const shipped = path.join(top, 'dist/engine.wasm');
const named = path.join(top, 'build/web-release/named/engine_with_names.wasm');
const kCodeSection = 10;

// The content of a section of a WebAssembly module.
function section(file, wanted) {
  const bytes = fs.readFileSync(file);
  for (let at = 8; at < bytes.length;) {
    const id = bytes[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if (id === wanted) return bytes.subarray(at, at + size);
    at += size;
  }
  return null;
}

// Debian's emscripten brings Binaryen; other installations keep it beside emcc.
function disassemble(file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'simd-'));
  try {
    const text = path.join(folder, 'engine.wat');
    execFileSync('wasm-dis', [file, '-o', text], { stdio: ['ignore', 'ignore', 'inherit'] });
    return fs.readFileSync(text, 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const plain = (name) => name.replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

// Names hold no parentheses (they are escaped), so an expression ends where its parentheses are closed.
function expressionAt(text, start) {
  for (let depth = 0, i = start; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return text.slice(start, i + 1);
  }
  throw new Error('the disassembly ends within an expression');
}

function innermostLoops(body) {
  return [...body.matchAll(/\(loop\b/g)].map(({ index }) => expressionAt(body, index)).filter((loop) => loop.indexOf('(loop', 1) < 0);
}

const count = (text, pattern) => (text.match(pattern) ?? []).length;
const isVector = (loop) => /v128\.store/.test(loop) && /f32x4\.(mul|div)/.test(loop) && /f32x4\.(add|sub)/.test(loop);
const isScalar = (loop) => /\(f32\.store/.test(loop) && /\(f32\.(mul|div|sqrt)/.test(loop);
// The 4 x 8 tile: eight sums in registers, eight products a turn.
const isTile = (loop) => count(loop, /\(f32x4\.mul/g) >= 8 && count(loop, /\(f32x4\.add/g) >= 8;

let functions;  // name -> text
let table;      // what call_indirect can reach: index -> name

before(() => {
  const text = disassemble(named);
  functions = new Map();
  for (const { index, 1: name } of text.matchAll(/^ \(func \$(\S+)/gm)) functions.set(plain(name), expressionAt(text, index));
  table = new Map();
  for (const { 1: start, 2: names } of text.matchAll(/^ \(elem (?:\$\S+ )?\(i32\.const (\d+)\)(?: func)? ([^)]*)\)/gm)) {
    names.trim().split(/\s+/).forEach((name, i) => table.set(Number(start) + i, plain(name.replace(/^\$/, ''))));
  }
  assert.ok(functions.size > 100 && table.size > 10, 'the disassembly is not understood');
});

// A function of ours with all that it calls, also by a pointer to a template of ours.
function reached(name, seen = new Set()) {
  const body = functions.get(name);
  if (seen.has(name) || body === undefined) return seen;
  seen.add(name);
  for (const call of body.matchAll(/\(call \$(\S+)/g)) {
    if (plain(call[1]).includes('playground::')) reached(plain(call[1]), seen);
  }
  if (body.includes('(call_indirect')) {
    for (const constant of body.matchAll(/\(i32\.const (\d+)\)/g)) {
      const target = table.get(Number(constant[1])) ?? '';
      if (target.startsWith('void playground::')) reached(target, seen);
    }
  }
  return seen;
}
const loopsOf = (name) => [...reached(name)].flatMap((reach) => innermostLoops(functions.get(reach)));
const functionNamed = (start) => [...functions.keys()].find((name) => name.startsWith(`${start}(`));

// Every kernel that an optimizer can have is declared in kernels.hpp; the equations that their common loop is made for
// are the rules of src/optim.
const optim = path.join(top, 'src/optim');
const source = (file) => fs.readFileSync(path.join(optim, file), 'utf8');
const kernels = [...source('kernels.hpp').matchAll(/^void (update_\w+)\(/gm)].map((match) => match[1]);
const rules = fs.readdirSync(optim).filter((file) => file.endsWith('.cpp'))
  .flatMap((file) => [...source(file).matchAll(/^struct (\w+Rule)\b/gm)].map((match) => match[1]));

function assertVector(what, loops) {
  assert.ok(loops.some(isVector), `${what} has no loop of f32x4 arithmetic`);
  assert.equal(loops.filter(isScalar).length, 0, `${what} has a scalar loop`);
}

// The linker orders functions of equal use by their names, which the shipped module has not: the same functions, then.
function bodyLengths(code) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = code[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const lengths = Array.from({length: number()}, () => {
    const length = number();
    at += length;
    return length;
  });
  return lengths.sort((a, b) => a - b);
}

test('the module with names holds the code that is shipped', () => {
  const [code, codeWithNames] = [shipped, named].map((file) => section(file, kCodeSection));
  const [lengths, lengthsWithNames] = [code, codeWithNames].map(bodyLengths);
  assert.equal(lengths.length, lengthsWithNames.length, 'build the targets site and engine_with_names');
  // A call's number takes a byte more or less by the order.
  const others = lengths.filter((length, i) => Math.abs(length - lengthsWithNames[i]) > 4 + length / 100);
  assert.deepEqual(others, [], 'build the targets site and engine_with_names');
});

test("every optimizer's rule is a loop of f32x4 arithmetic and none is scalar", () => {
  assert.ok(rules.length >= 2, `src/optim holds the rules ${rules}`);
  for (const rule of rules) {
    const instances = [...functions].filter(([name]) => /^void playground::run_/.test(name) && new RegExp(`::${rule}\\b`).test(name));
    assert.ok(instances.length > 0, `${rule} is not in the module under its name`);
    for (const [name, body] of instances) assertVector(name, innermostLoops(body));
  }
});

test('every update kernel consists of such loops', () => {
  assert.ok(kernels.length >= 2, `kernels.hpp declares ${kernels}`);
  const inlined = kernels.filter((kernel) => !functionNamed(`playground::${kernel}`));
  for (const kernel of kernels.filter((name) => !inlined.includes(name))) {
    assertVector(kernel, loopsOf(functionNamed(`playground::${kernel}`)));
  }
  // A kernel that only one function calls becomes a part of it. What it does must then be rules or products, which
  // have tests of their own here.
  for (const kernel of inlined) {
    const file = fs.readdirSync(optim).find((name) => name.endsWith('.cpp') && source(name).includes(`\nvoid ${kernel}(`));
    assert.ok(file, `${kernel} is declared but not defined`);
    assert.match(source(file), /^struct \w+Rule\b|\bmultiply(_transposed)?\(/m, `${kernel} has neither a rule nor a product`);
  }
});

test("Adam's kernel divides and takes roots in four lanes", () => {
  const loops = loopsOf(functionNamed('playground::update_adam')).filter(isVector);
  assert.ok(loops.length > 0);
  for (const operation of ['mul', 'add', 'div', 'sqrt']) {
    assert.ok(loops.every((loop) => loop.includes(`(f32x4.${operation}`)), `a loop has no f32x4.${operation}`);
  }
});

test('the products are register tiles of f32x4 arithmetic', () => {
  const loops = innermostLoops(functions.get(functionNamed('playground::multiply')));
  assert.ok(loops.some(isTile), 'the product has no tile of 4 x 8');
  assert.equal(loops.filter(isScalar).length, 0, 'the product has a scalar loop');
  // The transposed product may have been inlined into the only function that calls it.
  const others = [...functions].filter(([name]) => name.startsWith('playground::') && name !== functionNamed('playground::multiply'));
  assert.ok(others.some(([, body]) => innermostLoops(body).some(isTile)), 'the transposed product has no tile of 4 x 8');
});
