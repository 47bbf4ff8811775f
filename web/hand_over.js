// What a person takes along: a text to the clipboard, a file to the browser's downloads.
//   await copyText(link, field);  saveFile(await playground.export('csv'));

const {make} = await import(window.addressOf('elements.js'));

// True when the text is on the clipboard; otherwise it is selected in the field, to be copied by hand.
export async function copyText(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

// A file as playground.export() gives it: {name, type, text} or {name, type, base64}.
export function saveFile(file) {
  const bytes = file.base64 === undefined ? file.text : Uint8Array.from(atob(file.base64), (it) => it.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], {type: file.type}));
  make('a', {href, download: file.name}).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
