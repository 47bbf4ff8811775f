// The Share panel: the link with its QR code, the snippet for other pages, files to take along.
//   The canvas asks for it by the event "part"; parts.js calls openPart(playground).

const {addressOf} = window;
const {loadStyle, make, openDialog} = await import(addressOf('elements.js'));
const {copyText} = await import(addressOf('hand_over.js'));
const {makeComparison} = await import(addressOf('share_compare.js'));
const {makeEmbedding} = await import(addressOf('share_embed.js'));
const {makeFiles} = await import(addressOf('share_files.js'));
const {makeWords} = await import(addressOf('share_words.js'));
const {countText, t} = await import(addressOf('strings.js'));

const kLongLink = 1800;  // characters; some chat programs cut at 2,000
const kLongestForQr = 1000;  // beyond it the modules are too small for a phone's camera

function meaningOf(link) {
  const claim = /[#&]fp=[0-9a-f]{16}@(\d+)/.exec(link);
  if (!claim) return t('Whoever opens it gets this experiment, trained from step 0.');
  return t('Whoever opens it trains the same runs to step {step} and sees whether the result is the same, bit for bit.',
           {step: countText(Number(claim[1]))});
}

// The rows of one's own data travel only when that is asked for: `text` is what the link carries then.
function makeRows(playground, say, changed) {
  const {dataset, table} = playground.getConfig().data;
  const box = make('input', {type: 'checkbox', id: 'share-rows'});
  const element = make('div', {id: 'share-with-rows', hidden: dataset !== 'table' || playground.status().missing_table !== null},
    make('label', {className: 'check'}, box, t('With the rows of your own data')),
    make('p', {className: 'quiet'}, t('Whoever opens the link then sees these rows: leave the box open for data about people.')));
  const rows = {element, text: '', on: (link) => (rows.text === '' ? link : `${link}&t=${rows.text}`)};
  box.addEventListener('change', async () => {
    rows.text = '';
    if (box.checked) {
      try {
        const {ask} = await import(addressOf('table_reader.js'));
        rows.text = (await ask({do: 'text'}, await playground.tableBytes(table))).text;
      } catch (error) {
        say(error.message);
        box.checked = false;
      }
    }
    changed();
  });
  return rows;
}

// `changed` hears when the link is to carry other rows.
function makeLink(playground, say, changed) {
  const field = make('textarea', {id: 'share-link', readOnly: true, rows: 4, spellcheck: false});
  const length = make('span', {id: 'share-length', className: 'quiet'});
  const meaning = make('p', {id: 'share-meaning'});
  const warning = make('p', {id: 'share-warning', className: 'error', hidden: true},
    t('Some chat programs cut links as long as this. Send it as a file, or check what arrives.'));
  const picture = make('figure', {id: 'share-qr'});
  const copy = make('button', {type: 'button', id: 'share-copy', className: 'primary', autofocus: true}, t('Copy the link'));
  const buttons = make('div', {className: 'buttons'}, copy);
  copy.addEventListener('click', async () => {
    const copied = await copyText(field.value, field);
    say(copied ? t('The link is on the clipboard.') : t('The link is selected; copy it with the keyboard.'));
  });
  if (navigator.share) {
    const send = make('button', {type: 'button', id: 'share-send'}, t('Send…'));
    // Whoever closes the system's sheet has changed their mind; that is no error.
    send.addEventListener('click', () => { navigator.share({title: document.title, url: field.value}).catch(() => {}); });
    buttons.append(send);
  }

  const rows = makeRows(playground, say, () => {
    refresh();
    changed();
  });
  let drawn = null;  // the link that the picture is of
  async function drawPicture(link) {
    if (link === drawn) return;
    drawn = link;
    if (link.length > kLongestForQr) {
      picture.replaceChildren(make('figcaption', {className: 'quiet'}, t('The link is too long for a QR code that phones read well.')));
      return;
    }
    try {
      const {drawQr} = await import(addressOf('qr.js'));
      if (link === drawn) picture.replaceChildren(drawQr(link, t('QR code of the link')));
    } catch (error) {
      picture.replaceChildren(make('figcaption', {className: 'quiet'}, t('No QR code: {reason}', {reason: error.message})));
    }
  }
  function show(bare) {
    const link = rows.on(bare);
    field.value = link;
    length.textContent = t('{count} characters', {count: countText(link.length)});
    meaning.textContent = meaningOf(link);
    warning.hidden = link.length <= kLongLink;
    return drawPicture(link);
  }
  // At once what is there, then with the fingerprint, for which the runs stop for a moment.
  async function refresh() {
    show(playground.shareLink());
    try {
      await show(await playground.linkWithFingerprint());
    } catch (error) {
      show(playground.shareLink());
    }
  }
  const element = make('section', {className: 'link'},
    make('div', {},
      make('p', {className: 'label'}, make('label', {htmlFor: field.id}, t('Link to this experiment')), length),
      field, buttons, rows.element, meaning, warning),
    picture);
  return {element, refresh, rows};
}

export async function openPart(playground) {
  await loadStyle('share.css');
  const status = make('p', {id: 'share-status', className: 'status', role: 'status'});
  const say = (text) => { status.textContent = text; };
  const link = makeLink(playground, say, () => embedding.refresh());
  const embedding = makeEmbedding(playground, say, link.rows);
  const content = [link.element, makeWords(playground, link.refresh), makeFiles(playground, say, link.rows),
                   makeComparison(playground, say), embedding.element, status];
  await openDialog('share', t('Share'), content);
  await link.refresh();
}
