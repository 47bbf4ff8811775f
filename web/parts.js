// What the page loads only when it is wanted: the accessible view, which the first Tab offers, the protocol for pages
// that show this one in a frame, and, once it trains, the service worker that lets it open without a network.
// addressOf(name) is where a file of the site is: beside this one, or inside the single file.
'use strict';

{
  const inside = window.playgroundFiles || {};
  window.addressOf = (name) => inside[name] || new URL(name, document.baseURI).href;

  // t('English text with {name}', {name: 'a value'}) is the text in the language chosen: a catalogue maps English texts
  // to it, and what it lacks stays English. Modules have it from strings.js.
  let catalogue = {};
  window.setCatalogue = (entries) => { catalogue = entries; };
  window.t = (english, values = {}) => {
    const text = Object.hasOwn(catalogue, english) ? catalogue[english] : english;
    return text.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? String(values[name]) : place));
  };

  const tKey = (english) => english;  // marks a text that t() translates where it is shown
  const byId = (id) => document.getElementById(id);
  const failed = (what) => (error) => {
    byId('live').textContent = t('{what} could not be opened: {reason}', {what: t(what), reason: error.message});
  };

  async function openAccessibleView() {
    const {openView} = await import(addressOf('accessible.js'));
    await openView(await window.playground.ready);
  }
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();  // the link's own address opens the view as well, but without this experiment
    openAccessibleView().catch(failed(tKey('The accessible view')));
  });
  if (new URLSearchParams(location.search).get('accessible') === '1') {
    openAccessibleView().catch(failed(tKey('The accessible view')));
  }

  // What the canvas asks for: a module here with openPart(playground).
  async function openPart(name, wish) {
    const part = await import(addressOf(`${name}.js`));
    await part.openPart(await window.playground.ready, wish);
  }
  window.playground.addEventListener('part', ({detail}) => {
    openPart(detail.name).catch(failed(tKey('This part')));
  });

  // Another language than English; the first picture waits for it.
  window.playground.addEventListener('language', ({detail}) => {
    window.playground.translated = import(addressOf('language.js'))
        .then(({useLanguage}) => useLanguage(detail.language)).catch(failed(tKey('The language')));
  });

  // The experiment is about a table that the application does not know: it may be found, or a person has to open it.
  window.playground.addEventListener('missing_table', async ({detail}) => {
    const playground = await window.playground.ready;
    let reason = '';
    const found = await playground.findTable(detail).catch((error) => { reason = error.message; });
    if (found || playground.status().missing_table !== detail.hash) return;
    openPart('data', {missing: detail.hash, reason}).catch(failed(tKey('This part')));
  });

  // The author's title names the tab as well.
  window.playground.addEventListener('config', ({detail}) => {
    document.title = detail.title ? `${detail.title} \u2013 AdamW Playground` : 'AdamW Playground';
  });

  // Lessons, by the address or by a file that is dropped on the page; other files are data.
  const withLessons = async (act) => act(await import(addressOf('lessons.js')), await window.playground.ready);
  if (new URLSearchParams(location.search).has('lesson')) {
    const fresh = location.hash.length < 2;  // before the application writes its experiment there
    withLessons((lessons, playground) => lessons.openFromAddress(playground, fresh)).catch(failed(tKey('The lesson')));
  }
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file && !/\.json$/i.test(file.name)) {
      openPart('data', {file}).catch(failed(file.name));
    } else if (file) withLessons((lessons, playground) => lessons.openFile(playground, file)).catch(failed(file.name));
  });

  if (window.parent !== window || window.opener) {
    import(addressOf('embed.js')).then(({startEmbedding}) => startEmbedding()).catch(failed(tKey('The embedding')));
  }

  // After the first step, so that the start is not slowed. Where it is not allowed, there is no offline page, no more.
  function registerServiceWorker({detail}) {
    if (detail.step === 0) return;
    window.playground.removeEventListener('step', registerServiceWorker);
    navigator.serviceWorker.register('sw.js', {updateViaCache: 'none'}).catch(() => {});
  }
  if ('serviceWorker' in navigator && location.protocol !== 'file:') {
    window.playground.addEventListener('step', registerServiceWorker);
  }

  // On the canvas Tab goes from control to control. It leaves to the link above the canvas as long as nothing was
  // done there, and after Escape.
  let leaves = true;
  const onCanvas = (target) => target === byId('canvas') || target === document.body;
  addEventListener('keydown', (event) => {
    if (!onCanvas(event.target) || event.key === 'Shift') return;
    if (event.key === 'Tab' && leaves && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      byId('skip').focus();
    }
    leaves = event.key === 'Escape';
  }, true);
  byId('canvas').addEventListener('pointerdown', () => { leaves = false; });
}
