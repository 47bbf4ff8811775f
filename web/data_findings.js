// Of the dialog "Your own data": the first rows of a file, and what the checks found.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {t, tKey} = await import(addressOf('strings.js'));

const kMostColumns = 30;  // that the preview shows
const kMostFindings = 30;
const kSeverities = {privacy: tKey('Privacy'), warning: tKey('Warning'), note: tKey('Note')};

// Cells are texts and stay texts: nothing in them is followed, computed or drawn as HTML.
export function makePreview({columns, preview}) {
  const shown = columns.slice(0, kMostColumns);
  const head = make('tr', {}, ...shown.map(({name, missing}) => make('th', {scope: 'col', className: missing > 0 ? 'gaps' : ''}, name)));
  const body = preview.map((cells) => make('tr', {}, ...cells.slice(0, kMostColumns).map((cell) => make('td', {}, cell))));
  const table = make('table', {id: 'data-preview'}, make('thead', {}, head), make('tbody', {}, ...body));
  return make('div', {className: 'preview', tabIndex: 0, role: 'region', 'aria-label': t('The first rows')}, table);
}

// Warnings of privacy first.
export function makeFindings(findings) {
  const order = Object.keys(kSeverities);
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const rows = sorted.slice(0, kMostFindings).map(({severity, kind, text, values}) =>
    make('li', {className: severity, 'data-kind': kind}, make('strong', {}, `${t(kSeverities[severity])}: `), t(text, values)));
  if (sorted.length > kMostFindings) rows.push(make('li', {}, t('and {count} more', {count: sorted.length - kMostFindings})));
  return make('ul', {id: 'data-findings', className: 'findings', 'aria-label': t('What to mind')}, ...rows);
}
