// A module of web/ under Node, which takes .js files for CommonJS: const { readLesson } = await webModule('lesson_check.js').
import fs from 'node:fs';

export function webModule(name) {
  const source = fs.readFileSync(new URL(`../web/${name}`, import.meta.url), 'utf8');
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}
