// Of the Share panel: the experiment as files, at the step shown.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {copyText, saveFile} = await import(addressOf('hand_over.js'));
const {t, tKey} = await import(addressOf('strings.js'));

const kFiles = [
  {format: 'csv', title: tKey('Curves'), about: tKey('CSV: every recorded step of every run, for a spreadsheet')},
  {format: 'svg', title: tKey('Curves as SVG'), about: tKey('SVG: the curves as a drawing, for slides')},
  {format: 'sweep.svg', title: tKey('Maps as SVG'), about: tKey('SVG: the maps of the sweep, once it has run')},
  {format: 'png', title: tKey('Picture'), about: tKey('PNG of the whole screen or one plot, at twice its size')},
  {format: 'json', title: tKey('Everything'), about: tKey('JSON: the experiment and the results')},
  {format: 'safetensors', title: tKey('Weights'), about: tKey('safetensors: as PyTorch\'s load_state_dict takes them')},
  {format: 'pytorch', title: tKey('PyTorch script'), about: tKey('Python: trains the same runs and prints the distance')},
];

// What stands around the inside of a plot: its title, the texts of its axes, its badges.
const kAround = {left: 48, top: 32, right: 44, bottom: 48};
const kPlotNames = {'plot.loss': tKey('Loss'), 'plot.accuracy': tKey('Accuracy'), 'plot.weight_norm': tKey('Weight norm')};

// Which part of the screen the picture is of.
function makePartChoice(playground) {
  const images = playground.widgets().filter((it) => it.role === 'image' && it.visible && it.rect.width > 0);
  const element = make('select', {id: 'share-part', 'aria-label': t('Part of the screen')},
    make('option', {value: ''}, t('Whole screen')),
    ...images.map(({id, label}) => make('option', {value: id}, kPlotNames[id] ? t(kPlotNames[id]) : label)));
  function rect() {
    const image = images.find(({id}) => id === element.value);
    if (!image) return undefined;
    const {x, y, width, height} = image.rect;
    if (!image.id.startsWith('plot.')) return image.rect;
    const left = Math.max(0, x - kAround.left);
    const top = Math.max(0, y - kAround.top);
    const right = Math.min(innerWidth, x + width + kAround.right);
    const bottom = Math.min(innerHeight, y + height + kAround.bottom);
    return {x: left, y: top, width: right - left, height: bottom - top};
  }
  return {element, rect};
}

// The report with the rows of the table in its experiment, as a program reads them (docs/own-data.md).
function withRows(file, rows) {
  const report = JSON.parse(file.text);
  report.config.rows = rows;
  return {...file, text: `${JSON.stringify(report, null, 2)}\n`};
}

export function makeFiles(playground, say, ownRows) {
  // One at a time: an export trains the runs anew.
  const buttons = [];
  async function whileBusy(work) {
    for (const button of buttons) button.disabled = true;
    try {
      await work();
    } catch (error) {
      say(error.message);
    }
    for (const button of buttons) button.disabled = false;
  }
  function button(text, properties, work) {
    const made = make('button', {type: 'button', ...properties}, text);
    made.addEventListener('click', () => whileBusy(work));
    buttons.push(made);
    return made;
  }
  const part = makePartChoice(playground);
  const rows = kFiles.map(({format, title, about}) => {
    const id = `share-${format.replace('.', '-')}`;
    const save = button(t(title), {id, 'aria-describedby': `${id}-about`}, async () => {
      say(t('Preparing the file …'));
      const file = await playground.export(format, format === 'png' ? part.rect() : undefined);
      saveFile(format === 'json' && ownRows.text !== '' ? withRows(file, ownRows.text) : file);
      say(t('{file} was handed to the browser.', {file: file.name}));
    });
    const words = make('span', {id: `${id}-about`, className: 'quiet'}, t(about));
    return [save, format === 'png' ? make('span', {className: 'part'}, words, part.element) : words];
  });
  const script = make('textarea', {className: 'unseen', readOnly: true, tabIndex: -1, 'aria-hidden': 'true'});
  const copyScript = button(t('Copy as PyTorch'), {id: 'share-copy-pytorch', 'aria-describedby': 'share-copy-pytorch-about'}, async () => {
    script.value = (await playground.export('pytorch')).text;
    const copied = await copyText(script.value, script);
    say(copied ? t('The script is on the clipboard.') : t('The script is selected; copy it with the keyboard.'));
  });
  rows.push([copyScript, make('span', {id: 'share-copy-pytorch-about', className: 'quiet'}, t('The same script to the clipboard'))]);
  return make('section', {},
    make('h2', {}, t('Take with you')),
    make('div', {className: 'files'}, ...rows.flat()), script);
}
