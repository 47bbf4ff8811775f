// Of the dialog "Your own data": a CSV file, by drop, choice or paste; what it holds, which columns to learn from, and
// what to mind before training.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {makeFindings, makePreview} = await import(addressOf('data_findings.js'));
const {countText, t, tKey} = await import(addressOf('strings.js'));
const {ask} = await import(addressOf('table_reader.js'));

const kSeparators = [[',', tKey('comma')], [';', tKey('semicolon')], ['\t', tKey('tab')]];

const field = (label, control, id) => {
  control.id = id;
  return make('div', {className: 'field'}, make('label', {htmlFor: id}, label), control);
};
const options = (entries, chosen) => entries.map(([value, text]) =>
  make('option', {value: String(value), selected: String(value) === String(chosen)}, text));

// A file, or a text that was pasted: {name, bytes}. Too large a file is not even read.
async function readBytes(file) {
  const {file_bytes: most} = await ask({do: 'limits'});
  if (file.size > most) {
    throw new Error(t('{name} has {size} MB; a CSV file may have {most} MB: take a part of its rows',
                      {name: file.name, size: countText(Math.round(file.size / 1e6)), most: most / 1e6}));
  }
  return new Uint8Array(await file.arrayBuffer());
}

export function makeFile(playground, desk) {
  let source = null;  // {name, bytes} of the file that is open
  let file = null;    // what the module says of it
  let made = null;    // the table of the present choice
  let asked = 0;      // answers to older questions are dropped

  const chooser = make('input', {type: 'file', id: 'data-chooser', accept: '.csv,.tsv,.txt,text/csv,text/plain', className: 'unseen', tabIndex: -1});
  const choose = make('button', {type: 'button', id: 'data-choose', className: 'primary', autofocus: true}, t('Choose a CSV file'));
  const place = make('div', {className: 'drop', id: 'data-drop'}, choose, chooser,
    make('span', {className: 'quiet'}, t('or drop it here, or paste rows below')));
  const pasted = make('textarea', {id: 'data-paste', rows: 3, spellcheck: false, placeholder: 'x1,x2,class\n0.4,1.2,A'});
  pasted.setAttribute('aria-label', t('Rows as text, one a line'));
  const take = make('button', {type: 'button', id: 'data-take'}, t('Read this text'));
  const details = make('div', {id: 'data-details', hidden: true});
  const go = make('button', {type: 'button', id: 'data-train', className: 'primary'}, t('Train on this'));
  const outcome = make('div', {id: 'data-outcome'});

  choose.addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => { if (chooser.files[0]) open(chooser.files[0]); });
  take.addEventListener('click', () => open(new File([pasted.value], t('pasted'))));
  for (const type of ['dragenter', 'dragover']) {
    place.addEventListener(type, (event) => { event.preventDefault(); place.classList.add('over'); });
  }
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    place.classList.remove('over');
    const [dropped] = event.dataTransfer.files;
    const text = event.dataTransfer.getData('text/plain');
    if (dropped) open(dropped);
    else if (text) open(new File([text], t('pasted')));
  });
  go.addEventListener('click', () => desk.act(() => desk.train(made.bytes, {
    axes: axes().map((column) => features().indexOf(column)), test_part: testPart(), seed: seed(),
  })));

  // --- What was chosen ---------------------------------------------------------------------------------------------------

  const part = (id) => details.querySelector(`#data-${id}`);
  const target = () => Number(part('target').value);
  const targetKind = () => part('kind').value;
  const features = () => [...details.querySelectorAll('[name=feature]:checked')].map((it) => Number(it.value));
  const axes = () => ['axis1', 'axis2'].map((id) => Number(part(id).value));
  const testPart = () => Number(part('test').value) / 100;
  const seed = () => Number(part('seed').value);

  async function open(chosen, how = {}) {
    await desk.act(async () => {
      desk.say(t('Reading {name} …', {name: chosen.name}));
      try {
        const bytes = chosen.content ?? await readBytes(chosen);
        const number = ++asked;
        const answer = await ask({do: 'open', ...how}, bytes);
        if (number !== asked) return;
        source = {name: chosen.name.replace(/\.[^.]*$/, '').slice(0, 100) || 'data', bytes};
        file = answer;
        showFile();
      } finally {
        desk.say('');
      }
      await remake();
    });
  }

  function showFile() {
    const {columns, suggested} = file;
    const numbers = columns.map((column, i) => ({...column, i})).filter(({kind}) => kind === 'number');
    const separator = make('select', {}, ...options(kSeparators.map(([sign, name]) => [sign, t(name)]), file.separator));
    const header = make('select', {}, ...options([[true, t('yes')], [false, t('no')]], file.header));
    const again = () => open({name: source.name, content: source.bytes},
      {separator: separator.value, header: header.value === 'true'});
    separator.addEventListener('change', again);
    header.addEventListener('change', again);
    const learnt = make('select', {}, ...options(columns.map(({name}, i) => [i, name]), suggested.target));
    const kind = make('select', {}, ...options([['classes', t('classes to tell apart')], ['number', t('a number to predict')]], suggested.target_kind));
    const boxes = numbers.map(({name, i, minimum, maximum}) => {
      const box = make('input', {type: 'checkbox', name: 'feature', value: String(i), checked: suggested.features.includes(i)});
      return make('label', {title: `${minimum} … ${maximum}`}, box, name);
    });
    const first = make('select', {}), second = make('select', {});
    const test = make('input', {type: 'number', min: 5, max: 95, step: 5, value: '30'});
    const number = make('input', {type: 'number', min: 0, step: 1, value: String(playground.getConfig().data.seed)});
    const drop = make('input', {type: 'checkbox', id: 'data-duplicates'});
    details.replaceChildren(
      make('p', {id: 'data-summary'}, t('{name}: {rows} rows, {columns} columns',
        {name: source.name, rows: countText(file.rows), columns: countText(columns.length)})),
      make('div', {className: 'fields'},
        field(t('Separator'), separator, 'data-separator'), field(t('First line names the columns'), header, 'data-header')),
      makePreview(file),
      make('div', {className: 'fields'}, field(t('Learn'), learnt, 'data-target'), field(t('as'), kind, 'data-kind')),
      make('fieldset', {className: 'choices'}, make('legend', {}, t('from these columns, two to sixteen')), ...boxes),
      make('div', {className: 'fields'},
        field(t('Across in pictures'), first, 'data-axis1'), field(t('Up in pictures'), second, 'data-axis2'),
        field(t('Test part, %'), test, 'data-test'), field(t('Seed of the split'), number, 'data-seed')),
      make('label', {className: 'check'}, drop, t('Leave out duplicates: of equal rows only one stays')),
      outcome, make('div', {className: 'buttons'}, go));
    details.hidden = false;
    details.onchange = (event) => {
      if (event.target === separator || event.target === header) return;
      if (event.target === learnt) suggestKind(kind);
      if (event.target !== first && event.target !== second) remake();
    };
  }

  // A column of many different numbers has no classes.
  function suggestKind(kind) {
    const column = file.columns[target()];
    kind.value = column.kind === 'number' && column.distinct > 10 ? 'number' : 'classes';
    for (const box of details.querySelectorAll('[name=feature]')) {
      if (Number(box.value) === target()) box.checked = false;
    }
  }

  function showAxes() {
    const chosen = features();
    const entries = chosen.map((i) => [i, file.columns[i].name]);
    const [first, second] = ['axis1', 'axis2'].map(part);
    const before = [first.value, second.value];
    [first, second].forEach((select, at) => {
      const kept = chosen.includes(Number(before[at])) && before[at] !== '';
      select.replaceChildren(...options(entries, kept ? before[at] : chosen[at]));
    });
  }

  // The table of the present choice, with what the checks say of it; or why there is none.
  async function remake() {
    const number = ++asked;
    showAxes();
    const request = {do: 'make', name: source.name, features: features(), target: target(), target_kind: targetKind(),
                     drop_duplicates: part('duplicates').checked, split: {seed: seed(), test_part: testPart()}};
    try {
      const answer = await ask(request);
      if (number !== asked) return;
      made = answer;
      go.disabled = false;
      const used = [answer.table.target, ...answer.table.features];
      const ofFile = file.findings.filter(({kind, column}) => kind !== 'constant' || !used.includes(column));
      outcome.replaceChildren(makeOutcome(answer), makeFindings([...answer.findings, ...ofFile]));
    } catch (error) {
      if (number !== asked) return;
      made = null;
      go.disabled = true;
      outcome.replaceChildren(make('p', {className: 'error', role: 'alert'}, error.message), makeFindings(file.findings));
    }
  }

  function makeOutcome({table, missing_rows: gaps, duplicate_rows: duplicates}) {
    const left = [[gaps, tKey('{count} with a missing value')], [duplicates, tKey('{count} duplicates')]]
        .filter(([count]) => count > 0).map(([count, text]) => t(text, {count: countText(count)}));
    const rows = t('{rows} rows, {features} features, learning {target}',
      {rows: countText(table.rows), features: table.features.length, target: table.target});
    const classes = table.classes.length > 0 ? t('; classes: {names}', {names: table.classes.join(', ')}) : '';
    const dropped = left.length > 0 ? t('; left out: {what}', {what: left.join(', ')}) : '';
    const said = make('p', {id: 'data-made'}, `${rows}${classes}${dropped}.`);
    const missing = playground.status().missing_table;
    if (missing && missing !== table.hash) {
      said.append(' ', make('span', {className: 'error'}, t('These are not the data {hash} that the experiment needs.', {hash: missing})));
    }
    return said;
  }

  const element = make('div', {}, place, make('div', {className: 'paste'}, pasted, take), details);
  return {element, open};
}
