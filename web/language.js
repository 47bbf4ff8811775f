// Another language: fetches its catalogue and hands it to the modules, to the page around the canvas and to the
// application.  const {useLanguage} = await import(addressOf('language.js'));  await useLanguage('de');

const {addressOf} = window;
const {setCatalogue, t} = await import(addressOf('strings.js'));

// What index.html shows by itself: the English text, and how another takes its place.
const spots = [...document.querySelectorAll('nav, #canvas, #loading, #failure')].flatMap((part) => {
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.data.trim() !== '') found.push({english: node.data.trim(), write: (text) => { node.data = text; }});
  }
  for (const element of [part, ...part.querySelectorAll('[aria-label]')]) {
    const english = element.getAttribute('aria-label');
    if (english) found.push({english, write: (text) => element.setAttribute('aria-label', text)});
  }
  return found;
});

async function catalogueOf(language) {
  if (language === 'en') return {};
  const response = await fetch(addressOf(`strings.${language}.json`));
  if (!response.ok) throw new Error(`strings.${language}.json: ${response.status}`);
  return response.json();
}

export async function useLanguage(language) {
  const catalogue = await catalogueOf(language);
  setCatalogue(catalogue);
  document.documentElement.lang = language;
  for (const {english, write} of spots) write(t(english));
  const playground = await window.playground.ready;
  playground.setCatalogue(language, catalogue);
  dispatchEvent(new Event('playground-language'));
}
