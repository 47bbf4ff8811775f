// What the page loads only when it is wanted: the accessible view, which the first Tab offers, the protocol for pages
// that show this one in a frame, and, once it trains, the service worker that lets it open without a network.
// addressOf(name) is where a file of the site is: beside this one, or inside the single file.
'use strict';

{
  const inside = window.playgroundFiles || {};
  window.addressOf = (name) => inside[name] || new URL(name, document.baseURI).href;

  const byId = (id) => document.getElementById(id);
  const failed = (what) => (error) => { byId('live').textContent = `${what} could not be opened: ${error.message}`; };

  async function openAccessibleView() {
    const {openView} = await import(addressOf('accessible.js'));
    await openView(await window.playground.ready);
  }
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();  // the link's own address opens the view as well, but without this experiment
    openAccessibleView().catch(failed('The accessible view'));
  });
  if (new URLSearchParams(location.search).get('accessible') === '1') {
    openAccessibleView().catch(failed('The accessible view'));
  }

  if (window.parent !== window || window.opener) {
    import(addressOf('embed.js')).then(({startEmbedding}) => startEmbedding()).catch(failed('The embedding'));
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
