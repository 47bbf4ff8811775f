// The checker of the rules of docs/determinism.md finds every break of a rule that it is there for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const checker = fileURLToPath(new URL('../../tools/check_determinism.py', import.meta.url));
let folder;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'determinism-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name, text) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function check(...builds) {
  const words = ['--source', path.join(folder, 'src'), ...builds.map((build) => path.join(folder, build))];
  const { status, stdout, stderr } = spawnSync('python3', [checker, ...words], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status === 0, / 0 failed\n$/.test(stdout), stdout);
  return { status, stdout };
}

const kBreaks = [
  'float y = std::exp(x);', 'float y = expf(x);', 'double y = ::pow(x, 2.0);', 'double y = std::hypot(a, b);',
  'float y = std::fma(a, b, c);', 'y = __builtin_fmaf(a, b, c);', 'y = xsimd::fma(a, b, c);', 'y = _mm_fmadd_ps(a, b, c);',
  'y = _mm_rsqrt_ps(x);', 'y = _mm_rcp_ps(x);', 'y = xsimd::reciprocal(x);',
  '__m256 y = _mm256_add_ps(a, b);',
  '#pragma STDC FP_CONTRACT ON', '#pragma omp simd', '__attribute__((optimize("fast-math"))) void f();',
  '#include <random>', 'std::mt19937 engine;', 'std::normal_distribution<float> noise;', 'std::shuffle(a, b, g);', 'int i = rand();',
  'std::unordered_map<int, int> m;', 'auto h = std::hash<int>()(1);',
  'std::map<Run*, int> m;', 'std::set<const Run*> s;',
  'std::sort(a, b);', 'std::nth_element(a, b, c);', 'std::ranges::sort(v);',
  'float s = std::reduce(a, b);', 'auto s = xt::sum(m);',
  'long double x = 0;', 'x = std::lerp(a, b, t);', 'std::thread worker;', 'auto t = std::chrono::steady_clock::now();',
];
for (const line of kBreaks) {
  test(`refuses: ${line}`, () => {
    write('src/nn/bad.cpp', `namespace playground {\n${line}\n}\n`);
    const { status, stdout } = check();
    assert.equal(status, 1, stdout);
    assert.match(stdout, /nn\/bad\.cpp:2: /);
    assert.match(stdout, /1 failed\n$/); // and by one rule alone
  });
}

test('takes what only looks like a break, and code without an influence on numbers', () => {
  write('src/core/good.cpp', [
    '// std::exp is not used; #include <random>', 'const char* text = "std::sort(a, b)";',
    'double a = playground::cos(b) + exp(c) + std::sqrt(d) + my_expf(e);', 'std::map<int, Run*> m;', 'std::stable_sort(f, g);', '',
  ].join('\n'));
  write('src/engine/slices.cpp', 'auto start = std::chrono::steady_clock::now();\n');
  write('src/ui/panel.cpp', 'float y = std::exp(x); std::unordered_map<int, int> m;\n');
  const { status, stdout } = check();
  assert.equal(status, 0, stdout);
});

test('fails when there is no engine to check', () => {
  write('src/ui/panel.cpp', '');
  assert.match(check().stdout, /holds no engine sources/);
});

function writeCommands(flags, compiler = 'g++') {
  write('src/core/good.cpp', '');
  const command = `${compiler} ${flags} -c good.cpp`;
  write('build/compile_commands.json', JSON.stringify([{ command, file: path.join(folder, 'src/core/good.cpp') }]));
}

test('compile commands with exact arithmetic pass', () => {
  for (const encoding of ['', ' -mavx -mprefer-vector-width=128']) {
    writeCommands(`-O3 -ffp-contract=off -msse4.1${encoding}`);
    const { status, stdout } = check('build');
    assert.equal(status, 0, stdout);
  }
});

for (const flags of [
  '-O3', '-O3 -ffp-contract=off -ffast-math', '-ffp-contract=off -Ofast', '-ffp-contract=off -mfma', '-ffp-contract=off -mavx2',
  '-ffp-contract=off -march=native', '-ffp-contract=off -ffp-contract=fast', '-ffp-contract=off -fno-signed-zeros',
]) {
  test(`refuses a compile command with ${flags}`, () => {
    writeCommands(flags);
    const { status, stdout } = check('build');
    assert.equal(status, 1, stdout);
    assert.match(stdout, /core\/good\.cpp: compiled with/);
  });
}

test('refuses WebAssembly with relaxed SIMD or without SIMD', () => {
  writeCommands('-ffp-contract=off -msimd128 -mrelaxed-simd', '/usr/bin/em++');
  assert.match(check('build').stdout, /compiled with -mrelaxed-simd/);
  writeCommands('-ffp-contract=off', '/usr/bin/em++');
  assert.match(check('build').stdout, /compiled without -msimd128/);
});

test('refuses a build folder that was never configured', () => {
  write('src/core/good.cpp', '');
  assert.match(check('nowhere').stdout, /compile_commands\.json is not there/);
});

test('finds in object code what sources and flags did not show', () => {
  writeCommands('-ffp-contract=off');
  write('bad.c', 'float expf(float); float f(float x) { return expf(x) * 2 + x; }\n' +
                 'float g(float a, float b, float c) { return a * b + c; }\n');
  fs.mkdirSync(path.join(folder, 'build/src'));
  const object = path.join(folder, 'bad.o');
  for (const words of [
    ['g++', '-x', 'c', '-O2', '-mfma', '-ffp-contract=fast', '-c', path.join(folder, 'bad.c'), '-o', object],
    ['ar', 'rc', path.join(folder, 'build/src/libadamw_core.a'), object],
  ]) assert.equal(spawnSync(words[0], words.slice(1)).status, 0, words.join(' '));
  const { stdout } = check('build');
  assert.match(stdout, /uses expf/);
  if (process.arch === 'x64') assert.match(stdout, /vfmadd/);
});
