// Of the dialog "Your own data": the test rows that a run gets wrong, with the class and what the run takes it for. Of
// the digits as images, the surest mistakes first.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {countText, t} = await import(addressOf('strings.js'));
const {ask} = await import(addressOf('table_reader.js'));

const kMost = 96;  // that are shown
const kSide = 8;
const kLevels = 15;

function drawDigit(values, name) {
  const picture = make('canvas', {width: kSide, height: kSide, role: 'img', 'aria-label': name});
  const context = picture.getContext('2d');
  const image = context.createImageData(kSide, kSide);
  values.forEach((value, i) => {
    const level = Math.round(255 * value / kLevels);
    image.data.set([level, level, level, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return picture;
}

export function makeMistakes(playground, desk) {
  let asked = 0;
  const run = make('select', {id: 'data-run'});
  const found = make('p', {id: 'data-found', role: 'status'});
  const list = make('ul', {id: 'data-wrong', className: 'wrong'});
  const digits = make('button', {type: 'button', id: 'data-digits'}, t('Train on the digits'));
  const offer = make('p', {}, t('Ten handwritten digits, 8 x 8 pixels: 500 images to train, 2,000 to test.'), ' ', digits);
  const again = make('button', {type: 'button', id: 'data-again'}, t('Look again'));

  digits.addEventListener('click', () => desk.act(async () => {
    const config = playground.getConfig();
    playground.setConfig({...config, data: {...config.data, dataset: 'digits', train_size: 500, test_size: 2000, label_noise: 0},
                          events: []});
    desk.close();
  }));
  run.addEventListener('change', () => look());
  again.addEventListener('click', () => look());

  function refreshRuns() {
    const chosen = run.value || '0';
    run.replaceChildren(...playground.status().runs.map(({letter, name}, i) =>
      make('option', {value: String(i), selected: String(i) === chosen}, `${letter} ${name}`)));
  }

  function makeItem(values, [row, truth, said, sure], classes, isDigits) {
    const text = t('{truth} taken for {said}', {truth: classes[truth], said: classes[said]});
    const percent = sure === null ? '' : `${Math.round(100 * sure)} %`;
    const shown = isDigits ? drawDigit(values, text) : make('span', {className: 'quiet'}, t('row {row}', {row: row + 1}));
    return make('li', {title: text}, shown, make('span', {}, `${classes[truth]} → ${classes[said]}`),
      make('span', {className: 'quiet'}, percent));
  }

  async function look() {
    const number = ++asked;
    const {dataset, table} = playground.getConfig().data;
    const tables = playground.tables();
    const shown = dataset === 'digits' ? tables.find(({name, features}) => name === 'digits' && features.length === kSide * kSide)
      : dataset === 'table' ? tables.find(({hash}) => hash === table) : null;
    offer.hidden = dataset === 'digits';
    const classes = shown && shown.classes.length > 0;
    run.parentElement.hidden = list.hidden = again.hidden = !classes;
    found.textContent = classes ? t('Looking …') : '';
    if (!classes) return;
    refreshRuns();
    try {
      const answer = await playground.predictions(Number(run.value));
      const wrong = answer.rows.filter(([, truth, said]) => truth !== said).sort((a, b) => b[3] - a[3]);
      const some = wrong.slice(0, kMost);
      const bytes = await playground.tableBytes(shown.hash);
      const {values} = await ask({do: 'describe', rows: some.map(([row]) => row)}, bytes);
      if (number !== asked) return;
      list.replaceChildren(...some.map((entry, i) => makeItem(values[i], entry, answer.classes, dataset === 'digits')));
      found.textContent = t('At step {step} the run gets {wrong} of {all} test rows wrong ({percent} %).',
        {step: countText(answer.step), wrong: countText(wrong.length), all: countText(answer.rows.length),
         percent: (100 * wrong.length / answer.rows.length).toFixed(1)}) +
        (wrong.length > some.length ? ` ${t('The surest {count} of them:', {count: some.length})}` : '');
    } catch (error) {
      if (number === asked) found.textContent = error.message;
    }
  }

  const element = make('div', {}, offer,
    make('div', {className: 'fields'}, make('div', {className: 'field'}, make('label', {htmlFor: run.id}, t('Run')), run, again)),
    found, list);
  return {element, shown: look};
}
