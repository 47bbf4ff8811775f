// What the tabs of the drawing show, as tables of the accessible view: the verdict over several seeds, what decay takes,
// the landscape.

const {make} = await import(window.addressOf('elements.js'));
const {countText, t, tKey} = await import(window.addressOf('strings.js'));
const {button, choice, part, table} = await import(window.addressOf('accessible_controls.js'));
const {kMetrics, numberText, percentText, shortText} = await import(window.addressOf('accessible_text.js'));

// Every run against every earlier one, over the seeds.
export function makeVerdict(playground) {
  let chosen = 'test_loss';
  const metric = choice('verdict', t('Metric that is compared'), (value) => { chosen = value; });
  const pairs = table(t('Paired differences'));
  const element = part('verdict', t('Comparison over the seeds'),
    make('p', {}, t('Mean difference over the seeds \u00b1 half its 95 % interval (Student\u2019s t, paired).')),
    metric.element, pairs.element);
  function refresh(status, {comparisons = []}) {
    element.hidden = comparisons.length === 0;
    if (element.hidden) return;
    metric.refresh(chosen, kMetrics.map(({key, title}) => [key, t(title)]));
    const {text} = kMetrics.find((it) => it.key === chosen);
    const letter = (run) => (status.runs[run] ? status.runs[run].letter : String(run));
    pairs.show(t('{count} paired seeds', {count: comparisons[0].seeds}),
      [t('Runs'), t('Mean difference'), t('95 % interval'), t('Lower in'), t('Higher in'), t('Verdict')],
      comparisons.map((pair) => {
        const seen = pair[chosen];
        const shown = (value) => (value === null ? '\u2013' : text(value));
        return [t('{0} minus {1}', [letter(pair.run), letter(pair.reference)]), shown(seen.mean),
                t('{0} to {1}', seen.interval95.map(shown)), String(seen.lower), String(seen.higher), seen.verdict];
      }));
  }
  return {element, refresh};
}

const kWays = {
  decoupled: tKey('applied to the weights'),
  in_gradient: tKey('through the gradient'),
  unknown: tKey('cannot be split'),
};
const shown = (value, text) => (value === null || value === undefined ? '\u2013' : text(value));
const shareText = (value) => `${shortText(100 * value)} %`;

// What decay takes of the weights; measured only while this is open.
export function makeDecay(playground, act) {
  const runs = table(t('What decay takes, run by run'));
  const layers = table(t('Effective decay by layer'));
  const said = make('p', {}, t('After the first step every weight is drawn by how much of it decay took.'));
  const element = make('details', {}, make('summary', {}, t('Who gets decayed?')), said, runs.element, layers.element);
  element.addEventListener('toggle', () => {
    if (element.open) act(() => playground.setView({tab: 'decayed'}));
  });
  function refresh(status) {
    if (!element.open) return;
    const seen = playground.decayed().flatMap((figures, at) => (
      figures && status.runs[at] ? [{...figures, title: status.runs[at].title}] : []));
    if (seen.length === 0) return;
    runs.show(t('In the step to {step}', {step: countText(seen[0].step)}),
      [t('Run'), t('Decay'), t('Share of every weight'), t('Median share'), t('Averaging time in steps'),
       t('Slope of log share against log \u221av'), t('r of the logs, share > 0'),
       t('lowest v quarter / top, share > 0'), t('largest |w|')],
      seen.map((it) => [it.title, it.weight_decay > 0 ? t(kWays[it.decay]) : t('no decay'),
        shown(it.share, shareText), shown(it.median_share, shareText), shown(it.averaging_steps, shortText),
        shown(it.slope, shortText), shown(it.correlation, shortText), shown(it.quartile_ratio, shortText),
        shown(it.largest_weight, shortText)]));
    layers.show(t('Effective decay by layer'),
      [t('Run'), t('Layer'), t('Weights'), t('Share a step'), t('Decay\u2019s part of the step')],
      seen.flatMap((it) => it.layers.map((layer, at) => [it.title, countText(at + 1), countText(layer.weights),
        shown(layer.share, shareText), shown(layer.part_of_step, percentText)])));
  }
  return {element, refresh};
}

const kMostLines = 9;  // of a table of the landscape, across and down

// Evenly spread places of a list, both ends among them.
function spread(count) {
  const lines = Math.min(count, kMostLines);
  return Array.from({length: lines}, (_, at) => Math.round(at * (count - 1) / Math.max(1, lines - 1)));
}

// The loss around the runs' end points.
export function makeLandscape(playground, act) {
  const boxes = make('div', {className: 'choices', role: 'group', 'aria-label': t('Plane')});
  const said = make('p', {role: 'status'});
  const ends = table(t('Where the runs ended'));
  const losses = table(t('Test loss on the plane'));
  const wanted = () => [...boxes.querySelectorAll('input')].flatMap((box, at) => (box.checked ? [at] : []));
  const draw = button(t('Draw'), () => act(() => playground.drawLandscape(wanted())));
  const element = make('details', {}, make('summary', {}, t('Landscape')),
    make('p', {}, t('Through the end points of two or three runs, or along two random directions about the end point of one.')),
    boxes, make('div', {className: 'buttons'}, draw), said, ends.element, losses.element);

  function offer(status) {
    const letters = status.runs.map((run) => run.letter).join();
    if (boxes.dataset.letters === letters) return;
    boxes.dataset.letters = letters;
    boxes.replaceChildren(...status.runs.map((run, at) => make('label', {},
      make('input', {type: 'checkbox', checked: at < 2}), run.title)));
  }
  function refresh(status) {
    if (!element.open) return;
    offer(status);
    const seen = playground.landscape();
    const text = seen.state === 'none' ? '' : seen.message || (seen.state === 'training'
      ? t('The runs are trained again from the seeds, for the way they took.')
      : t('{0} of {1} points', [countText(seen.known), countText(seen.points)]));
    if (said.textContent !== text) said.textContent = text;
    if (seen.state !== 'done') return;
    const title = t('Test loss at step {step}; places are distances on the plane', {step: countText(seen.step)});
    ends.show(t('Where the runs ended'), [t('Run'), t('across'), t('up'), t('off the plane'), t('share of the path in the plane')],
      seen.ends.flatMap((end, at) => (end && status.runs[at] ? [[status.runs[at].title, numberText(end.x), numberText(end.y),
        numberText(end.off), shown(end.share, percentText)]] : [])));
    const columns = spread(seen.x.length);
    losses.show(title, [`${t('up')} / ${t('across')}`, ...columns.map((column) => numberText(seen.x[column]))],
      spread(seen.y.length).reverse().map((row) => [numberText(seen.y[row]),
        ...columns.map((column) => shown(seen.test_loss[row][column], shortText))]));
  }
  element.addEventListener('toggle', () => act(() => {}));
  return {element, refresh};
}
