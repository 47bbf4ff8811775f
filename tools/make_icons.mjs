// Draws web/favicon.svg as the icons of an installed page: node tools/make_icons.mjs
// Writes web/icons/192.png, 512.png and 512-maskable.png, whose ground fills the square and whose drawing stays in
// the middle, where no shape of a system cuts it. The icons are in the repository; run this when the drawing changes.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const kWeb = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'web');
const kIcons = [
  { name: '192.png', size: 192, maskable: false },
  { name: '512.png', size: 512, maskable: false },
  { name: '512-maskable.png', size: 512, maskable: true },
];
const kSafe = 0.8; // of the width: the circle that every mask keeps

function drawing(svg, maskable) {
  if (!maskable) return svg;
  const ground = /<rect [^>]*fill="(#[0-9A-F]{6})"\/>/.exec(svg);
  if (!ground) throw new Error('favicon.svg: it must hold <rect ... fill="#RRGGBB"/> as its ground');
  const size = 32 / kSafe;
  const margin = (size - 32) / 2;
  return svg
    .replace('viewBox="0 0 32 32"', `viewBox="${-margin} ${-margin} ${size} ${size}"`)
    .replace(ground[0], `<rect x="${-margin}" y="${-margin}" width="${size}" height="${size}" fill="${ground[1]}"/>`);
}

const svg = fs.readFileSync(path.join(kWeb, 'favicon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.ADAMW_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
fs.mkdirSync(path.join(kWeb, 'icons'), { recursive: true });
for (const { name, size, maskable } of kIcons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const source = `data:image/svg+xml;base64,${Buffer.from(drawing(svg, maskable)).toString('base64')}`;
  await page.setContent(`<style>body { margin: 0 } img { display: block; width: 100vw }</style><img src="${source}">`);
  await page.locator('img').evaluate((image) => image.decode());
  await page.screenshot({ path: path.join(kWeb, 'icons', name), omitBackground: true });
  await page.close();
}
await browser.close();
