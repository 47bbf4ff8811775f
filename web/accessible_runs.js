// The runs in the accessible view: a table of their figures, and for each run its fields and buttons.

const {countText, figureText, kFigures, make, stateText} = await import(window.addressOf('accessible_text.js'));
const {makeField} = await import(window.addressOf('accessible_form.js'));

export function makeRunsTable() {
  const caption = make('caption');
  const head = make('tr', {}, ...['Run', 'Step', ...kFigures.map((it) => it.title), 'State'].map(
    (title) => make('th', {scope: 'col'}, title)));
  const body = make('tbody');
  const element = make('div', {className: 'wide', role: 'region', tabIndex: 0, 'aria-label': 'Results of the runs'},
                       make('table', {}, caption, make('thead', {}, head), body));
  const cell = (text) => make('td', {}, text);
  const rowOf = (run, figures) => make('tr', {},
    make('th', {scope: 'row'}, run.title),
    cell(countText(figures.step)),
    ...kFigures.map(({key, text}) => cell(figureText(figures[key], text))),
    cell(stateText(figures)));

  function refresh(status, metrics) {
    caption.textContent = `Results at step ${countText(status.step)}, measured on the whole train and test sets`;
    const rows = metrics.runs.flatMap((figures, index) => (status.runs[index] ? [rowOf(status.runs[index], figures)] : []));
    body.replaceChildren(...rows);
  }
  return {element, refresh};
}

// `act(call)` carries out a call of playground and says what it refuses.
export function makeRunForms(playground, act, change) {
  const element = make('div');
  const parameters = playground.parameters().filter((it) => it.path.startsWith('runs[].'));
  let forms = [];

  function makeForm(index) {
    const fields = parameters.map((it) => makeField(it, it.path.replace('[]', `[${index}]`), change));
    const summary = make('summary');
    const copy = make('button', {type: 'button', onclick: () => act(() => playground.copyRun(index))});
    const remove = make('button', {type: 'button', onclick: () => act(() => playground.removeRun(index))});
    const grid = make('div', {className: 'fields'}, ...fields.map((field) => field.element));
    const details = make('details', {}, summary, make('div', {className: 'buttons'}, copy, remove), grid);
    return {details, summary, copy, remove, fields};
  }

  function refreshForm(form, run) {
    const {learning_rate: rate, weight_decay: decay} = run.values;
    form.summary.textContent = `${run.title} (learning rate ${rate}, decay ${decay})`;
    form.copy.textContent = `Copy run ${run.letter}`;
    form.remove.textContent = `Remove run ${run.letter}`;
    for (const field of form.fields) field.refresh(run.values[field.path.split('.')[1]]);
  }

  function refresh(status) {
    if (forms.length !== status.runs.length) {
      const open = forms.map((form) => form.details.open);
      const inside = element.contains(document.activeElement);
      forms = status.runs.map((run, index) => makeForm(index));
      forms.forEach((form, index) => { form.details.open = open[index] || false; });
      element.replaceChildren(...forms.map((form) => form.details));
      if (inside) forms[forms.length - 1].summary.focus();  // the button that had the focus is gone
    }
    forms.forEach((form, index) => refreshForm(form, status.runs[index]));
  }
  return {element, refresh};
}
