// The first script of the single file: unpacks the files that stand in it as text, and starts the page with them.
'use strict';

{
  const parts = [...document.querySelectorAll('script[data-file]')];

  async function unpack(part) {
    const packed = Uint8Array.from(atob(part.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    const bytes = await new Response(stream).arrayBuffer();
    return [part.dataset.file, URL.createObjectURL(new Blob([bytes], {type: part.dataset.type}))];
  }

  async function start() {
    if (typeof DecompressionStream !== 'function') {
      throw new Error('The single file needs DecompressionStream: in Chrome and Edge 80, Firefox 113, Safari 16.4 and later.');
    }
    window.playgroundFiles = Object.fromEntries(await Promise.all(parts.map(unpack)));
    parts.forEach((part) => part.remove());
    for (const name of ['api.js', 'parts.js', 'boot.js']) {
      const script = document.createElement('script');
      script.async = false;
      script.src = window.playgroundFiles[name];
      document.body.append(script);
    }
  }
  start().catch((error) => { document.getElementById('stage').textContent = error.message; });
}
