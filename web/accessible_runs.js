// The runs in the accessible view: a table of their figures, and for each run its fields and buttons.

const {make} = await import(window.addressOf('elements.js'));
const {countText, t} = await import(window.addressOf('strings.js'));
const {table} = await import(window.addressOf('accessible_controls.js'));
const {figureCells, figureColumns} = await import(window.addressOf('accessible_text.js'));
const {makeField} = await import(window.addressOf('accessible_form.js'));

export function makeRunsTable() {
  const {element, show} = table(t('Results of the runs'));
  function refresh(status, metrics) {
    show(t('Results at step {step}, measured on the whole train and test sets', {step: countText(status.step)}),
         [t('Run'), ...figureColumns()],
         metrics.runs.flatMap((figures, at) => (status.runs[at] ? [[status.runs[at].title, ...figureCells(figures)]] : [])));
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
    form.summary.textContent = t('{run} (learning rate {rate}, decay {decay})', {run: run.title, rate, decay});
    form.copy.textContent = t('Copy run {letter}', run);
    form.remove.textContent = t('Remove run {letter}', run);
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
