// The sweep in the accessible view: what is varied, start and progress, the best cells, and every map as a table.

const {make} = await import(window.addressOf('elements.js'));
const {countText, t, tKey} = await import(window.addressOf('strings.js'));
const {button, choice, part, table} = await import(window.addressOf('accessible_controls.js'));
const {kMetrics, shortText} = await import(window.addressOf('accessible_text.js'));

// As src/ui/sweep_controls.cpp offers them.
const kPlanes = [
  {title: tKey('Learning rate \u00d7 decay'), x: 'learning_rate', y: 'weight_decay'},
  {title: tKey('Loss scale \u00d7 decay'), x: 'training.loss_scale', y: 'weight_decay'},
  {title: tKey('Noise \u00d7 decay'), x: 'data.noise', y: 'weight_decay'},
  {title: tKey('Train points \u00d7 decay'), x: 'data.train_size', y: 'weight_decay'},
];
const kGrids = [3, 5, 9, 13];
const kSeeds = [1, 2, 4, 8, 16];
const kSteps = [0, 200, 500, 1000, 2000];  // 0: as many as the race

const mean = (values) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
};

export function makeSweep(playground, act) {
  const wanted = {plane: '0', count: '5', metric: 'test_loss', seeds: '1', steps: '0'};
  const choices = {
    plane: choice('sweep.plane', t('The plane of the maps'), (value) => { wanted.plane = value; }),
    metric: choice('sweep.metric', t('What the maps show'), (value) => { wanted.metric = value; show(); }),
    count: choice('sweep.grid', t('Columns and rows of the maps'), (value) => { wanted.count = value; }),
    seeds: choice('sweep.seeds', t('Seeds of each cell'), (value) => { wanted.seeds = value; }),
    steps: choice('sweep.steps', t('Steps of each cell'), (value) => { wanted.steps = value; }),
  };
  const said = make('p', {role: 'status'});
  const refused = make('p', {className: 'error', role: 'alert', hidden: true});
  const bar = make('progress', {max: 1, value: 0, 'aria-label': t('Progress of the sweep')});
  const start = button(t('Run sweep'), run);
  const cancel = button(t('Cancel'), () => act(() => playground.cancelSweep()));
  const best = table(t('Best cell of each map'));
  const maps = make('div');
  const element = part('sweep', t('Sweep'),
    make('div', {className: 'fields'}, ...Object.values(choices).map((it) => it.element)),
    make('div', {className: 'buttons'}, start, cancel), refused,
    make('div', {className: 'progress'}, said, bar), best.element, maps);
  let report = null;
  let runs = [];
  cancel.disabled = true;

  async function run() {
    const plane = kPlanes[Number(wanted.plane)];
    const axis = (parameter) => ({parameter, count: Number(wanted.count)});
    start.disabled = true;
    cancel.disabled = false;
    refused.hidden = true;
    try {
      report = await playground.sweep({x: axis(plane.x), y: axis(plane.y), metric: wanted.metric,
                                       seeds: Number(wanted.seeds), steps: Number(wanted.steps)});
      show();
    } catch (error) {
      refused.textContent = error.message;
      refused.hidden = false;
    }
    start.disabled = false;
    cancel.disabled = true;
  }

  // At most every tenth part is said.
  let told = -1;
  playground.addEventListener('sweep', ({detail}) => {
    bar.value = detail.finished / Math.max(1, detail.cells);
    const tenth = Math.floor(10 * bar.value);
    if (tenth === told && detail.state === 'running') return;
    told = tenth;
    said.textContent = t('{0} of {1} cells', [countText(detail.finished), countText(detail.cells)]);
  });

  function show() {
    if (!report) return;
    const metric = kMetrics.find((it) => it.key === wanted.metric);
    const valueOf = (cell) => mean(cell[metric.key]);
    const text = (cell) => {
      if (!cell) return t('to come');
      if (cell.diverged) return t('diverged');
      return valueOf(cell) === null ? '\u2013' : metric.text(valueOf(cell));
    };
    const titleOf = (map) => (runs[map.run] ? runs[map.run].title : map.optimizer);
    const better = (a, b) => (metric.higher ? valueOf(a) > valueOf(b) : valueOf(a) < valueOf(b));
    const bestOf = (map) => map.cells.filter((cell) => !cell.diverged && valueOf(cell) !== null)
        .reduce((found, cell) => (!found || better(cell, found) ? cell : found), null);
    best.show(t('Best cell of each map'), [t('Map'), report.x, report.y, t(metric.title)], report.maps.map((map) => {
      const cell = bestOf(map);
      return [titleOf(map), ...(cell ? [shortText(cell[report.x]), shortText(cell[report.y]), text(cell)] : ['\u2013', '\u2013', '\u2013'])];
    }));
    maps.replaceChildren(...report.maps.map((map, at) => {
      const cells = new Map(map.cells.map((cell) => [`${cell.column} ${cell.row}`, cell]));
      const one = table(t('Map of {0}', [titleOf(map)]));
      one.show(t('Map of {map}: {metric}; {x} across, {y} down',
                 {map: titleOf(map), metric: t(metric.title), x: report.x, y: report.y}),
        [report.y, ...map.x.map(shortText)],
        map.y.map((value, row) => [shortText(value), ...map.x.map((_, column) => text(cells.get(`${column} ${row}`)))]));
      const cell = bestOf(map);
      const open = button(t('Open the best cell as a run'), () => act(() => playground.openCell(at, cell.column, cell.row)));
      open.disabled = cell === null;
      return make('details', {}, make('summary', {}, t('Map of {0}', [titleOf(map)])), one.element,
                  make('div', {className: 'buttons'}, open));
    }));
  }

  function refresh(status) {
    runs = status.runs;
    choices.plane.refresh(wanted.plane, kPlanes.map((plane, at) => [String(at), t(plane.title)]));
    choices.metric.refresh(wanted.metric, kMetrics.map(({key, title}) => [key, t(title)]));
    choices.count.refresh(wanted.count, kGrids.map((count) => [String(count), `${count} \u00d7 ${count}`]));
    choices.seeds.refresh(wanted.seeds, kSeeds.map((count) => [String(count), String(count)]));
    choices.steps.refresh(wanted.steps, kSteps.map((count) => [
      String(count), count === 0 ? t('As the race: {0} steps', [countText(status.steps)]) : t('{0} steps a cell', [countText(count)])]));
  }
  return {element, refresh};
}
