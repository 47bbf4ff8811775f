// What the HTML parts around the canvas are made of: elements, style sheets, dialogs.
//   const dialog = await openDialog('share', t('Share'), [make('p', {}, link)]);

const {addressOf} = window;
const {t} = await import(addressOf('strings.js'));

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const styles = new Map();  // file name -> promise of its style sheet

export function loadStyle(name) {
  if (!styles.has(name)) {
    styles.set(name, new Promise((resolve, reject) => {
      const onerror = () => reject(new Error(`${name} did not arrive`));
      document.head.append(make('link', {rel: 'stylesheet', href: addressOf(name), onload: resolve, onerror}));
    }));
  }
  return styles.get(name);
}

// A modal dialog over the canvas with a title and a button that closes it; Escape and a click beside it do too. It is
// removed when it closes, and the focus returns.
export async function openDialog(id, title, content, {closed = () => {}} = {}) {
  await loadStyle('dialog.css');
  document.getElementById(id)?.remove();
  const heading = make('h1', {id: `${id}-title`}, title);
  const close = make('button', {type: 'button', className: 'close', 'aria-label': t('Close')}, '\u00d7');
  const dialog = make('dialog', {id, className: 'dialog', 'aria-labelledby': heading.id},
    make('header', {}, heading, close), make('div', {className: 'content'}, ...content));
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target !== dialog) return;
    const {left, right, top, bottom} = dialog.getBoundingClientRect();
    const {clientX: x, clientY: y} = event;
    if (x < left || x > right || y < top || y > bottom) dialog.close();
  });
  // The canvas listens for keys on the window: a dialog keeps its own.
  for (const type of ['keydown', 'keyup', 'keypress', 'wheel']) {
    dialog.addEventListener(type, (event) => event.stopPropagation());
  }
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
