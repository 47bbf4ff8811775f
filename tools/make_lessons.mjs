// What the site has of the lessons: node tools/make_lessons.mjs OUT [SITE_URL]
// Writes OUT/lessons: ID.json as the page reads it (the claims are left out, the measured numbers put in), index.json, and
// ID.html, which needs no JavaScript, with its own picture; index.html lists them. SITE_URL is the address at which the
// site will be, such as https://example.org/playground/: previews in other programs need whole addresses of pictures.
// The figures of a run that a page prints are those which the playground showed (assets/lessons/previews, made by
// tools/make_lesson_previews.mjs).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { webModule } from './web_module.mjs';

const kLessons = fileURLToPath(new URL('../assets/lessons/', import.meta.url));
const { readLesson } = await webModule('lesson_check.js');
const { figureText } = await webModule('lesson_figures.js');

const readJson = (file, otherwise) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : otherwise);

function load(id) {
  const file = path.join(kLessons, `${id}.json`);
  try {
    const lesson = readLesson(fs.readFileSync(file, 'utf8'));
    const measured = readJson(path.join(kLessons, 'measured', `${id}.json`), {});
    lesson.measured = Object.fromEntries(Object.entries(measured).map(([name, { text }]) => [name, text]));
    return lesson;
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
}

// --- Pages ----------------------------------------------------------------------------------------------------------

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page({ title, description, address, picture, content }) {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - AdamW Playground</title>
<meta name="description" content="${escaped(description)}">
<meta name="color-scheme" content="dark light">
<meta property="og:type" content="article">
<meta property="og:site_name" content="AdamW Playground">
<meta property="og:title" content="${escaped(title)}">
<meta property="og:description" content="${escaped(description)}">
${address ? `<meta property="og:url" content="${escaped(address)}">\n` : ''}${picture ? `<meta property="og:image" content="${escaped(picture)}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${escaped(title)}: the playground at the end of the lesson">
<meta name="twitter:card" content="summary_large_image">
` : ''}<link rel="icon" href="../favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../lesson_page.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

// The figures that the playground showed in each step; what was not recorded is filled in live only.
function stepHtml(lesson, step, shown) {
  const fill = (text) => text.replace(/\{\{(.*?)\}\}/g, (_, name) => shown[name] ?? figureText(name, null, lesson.measured));
  const words = (text) => escaped(fill(text));
  const prose = (text) => text.split(/\n\s*\n/).map((paragraph) => `<p>${words(paragraph)}</p>`).join('\n');
  const list = (answers) => `<ul>${answers.map((answer) => `<li>${words(answer)}</li>`).join('')}</ul>`;
  const parts = [`<h2>${words(step.title)}</h2>`, prose(step.text)];
  if (step.change) parts.push(`<p class="card"><b>Change:</b> ${words(step.change.text)}.</p>`);
  if (step.predict) {
    parts.push(`<div class="card"><p><b>Predict:</b> ${words(step.predict.question)}</p>${list(step.predict.answers)}</div>`);
  }
  if (step.run) parts.push(`<p class="run">${step.run.sweep ? 'Run the sweep.' : `Run to step ${step.run.to.toLocaleString('en')}.`}</p>`);
  if (step.explain) {
    parts.push(`<details><summary>What happens</summary>${prose(step.explain)}</details>`);
  }
  if (step.check) {
    const { question, answers, right, why } = step.check;
    parts.push(`<div class="card"><p><b>Check yourself:</b> ${words(question)}</p>${list(answers)}` +
      `<details><summary>Answer</summary><p>${words(answers[right])}. ${words(why)}</p></details></div>`);
  }
  return `<section>\n${parts.join('\n')}\n</section>`;
}

const whole = (site, name) => (site ? new URL(name, site).href : '');

function lessonPage(lesson, previews, site, picture) {
  const source = ({ text, url }) => `<li>${url ? `<a href="${escaped(url)}">${escaped(text)}</a>` : escaped(text)}</li>`;
  const open = `<p><a class="open" href="../?lesson=${lesson.id}">Open in the playground</a></p>`;
  const content = [
    '<p class="quiet"><a href="index.html">Lessons of the AdamW Playground</a></p>',
    `<h1>${escaped(lesson.title)}</h1>`,
    `<p class="summary">${escaped(lesson.summary)} ${lesson.minutes} minutes.</p>`,
    open,
    picture ? `<img src="${lesson.id}.png" width="1200" height="630" alt="The playground at the end of this lesson">` : '',
    ...lesson.steps.map((step, index) => stepHtml(lesson, step, previews.steps?.[index] ?? {})),
    lesson.sources.length > 0 ? `<h2>Sources</h2>\n<ul>${lesson.sources.map(source).join('\n')}</ul>` : '',
    open,
  ].join('\n');
  return page({
    title: lesson.title,
    description: lesson.summary,
    address: whole(site, `lessons/${lesson.id}.html`),
    picture: picture && (whole(site, `lessons/${lesson.id}.png`) || `${lesson.id}.png`),
    content,
  });
}

function indexPage(lessons, site) {
  const row = ({ id, title, summary, minutes }) =>
    `<li><a href="${id}.html">${escaped(title)}</a> <span class="quiet">${minutes} min</span><br>${escaped(summary)}</li>`;
  return page({
    title: 'Lessons',
    description: 'Short lessons on weight decay: predict, run, and see why.',
    address: whole(site, 'lessons/index.html'),
    content: `<h1>Lessons</h1>\n<p>Predict, run, and see why: each lesson can be read here and taken in the
<a href="../index.html">playground</a>.</p>\n<ol class="lessons">${lessons.map(row).join('\n')}</ol>`,
  });
}

function write(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

function main([out, site = '']) {
  if (site && !/^https?:\/\/[^\s]+\/$/.test(site)) {
    throw new Error(`SITE_URL: ${site} is not possible; it must be an address that ends with /, such as https://example.org/playground/`);
  }
  const folder = path.join(out, 'lessons');
  fs.rmSync(folder, { recursive: true, force: true });
  const lessons = readJson(path.join(kLessons, 'index.json')).lessons.map(load);
  for (const lesson of lessons) {
    const picture = path.join(kLessons, 'previews', `${lesson.id}.png`);
    const pictured = fs.existsSync(picture);
    if (pictured) write(path.join(folder, `${lesson.id}.png`), fs.readFileSync(picture));
    write(path.join(folder, `${lesson.id}.json`), JSON.stringify(lesson));
    const previews = readJson(path.join(kLessons, 'previews', `${lesson.id}.json`), {});
    write(path.join(folder, `${lesson.id}.html`), lessonPage(lesson, previews, site, pictured));
  }
  const entries = lessons.map(({ id, title, minutes, summary }) => ({ id, title, minutes, summary }));
  write(path.join(folder, 'index.json'), JSON.stringify({ lessons: entries }));
  write(path.join(folder, 'index.html'), indexPage(lessons, site));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(`lessons: ${error.message}`);
  process.exit(1);
}
