// Of the dialog "Your own data": points drawn by mouse, finger or keys, a class at a time, with eraser and undo.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {t} = await import(addressOf('strings.js'));
const {ask} = await import(addressOf('table_reader.js'));

const kHalfWidth = 2.4;  // as pictures of generated points
const kHalfHeight = 1.6;
const kSpacing = 0.09;  // of points along a stroke
const kEraser = 0.16;   // its radius
const kStep = 0.1;      // of the arrow keys
const kMostPoints = 5000;
const kClasses = ['A', 'B', 'C', 'D', 'E'];
const kShapes = [
  (path, r) => path.arc(0, 0, r, 0, 2 * Math.PI),
  (path, r) => { path.moveTo(0, -1.2 * r); path.lineTo(1.1 * r, 0.9 * r); path.lineTo(-1.1 * r, 0.9 * r); path.closePath(); },
  (path, r) => path.rect(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r),
  (path, r) => { path.moveTo(0, -1.3 * r); path.lineTo(1.3 * r, 0); path.lineTo(0, 1.3 * r); path.lineTo(-1.3 * r, 0); path.closePath(); },
  (path, r) => { path.rect(-0.4 * r, -1.1 * r, 0.8 * r, 2.2 * r); path.rect(-1.1 * r, -0.4 * r, 2.2 * r, 0.8 * r); },
];

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

export function makeDrawing(playground, desk) {
  let points = [];    // {x, y, kind}
  let history = [];   // the points before each stroke
  let brush = 0;      // the class, or -1: the eraser
  let last = null;    // the stroke's latest point
  let cursor = null;  // of the keys

  const board = make('canvas', {id: 'data-board', tabIndex: 0, role: 'application', 'aria-label':
    t('Drawing board. Arrows move the mark, Space puts a point of the class chosen, Delete erases, Ctrl + Z undoes.')});
  const counts = make('p', {id: 'data-counts', className: 'quiet', role: 'status'});
  const tools = kClasses.map((name, kind) => make('button', {type: 'button', className: `class-${kind}`}, t('Class {name}', {name})));
  tools.push(make('button', {type: 'button', id: 'data-eraser'}, t('Eraser')));
  const undo = make('button', {type: 'button', id: 'data-undo'}, t('Undo'));
  const clear = make('button', {type: 'button', id: 'data-clear'}, t('Clear'));
  const go = make('button', {type: 'button', id: 'data-train-drawing', className: 'primary'}, t('Train on this'));

  function choose(kind) {
    brush = kind;
    tools.forEach((tool, i) => tool.setAttribute('aria-pressed', String(i === kind || (kind < 0 && i === kClasses.length))));
  }
  tools.forEach((tool, i) => tool.addEventListener('click', () => choose(i < kClasses.length ? i : -1)));

  // --- Changes -------------------------------------------------------------------------------------------------------------

  function begin() {
    history.push(points);
    points = [...points];
  }
  function apply(at) {
    if (brush < 0) points = points.filter((point) => distance(point, at) > kEraser);
    else if (points.length < kMostPoints) points.push({...at, kind: brush});
    last = at;
  }
  function takeBack() {
    if (history.length > 0) points = history.pop();
    draw();
  }
  undo.addEventListener('click', takeBack);
  clear.addEventListener('click', () => {
    begin();
    points = [];
    draw();
  });

  function placeOf(event) {
    const box = board.getBoundingClientRect();
    return {x: ((event.clientX - box.left) / box.width * 2 - 1) * kHalfWidth,
            y: (1 - (event.clientY - box.top) / box.height * 2) * kHalfHeight};
  }
  board.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    board.setPointerCapture(event.pointerId);
    cursor = null;
    begin();
    apply(placeOf(event));
    draw();
  });
  board.addEventListener('pointermove', (event) => {
    if (!last || !board.hasPointerCapture(event.pointerId)) return;
    for (const part of event.getCoalescedEvents?.() ?? [event]) {
      const at = placeOf(part);
      if (brush < 0 || distance(at, last) >= kSpacing) apply(at);
    }
    draw();
  });
  for (const type of ['pointerup', 'pointercancel']) board.addEventListener(type, () => { last = null; });

  board.addEventListener('keydown', (event) => {
    const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (!steps && !undoes && ![' ', 'Delete', 'Backspace'].includes(event.key)) return;
    event.preventDefault();
    if (undoes) return takeBack();
    cursor ??= {x: 0, y: 0};
    if (steps) {
      cursor = {x: Math.max(-kHalfWidth, Math.min(kHalfWidth, cursor.x + kStep * steps[0])),
                y: Math.max(-kHalfHeight, Math.min(kHalfHeight, cursor.y + kStep * steps[1]))};
    } else {
      const kept = brush;
      if (event.key !== ' ') brush = -1;
      begin();
      apply({...cursor});
      brush = kept;
      last = null;
    }
    draw();
  });

  // --- The picture -----------------------------------------------------------------------------------------------------------

  function draw() {
    const size = kClasses.map((_, kind) => points.filter((point) => point.kind === kind).length);
    const used = kClasses.flatMap((name, kind) => (size[kind] > 0 ? [`${name}: ${size[kind]}`] : []));
    counts.textContent = used.length === 0 ? t('No points yet. Choose a class and draw.') : t('Points: {counts}', {counts: used.join(', ')});
    undo.disabled = history.length === 0;
    clear.disabled = points.length === 0;
    go.disabled = used.length < 2;
    go.title = go.disabled ? t('Points of two classes or more are needed.') : '';
    const width = board.clientWidth, height = board.clientHeight;
    if (width === 0) return;
    const ratio = window.devicePixelRatio;
    board.width = Math.round(width * ratio);
    board.height = Math.round(height * ratio);
    const style = getComputedStyle(board);
    const context = board.getContext('2d');
    context.scale(board.width / (2 * kHalfWidth), -board.height / (2 * kHalfHeight));
    context.translate(kHalfWidth, -kHalfHeight);
    context.fillStyle = style.getPropertyValue('--groove');
    context.fillRect(-kHalfWidth, -0.005, 2 * kHalfWidth, 0.01);
    context.fillRect(-0.005, -kHalfHeight, 0.01, 2 * kHalfHeight);
    for (const {x, y, kind} of points) {
      context.save();
      context.translate(x, y);
      context.scale(1, -1);
      context.beginPath();
      kShapes[kind](context, 0.04);
      context.fillStyle = style.getPropertyValue(`--class-${kind}`);
      context.fill();
      context.restore();
    }
    if (!cursor) return;
    context.strokeStyle = style.getPropertyValue('--text');
    context.lineWidth = 0.015;
    context.strokeRect(cursor.x - 0.06, cursor.y - 0.06, 0.12, 0.12);
  }

  go.addEventListener('click', () => desk.act(async () => {
    const kinds = kClasses.map((_, kind) => kind).filter((kind) => points.some((point) => point.kind === kind));
    const rounded = (value) => Math.round(value * 100) / 100;  // few digits make a short link
    const {bytes} = await ask({do: 'draw', name: t('drawing'), classes: kinds.map((kind) => kClasses[kind]),
                               points: points.map(({x, y, kind}) => [rounded(x), rounded(y), kinds.indexOf(kind)])});
    await desk.train(bytes);
  }));

  choose(0);
  draw();
  const resized = new ResizeObserver(draw);
  resized.observe(board);
  const element = make('div', {className: 'drawing'},
    make('div', {className: 'tools', role: 'group', 'aria-label': t('What the pointer does')}, ...tools),
    board, counts, make('div', {className: 'buttons'}, go, undo, clear));
  return {element, shown: draw, closed: () => resized.disconnect()};
}
