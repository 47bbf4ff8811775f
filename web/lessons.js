// Lessons (docs/lessons.md): the list, which opens by the key L, and the lesson that is taken. ?lesson=ID opens one of
// the site's, ?lesson=FILE.json one beside the site; a lesson file may also be dropped on the page.

const {addressOf} = window;
const {t} = await import(addressOf('strings.js'));
const {loadStyle, make, openDialog} = await import(addressOf('elements.js'));
const {kMostBytes, readLesson} = await import(addressOf('lesson_check.js'));
const {LessonSession} = await import(addressOf('lesson_session.js'));
const {makePanel} = await import(addressOf('lesson_panel.js'));
const {dock} = await import(addressOf('lesson_place.js'));
const memory = await import(addressOf('lesson_memory.js'));

const kRefreshMilliseconds = 100;  // between two looks at a race that runs
let open = null;  // {session, panel, place, name}

export async function openPart(playground) {
  if (open) {
    open.panel.setFolded(false);
    open.panel.heading.focus();
  } else {
    await showList(playground);
  }
}

// What the address asks for. `fresh`: it came without an experiment of its own.
export async function openFromAddress(playground, fresh) {
  const parameters = new URLSearchParams(location.search);
  const name = parameters.get('lesson');
  try {
    const lesson = name === memory.kOwnFile ? readLesson(memory.keptFile()) : await fetchLesson(name);
    const step = Number(parameters.get('step')) || 1;
    await start(playground, lesson, name, {step: Math.floor(step) - 1, load: fresh});
  } catch (error) {
    await refuse(playground, error);
  }
}

// A file that was dropped on the page or chosen.
export async function openFile(playground, file) {
  try {
    if (file.size > kMostBytes) {
      throw new Error(t('{name} has {size} bytes; a lesson has {most} at most', {name: file.name, size: file.size, most: kMostBytes}));
    }
    const text = await file.text();
    const lesson = readLesson(text);
    memory.keepFile(text);
    await start(playground, lesson, memory.kOwnFile);
  } catch (error) {
    await refuse(playground, error);
  }
}

async function refuse(playground, error) {
  const list = make('button', {type: 'button', className: 'primary'}, t('All lessons'));
  const dialog = await openDialog('lesson-error', t('This lesson cannot be opened'), [
    make('p', {className: 'error', role: 'alert'}, error.message), make('p', {}, list)]);
  list.addEventListener('click', () => {
    dialog.close();
    showList(playground);
  });
}

// --- Files ----------------------------------------------------------------------------------------------------------

async function readLimited(response, name) {
  if (!response.ok) throw new Error(t('{name}: the server answered {status}', {name, status: response.status}));
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, {stream: true});
    if (text.length > kMostBytes) {
      reader.cancel();
      throw new Error(t('{name} is larger than {most} bytes, which a lesson has at most', {name, most: kMostBytes}));
    }
  }
}

// "spiral" is one of the site's; "course/first.json" is a file beside the site, of no other host.
async function fetchLesson(name) {
  const own = /^[a-z0-9][a-z0-9-]*$/.test(name);
  let address = own ? addressOf(`lessons/${name}.json`) : '';
  if (own && !(await index()).some(({id}) => id === name)) {
    const ids = (await index()).map(({id}) => id).join(', ');
    throw new Error(t('"{name}" is not a lesson; there are {ids}', {name, ids}));
  }
  if (!own) {
    const url = new URL(name, document.baseURI);
    if (url.origin !== location.origin || location.protocol === 'file:') {
      throw new Error(t('"{name}" is not beside this site; a lesson must be a file of the same host, or be dropped on the page', {name}));
    }
    address = url.href;
  }
  return readLesson(await readLimited(await fetch(address), name));
}

let entries = null;
async function index() {
  entries ??= JSON.parse(await readLimited(await fetch(addressOf('lessons/index.json')), 'lessons/index.json')).lessons;
  return entries;
}

// --- The list ---------------------------------------------------------------------------------------------------------

async function showList(playground) {
  await loadStyle('lessons.css');
  const lessons = await index();
  const done = memory.finished();
  const rows = lessons.map(({id, title, minutes, summary}) => {
    const state = done.includes(id) ? t('done') : open?.name === id ? t('open') : '';
    const row = make('button', {type: 'button', className: 'lesson'},
      make('span', {className: 'name'}, title), make('span', {className: 'quiet'}, t('{minutes} min', {minutes})),
      make('span', {className: 'state'}, state), make('span', {className: 'summary'}, summary));
    row.addEventListener('click', () => choose(id));
    return make('li', {}, row);
  });
  const file = make('input', {type: 'file', accept: '.json,application/json', id: 'lesson-file'});
  const refused = make('p', {className: 'error', role: 'alert', hidden: true});
  file.addEventListener('change', () => {
    dialog.close();
    openFile(playground, file.files[0]);
  });
  const pages = window.playgroundFiles ? [] : [make('p', {}, make('a', {href: 'lessons/index.html'}, t('The lessons as pages to read')))];
  const dialog = await openDialog('lessons', t('Lessons'), [
    make('p', {className: 'quiet'}, t('Predict, run, and see why. Each takes a few minutes, and everything on the page stays yours to try.')),
    make('ol', {className: 'lessons'}, ...rows),
    refused,
    make('p', {}, make('label', {htmlFor: file.id}, t('A lesson of your own (a file, which you can also drop on the page):')), file),
    ...pages]);
  async function choose(id) {
    try {
      const lesson = await fetchLesson(id);
      await start(playground, lesson, id);
      dialog.close();
      open.panel.heading.focus();
    } catch (error) {
      refused.textContent = error.message;
      refused.hidden = false;
    }
  }
}

// --- The lesson that is taken ---------------------------------------------------------------------------------------------

// `where` says how it begins: {step}, counted from 0, with the step's experiment unless {load: false}.
async function start(playground, lesson, name, where = {}) {
  const {position, page} = await siteOf(name);
  await loadStyle('lessons.css');
  let timer = 0;
  const draw = () => {
    clearTimeout(timer);
    timer = 0;
    if (open?.session !== session) return;
    panel.refresh();
    open.place.point(session.step.look);
    memory.keep(name, session);
  };
  const session = new LessonSession(playground, lesson, {
    show: (soon) => { soon ? timer ||= setTimeout(draw, kRefreshMilliseconds) : draw(); },
    say: (text) => panel.say(text),
  });
  const panel = makePanel(session, {
    position,
    page,
    list: () => showList(playground),
    close: () => {
      close();
      document.getElementById('canvas').focus();
    },
    finish: () => {
      memory.finish(name);
      close();
      showList(playground);
    },
  });
  close();
  document.body.append(panel.element);
  open = {session, panel, name, place: dock(playground, panel.element)};
  const kept = where.load === false && memory.kept(name);
  if (kept) session.resume(kept);
  else session.start(where.step ?? 0, where.load !== false);
}

// What the site has of it beside the file: its number in the list, its page.
async function siteOf(name) {
  const lessons = await index().catch(() => []);
  const number = lessons.findIndex(({id}) => id === name) + 1;
  if (number === 0) return {position: '', page: ''};
  return {position: t('Lesson {number} of {count}', {number, count: lessons.length}),
          page: window.playgroundFiles ? '' : `lessons/${name}.html`};
}

function close() {
  if (!open) return;
  const {session, panel, place} = open;
  open = null;
  session.stop();
  session.close();
  place.close();
  panel.element.remove();
  memory.leaveAddress();
}
