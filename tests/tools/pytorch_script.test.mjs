// The exported script, run by Debian's PyTorch: it trains the same runs by itself and prints how far its parameters are
// from those that travelled with it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kTop = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kProgram = path.join(kTop, 'bin/adamw-playground');
const kPython = '/usr/bin/python3';
// In float64 against float32 runs of so many steps; docs/numerics.md.
const kSteps = 200;
const kMostDistance = 1e-4;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adamw-pytorch-'));
after(() => fs.rmSync(folder, { recursive: true }));

const experiments = {
  'the default experiment': ['--steps', String(kSteps)],
  'a lesson of other optimizers': ['--lesson', 'sgd', '--steps', String(kSteps)],
};

for (const [name, words] of Object.entries(experiments)) {
  test(`${name} is trained by PyTorch to the same parameters`, () => {
    const script = path.join(folder, 'script.py');
    execFileSync(kProgram, ['export', ...words, '--format', 'pytorch', '--out', script]);
    const printed = execFileSync(kPython, [script, '--double'], { encoding: 'utf8', cwd: folder });
    const [, distance] = /^largest relative distance of the parameters: (\S+)$/m.exec(printed) ?? assert.fail(printed);
    assert.ok(Number(distance) > 0 && Number(distance) < kMostDistance, printed);
  });
}

test('a script whose decay was altered ends elsewhere', () => {
  const script = path.join(folder, 'altered.py');
  execFileSync(kProgram, ['export', '--steps', String(kSteps), '--format', 'pytorch', '--out', script]);
  const text = fs.readFileSync(script, 'utf8');
  const altered = text.replace('weight_decay\\":0.3,', 'weight_decay\\":0.2,');
  assert.notEqual(altered, text);
  fs.writeFileSync(script, altered);
  assert.throws(() => execFileSync(kPython, [script, '--double', '--tolerance', String(kMostDistance)], { stdio: 'pipe' }));
});
