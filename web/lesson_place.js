// Where a lesson lies: over the right column of the canvas, beside or below the canvas on a phone; and the outline
// around the place that a step is about. Both follow the canvas, whatever moves it.

const {make} = await import(window.addressOf('elements.js'));

const kPhoneBelow = 900;  // as src/ui/layout.hpp
const kMilliseconds = 100;  // between two looks
const kMargin = 4;  // around the place

export function dock(playground, element) {
  const canvas = document.getElementById('canvas');
  const outline = make('div', {id: 'lesson-look', hidden: true, 'aria-hidden': 'true'});
  document.body.append(outline);
  playground.dock(true);
  let place = '';

  const rectOf = (id) => {
    const [found] = playground.widgets(id);
    return found?.visible ? found.rect : null;
  };

  function put(target, rect, margin = 0) {
    const sides = {left: rect.x - margin, top: rect.y - margin, width: rect.width + 2 * margin, height: rect.height + 2 * margin};
    for (const [side, value] of Object.entries(sides)) setStyle(target, side, `${Math.round(value)}px`);
  }

  function putLesson() {
    const phone = innerWidth < kPhoneBelow;
    const beside = phone && innerWidth > innerHeight;
    element.classList.toggle('below', phone && !beside);
    element.classList.toggle('beside', beside);
    const column = phone ? null : rectOf('column.right');
    if (column) {
      put(element, column);
    } else {
      for (const side of ['left', 'top', 'width', 'height']) setStyle(element, side, '');
    }
    const box = element.getBoundingClientRect();
    // On a phone the canvas keeps the rest of the screen for itself.
    setStyle(canvas, 'height', phone && !beside ? `${Math.round(box.top)}px` : '');
    setStyle(canvas, 'width', beside ? `${Math.round(box.left)}px` : '');
    const root = document.documentElement;
    setStyle(root, '--lesson-right', phone && !beside ? '0px' : `${Math.round(innerWidth - box.left)}px`);
    setStyle(root, '--lesson-bottom', phone && !beside ? `${Math.round(box.height)}px` : '0px');
  }

  function putOutline() {
    const inert = document.getElementById('drawing').inert;  // the accessible view lies over it
    const covered = rectOf('popup') || rectOf('help.dialog');
    const rect = place && !inert && !covered ? rectOf(place) : null;
    outline.hidden = !rect;
    if (rect) put(outline, rect, kMargin);
  }

  function follow() {
    putLesson();
    putOutline();
  }
  const timer = setInterval(follow, kMilliseconds);
  addEventListener('resize', follow);
  follow();

  return {
    point(id) {
      place = id ?? '';
      putOutline();
    },
    follow,
    close() {
      clearInterval(timer);
      removeEventListener('resize', follow);
      outline.remove();
      canvas.style.height = canvas.style.width = '';
      for (const name of ['--lesson-right', '--lesson-bottom']) document.documentElement.style.removeProperty(name);
      playground.dock(false);
    },
  };
}

function setStyle(element, name, value) {
  if (name.startsWith('--')) element.style.setProperty(name, value);
  else if (element.style[name] !== value) element.style[name] = value;
}

// The same place in the accessible view, when that is open: the field, or the section with the same figures as a table.
const kSections = [[/^(card|plot)\./, 'race'], [/^decayed\./, 'figures'], [/^sweep\./, 'sweep'], [/^landscape\./, 'figures'],
                   [/^panel\./, '']];

export function showInForm(place) {
  const form = document.getElementById('accessible');
  if (!form || form.hidden) return;
  const [, section] = kSections.find(([pattern]) => pattern.test(place)) ?? [];
  const name = section === '' ? place.split('.')[1] : section;
  const field = `field.${place.replace(/^run\.(\d+)/, 'runs[$1]')}`;
  const target = document.getElementById(section === undefined ? field : `part-${name}`);
  if (!target) return;
  const folded = target.closest('details');
  if (folded) folded.open = true;
  if (section !== undefined) target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({block: 'start'});
}
