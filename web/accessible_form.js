// The form of the accessible view, made from the one table: playground.parameters(). A field takes effect when it is
// left or Enter is pressed; what is refused stays in the field with the reason beside it.

const {make} = await import(window.addressOf('elements.js'));
const {t} = await import(window.addressOf('strings.js'));

const isList = (parameter) => parameter.type.startsWith('list');
const isNumber = (parameter) => parameter.type === 'number' || parameter.type === 'integer';
const labelOf = (parameter, choice) => t((parameter.choice_labels || parameter.choices)[parameter.choices.indexOf(choice)]);

// What a person typed as the value of the table's type; text that is no number goes on as it is, to be refused by
// the one check of values.
const number = (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

// The control for a parameter: {element, read(), write(value)}; `labels` says how it gets its name.
function selectControl(parameter) {
  const element = make('select', {}, ...parameter.choices.map(
    (choice) => make('option', {value: choice}, labelOf(parameter, choice))));
  return {element, labels: 'label', read: () => element.value, write: (value) => { element.value = value; }};
}

function checkboxControl() {
  const element = make('input', {type: 'checkbox'});
  return {element, labels: 'label', read: () => element.checked, write: (value) => { element.checked = value; }};
}

function choicesControl(parameter) {
  const boxes = parameter.choices.map((choice) => make('input', {type: 'checkbox', value: choice}));
  const element = make('div', {className: 'choices'}, ...boxes.map(
    (box) => make('label', {}, box, labelOf(parameter, box.value))));
  return {
    element,
    labels: 'group',
    read: () => boxes.filter((box) => box.checked).map((box) => box.value),
    write: (value) => boxes.forEach((box) => { box.checked = value.includes(box.value); }),
  };
}

function textControl(parameter) {
  const numeric = isNumber(parameter) || isList(parameter);
  const element = make('input', {type: 'text', autocomplete: 'off', spellcheck: false,
                                 inputMode: isNumber(parameter) ? 'decimal' : 'text'});
  const read = () => {
    if (isList(parameter)) return element.value.split(/[\s,;]+/).filter((part) => part !== '').map(number);
    return numeric ? number(element.value) : element.value;
  };
  const write = (value) => { element.value = isList(parameter) ? value.join(', ') : String(value); };
  return {element, labels: 'label', read, write};
}

function controlFor(parameter) {
  if (parameter.type === 'boolean') return checkboxControl();
  if (parameter.type === 'choice') return selectControl(parameter);
  if (parameter.type === 'list of choices') return choicesControl(parameter);
  return textControl(parameter);
}

function helpText(parameter) {
  const unit = parameter.unit ? ` ${t(parameter.unit)}` : '';
  const choices = parameter.type === 'boolean' || parameter.type === 'choice';
  return choices ? t(parameter.help) : `${t(parameter.help)} ${t('Allowed: {values}.', {values: parameter.values + unit})}`;
}

// One field. `path` is the parameter's with the number of the run in it; `change(path, value)` throws what is wrong.
export function makeField(parameter, path, change) {
  const id = `field.${path}`;
  const control = controlFor(parameter);
  const help = make('p', {id: `${id}.help`, className: 'help'}, helpText(parameter));
  const error = make('p', {id: `${id}.error`, className: 'error', role: 'alert', hidden: true});
  const name = parameter.symbol ? `${t(parameter.label)} (${parameter.symbol})` : t(parameter.label);
  const grouped = control.labels === 'group';
  const title = grouped ? make('legend', {}, name) : make('label', {htmlFor: id}, name);
  const field = make(grouped ? 'fieldset' : 'div', {className: 'field'}, title, control.element, help, error);
  const named = grouped ? field : control.element;
  named.id = id;
  named.setAttribute('aria-describedby', `${help.id} ${error.id}`);

  const say = (reason) => {
    error.textContent = reason;
    error.hidden = reason === '';
    if (!grouped) control.element.setAttribute('aria-invalid', reason === '' ? 'false' : 'true');
  };
  field.addEventListener('change', () => {
    try {
      change(path, control.read());
      say('');
    } catch (refused) {
      say(refused.message.replace(`${path}: `, ''));
    }
  });
  // What is typed, or was refused, is not overwritten.
  const refresh = (value) => {
    if (field.contains(document.activeElement) && control.element.type === 'text') return;
    if (!error.hidden) return;
    control.write(value);
  };
  control.write(parameter.default);
  return {path, element: field, refresh};
}
