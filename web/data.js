// "Your own data": the dialog with its three pages. A CSV file, points that are drawn, and the test rows that a run
// gets wrong.
//   The canvas asks for it by the event "part"; parts.js calls openPart(playground, {file, missing, reason}).

const {addressOf} = window;
const {loadStyle, make, openDialog} = await import(addressOf('elements.js'));
const {makeDrawing} = await import(addressOf('data_draw.js'));
const {makeFile} = await import(addressOf('data_file.js'));
const {makeMistakes} = await import(addressOf('data_mistakes.js'));
const {t, tKey} = await import(addressOf('strings.js'));

const kPages = [
  {id: 'file', title: tKey('File'), make: makeFile},
  {id: 'draw', title: tKey('Draw'), make: makeDrawing},
  {id: 'mistakes', title: tKey('Mistakes'), make: makeMistakes},
];

// Trains on a table from step 0: all of its rows, and labels as they are. An experiment that waited for it goes on as it
// is.
async function train(playground, bytes, settings = {}) {
  const missing = playground.status().missing_table;
  const table = await playground.addTable(bytes);
  if (table.hash === missing) return table;
  const config = playground.getConfig();
  const most = (path) => playground.parameters().find((it) => it.path === path).maximum;
  playground.setConfig({
    ...config,
    data: {...config.data, dataset: 'table', table: table.hash, axes: [0, 1], label_noise: 0,
           train_size: most('data.train_size'), test_size: most('data.test_size'), ...settings},
    events: [],
  });
  return table;
}

// The tabs and their pages, by the pattern of the ARIA Authoring Practices: arrows go from tab to tab.
function makeTabs(pages) {
  const tabs = kPages.map(({id, title}) => make('button', {
    type: 'button', role: 'tab', id: `data-tab-${id}`, 'aria-controls': `data-${id}`,
  }, t(title)));
  const panels = kPages.map(({id}, i) => make('div', {
    role: 'tabpanel', id: `data-${id}`, 'aria-labelledby': `data-tab-${id}`,
  }, pages[i].element));
  const list = make('div', {role: 'tablist', className: 'tabs', 'aria-label': t('Your own data')}, ...tabs);
  function show(shown, focus = false) {
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === shown));
      tab.tabIndex = i === shown ? 0 : -1;
      panels[i].hidden = i !== shown;
    });
    if (focus) tabs[shown].focus();
    pages[shown].shown?.();
  }
  tabs.forEach((tab, i) => tab.addEventListener('click', () => show(i)));
  list.addEventListener('keydown', ({key}) => {
    const by = {ArrowRight: 1, ArrowLeft: -1}[key];
    const now = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
    if (by) show((now + by + tabs.length) % tabs.length, true);
  });
  return {elements: [list, ...panels], show};
}

// The tables kept in this browser, each to be trained on again or forgotten.
function makeShelf(playground, desk) {
  const list = make('ul', {className: 'shelf'});
  const element = make('section', {hidden: true}, make('h2', {}, t('Kept in this browser')), list);
  async function refresh() {
    const tables = (await playground.keptTables()).filter(({name}) => name !== 'digits');
    const inUse = playground.getConfig().data;
    element.hidden = tables.length === 0;
    list.replaceChildren(...tables.map(({hash, name, rows, features}) => {
      const used = inUse.dataset === 'table' && inUse.table === hash;
      const open = make('button', {type: 'button', disabled: used}, used ? t('In use') : t('Train on it'));
      open.addEventListener('click', () => desk.act(async () => {
        const config = playground.getConfig();
        playground.setConfig({...config, data: {...config.data, dataset: 'table', table: hash, axes: [0, 1]}});
        desk.close();
      }));
      const forget = make('button', {type: 'button', disabled: used, 'aria-label': t('Forget {name}', {name})}, t('Forget'));
      forget.addEventListener('click', () => desk.act(async () => {
        await playground.forgetTable(hash);
        await refresh();
      }));
      const about = t('{rows} rows, {features} features', {rows, features: features.length});
      return make('li', {}, make('span', {className: 'name'}, name), make('span', {className: 'quiet'}, about), open, forget);
    }));
  }
  return {element, refresh};
}

export async function openPart(playground, {file = null, missing = '', reason = ''} = {}) {
  await loadStyle('data.css');
  const status = make('p', {id: 'data-status', className: 'status', role: 'status'});
  const refused = make('p', {id: 'data-error', className: 'error', role: 'alert', hidden: true});
  const refuse = (text) => {
    refused.textContent = text;
    refused.hidden = text === '';
  };
  // What the pages share. `act` runs something that may be refused; what was there before stays.
  const desk = {
    say: (text) => { status.textContent = text; },
    refuse,
    act: async (work) => {
      try {
        refuse('');
        await work();
      } catch (error) {
        refuse(error.message);
      }
    },
    train: async (bytes, settings) => {
      const table = await train(playground, bytes, settings);
      dialog.close();
      return table;
    },
    close: () => dialog.close(),
  };
  const shelf = makeShelf(playground, desk);
  const pages = kPages.map((page) => page.make(playground, desk));
  const tabs = makeTabs(pages);
  const needs = make('p', {id: 'data-missing', className: 'error', hidden: missing === ''},
    t('This experiment needs the data {hash}, which are not on this machine: open the file that they were made from to go on. ' +
      'The experiment is kept.', {hash: missing}), reason === '' ? '' : ` (${reason})`);
  const promise = make('p', {className: 'quiet'}, t('Data stay on this machine. Nothing is sent anywhere.'));
  const dialog = await openDialog('data', t('Your own data'),
    [needs, promise, ...tabs.elements, refused, shelf.element, status], {closed: () => pages.forEach((page) => page.closed?.())});
  const {dataset} = playground.getConfig().data;
  tabs.show(!missing && !file && dataset === 'digits' ? 2 : 0);
  await shelf.refresh();
  if (file) await pages[0].open(file);
}
