// Small parts that the sections of the accessible view are made of: sections, choices, tables.

const {make} = await import(window.addressOf('elements.js'));

// A section of the page. `name` is its address, which does not change with the language.
export function part(name, title, ...children) {
  const id = `part-${name}`;
  return make('section', {'aria-labelledby': id}, make('h2', {id}, title), ...children);
}

export function button(text, onclick) {
  return make('button', {type: 'button', onclick}, text);
}

// A choice from [value, text] pairs; `choose(value)` hears of it. refresh(value, pairs) shows what holds.
export function choice(name, title, choose) {
  const element = make('select', {id: `choice.${name}`, onchange: () => choose(element.value)});
  let shown = '';
  function refresh(value, pairs) {
    const text = JSON.stringify(pairs);
    if (text !== shown) {
      shown = text;
      element.replaceChildren(...pairs.map(([key, label]) => make('option', {value: key}, label)));
    }
    if (document.activeElement !== element) element.value = value;
  }
  const field = make('div', {className: 'field'}, make('label', {htmlFor: element.id}, title), element);
  return {element: field, read: () => element.value, refresh};
}

// A table that scrolls sideways where it must: show(caption, [head...], [[row...]...]); the first cell of a row names it.
export function table(label) {
  const caption = make('caption');
  const head = make('tr');
  const body = make('tbody');
  const element = make('div', {className: 'wide', role: 'region', tabIndex: 0, 'aria-label': label, hidden: true},
                       make('table', {}, caption, make('thead', {}, head), body));
  let shown = '';
  function show(title, columns, rows) {
    const text = JSON.stringify([title, columns, rows]);
    if (text === shown) return;  // a screen reader's place in it stays
    shown = text;
    element.hidden = false;
    caption.textContent = title;
    head.replaceChildren(...columns.map((column) => make('th', {scope: 'col'}, column)));
    body.replaceChildren(...rows.map(([name, ...cells]) => make('tr', {},
      make('th', {scope: 'row'}, name), ...cells.map((cell) => make('td', {}, cell)))));
  }
  function hide() {
    element.hidden = true;
    shown = '';
  }
  return {element, show, hide};
}
