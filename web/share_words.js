// Of the Share panel: title and note, which travel in the link as plain text.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {t} = await import(addressOf('strings.js'));

// `changed` is called after the experiment has taken a text; what it refuses stays in the field with the reason.
export function makeWords(playground, changed) {
  const parameters = playground.parameters();
  const fields = ['title', 'note'].map((path) => {
    const parameter = parameters.find((it) => it.path === path);
    const id = `share-word-${path}`;  // share-title is the dialog's
    const field = make(path === 'note' ? 'textarea' : 'input', {
      id, value: playground.getConfig()[path], maxLength: parameter.maximum, autocomplete: 'off',
    });
    if (path === 'note') field.rows = 2;
    const refused = make('p', {id: `${id}-error`, className: 'error', role: 'alert', hidden: true});
    field.setAttribute('aria-describedby', refused.id);
    field.addEventListener('change', () => {
      field.value = field.value.replace(/\s+/g, ' ').trim();  // a note is one paragraph
      try {
        playground.setParameter(path, field.value);
        refused.hidden = true;
      } catch (error) {
        refused.textContent = error.message;
        refused.hidden = false;
        return;
      }
      changed();
    });
    return make('div', {className: 'word'},
      make('label', {htmlFor: id}, path === 'title' ? t('Title') : t('Note')), field, refused);
  });
  return make('section', {}, ...fields);
}
