// Of the Share panel: the lines that show this experiment in another page (docs/embedding.md).

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {copyText} = await import(addressOf('hand_over.js'));
const {t, tKey} = await import(addressOf('strings.js'));

// What ?hide= knows, besides the menu, the status bar and the lesson, which an embedded page has not.
const kPanels = [['controls', tKey('Controls')], ['runs', tKey('Runs')], ['data', tKey('Data')], ['model', tKey('Model')],
                 ['training', tKey('Training')], ['plots', tKey('Plots')]];
const kThemes = [['', tKey('Of the reader')], ['dark', tKey('Dark')], ['light', tKey('Light')]];
const kHeight = {least: 200, most: 2000, usual: 620};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function addressFor(link, {hidden, plays, theme}) {
  const address = new URL(link);
  const query = ['embed=1'];
  if (hidden.length > 0) query.push(`hide=${hidden.join(',')}`);
  if (!plays) query.push('autoplay=0');
  if (theme) query.push(`theme=${theme}`);
  address.search = query.join('&');
  return address.href;
}

// `rows`: the rows of one's own data, where the link is to carry them (share.js).
export function makeEmbedding(playground, say, rows) {
  const checkbox = (checked) => make('input', {type: 'checkbox', checked});
  const panels = kPanels.map(([name, label]) => ({name, label, box: checkbox(true)}));
  const plays = checkbox(true);
  plays.id = 'share-autoplay';
  const theme = make('select', {id: 'share-theme'}, ...kThemes.map(([value, label]) => make('option', {value}, t(label))));
  const height = make('input', {id: 'share-height', type: 'number', min: kHeight.least, max: kHeight.most, value: kHeight.usual});
  const refused = make('p', {id: 'share-height-error', className: 'error', role: 'alert', hidden: true});
  height.setAttribute('aria-describedby', refused.id);
  const snippet = make('textarea', {id: 'share-snippet', readOnly: true, rows: 4, spellcheck: false,
                                    'aria-label': t('Lines for the other page')});
  const copy = make('button', {type: 'button', id: 'share-copy-snippet'}, t('Copy the lines'));
  for (const {name, box} of panels) box.id = `share-panel-${name}`;

  function refresh() {
    const pixels = Number(height.value);
    const possible = Number.isInteger(pixels) && pixels >= kHeight.least && pixels <= kHeight.most;
    refused.hidden = possible;
    height.setAttribute('aria-invalid', String(!possible));
    copy.disabled = !possible;
    if (!possible) {
      refused.textContent = t('Height: {value} is not possible; it must be a whole number of pixels from {least} to {most}.',
                              {value: height.value || t('an empty field'), ...kHeight});
      return;
    }
    const hidden = panels.filter(({box}) => !box.checked).map(({name}) => name);
    const address = addressFor(rows.on(playground.shareLink()), {hidden, plays: plays.checked, theme: theme.value});
    snippet.value = `<iframe title="AdamW Playground" src="${escaped(address)}" ` +
                    `width="100%" height="${pixels}" allow="clipboard-write"></iframe>`;
  }
  copy.addEventListener('click', async () => {
    refresh();
    const copied = await copyText(snippet.value, snippet);
    say(copied ? t('The lines are on the clipboard.') : t('The lines are selected; copy them with the keyboard.'));
  });
  const element = make('details', {className: 'embedding'},
    make('summary', {}, t('Show it in another page')),
    make('fieldset', {className: 'choices'}, make('legend', {}, t('Panels')),
      ...panels.map(({label, box}) => make('label', {htmlFor: box.id}, box, t(label)))),
    make('div', {className: 'choices'},
      make('label', {htmlFor: plays.id}, plays, t('Plays at once')),
      make('label', {htmlFor: theme.id}, t('Theme'), theme),
      make('label', {htmlFor: height.id}, t('Height in pixels'), height)),
    refused, snippet, make('div', {className: 'buttons'}, copy));
  for (const type of ['input', 'toggle']) element.addEventListener(type, refresh);
  return {element, refresh};
}
