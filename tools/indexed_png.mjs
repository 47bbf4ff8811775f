// A picture with 256 colours at most, a third as large as what a browser takes of a screen:
//   const small = indexedPng({ width, height, rgba });
import zlib from 'node:zlib';

const kColours = 256;

// The most frequent colours, each the mean of those that share its upper five bits a channel.
function paletteOf(rgba) {
  const bins = new Map();
  for (let i = 0; i < rgba.length; i += 4) {
    const key = ((rgba[i] >> 3) << 10) | ((rgba[i + 1] >> 3) << 5) | (rgba[i + 2] >> 3);
    const bin = bins.get(key) ?? [0, 0, 0, 0];
    bin[0] += rgba[i];
    bin[1] += rgba[i + 1];
    bin[2] += rgba[i + 2];
    bin[3] += 1;
    bins.set(key, bin);
  }
  return [...bins.values()].sort((a, b) => b[3] - a[3]).slice(0, kColours)
    .map(([red, green, blue, count]) => [red / count, green / count, blue / count].map(Math.round));
}

function nearest(palette, red, green, blue) {
  let best = 0;
  let least = Infinity;
  palette.forEach(([r, g, b], index) => {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

const kCrc = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

// Length, type, data, and the checksum of the last two (PNG 1.2, section 3.2).
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = kCrc[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, sum]);
}

export function indexedPng({ width, height, rgba }) {
  const palette = paletteOf(rgba);
  const known = new Map();
  const rows = Buffer.alloc((width + 1) * height); // each begins with its filter: none
  for (let i = 0; i < width * height; ++i) {
    const [red, green, blue] = rgba.subarray(4 * i, 4 * i + 3);
    const colour = (red << 16) | (green << 8) | blue;
    if (!known.has(colour)) known.set(colour, nearest(palette, red, green, blue));
    rows[i + Math.floor(i / width) + 1] = known.get(colour);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8); // eight bits, indices into a palette
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}
