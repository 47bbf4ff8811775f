// A text as a QR code, drawn with the elements of the page: dark on white in both themes, as cameras want it.
//   const drawing = drawQr(link, t('QR code of the link'));

const {generate} = await import(window.addressOf('lean_qr.js'));

const kQuietZone = 4;  // modules of white around it (ISO/IEC 18004)
const kNamespace = 'http://www.w3.org/2000/svg';

function element(name, attributes) {
  const made = document.createElementNS(kNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

// One stroke for every stretch of dark modules in a row.
function pathOf(code) {
  let path = '';
  for (let y = 0; y < code.size; ++y) {
    for (let x = 0; x < code.size; ++x) {
      const start = x;
      while (code.get(x, y)) ++x;
      if (x > start) path += `M${start} ${y}h${x - start}v1H${start}z`;
    }
  }
  return path;
}

export function drawQr(text, label) {
  const code = generate(text);
  const size = code.size + 2 * kQuietZone;
  const box = {x: -kQuietZone, y: -kQuietZone, width: size, height: size};
  const drawing = element('svg', {
    viewBox: `${box.x} ${box.y} ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges',
  });
  drawing.append(element('rect', {...box, fill: '#fff'}), element('path', {d: pathOf(code), fill: '#000'}));
  return drawing;
}
