// What outlives a reload: which lesson and step, in the address; answers and figures, for this tab; which lessons were
// finished, on this machine. Where storing is not allowed, a reload begins the step anew, no more.

export const kOwnFile = 'file';  // in the address, of a lesson that is a file of the person's
const kPrefix = 'adamw-playground-lesson';

function read(storage, key) {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
}

function write(storage, key, text) {
  try {
    window[storage].setItem(key, text);
  } catch {}
}

function setAddress(change) {
  const address = new URL(location.href);
  change(address.searchParams);
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, '', address);
  } catch {}  // a page from disk
}

// Whatever stands in the storage is what this page wrote, or nothing.
export function kept(name) {
  try {
    return JSON.parse(read('sessionStorage', `${kPrefix}-${name}`));
  } catch {
    return null;
  }
}

export function keep(name, session) {
  write('sessionStorage', `${kPrefix}-${name}`, JSON.stringify(session.state()));
  setAddress((parameters) => {
    parameters.set('lesson', name);
    parameters.set('step', session.index + 1);
  });
}

export function leaveAddress() {
  setAddress((parameters) => {
    parameters.delete('lesson');
    parameters.delete('step');
  });
}

export function keepFile(text) {
  write('sessionStorage', `${kPrefix}-text`, text);
}

export function keptFile() {
  const text = read('sessionStorage', `${kPrefix}-text`);
  if (text === null) throw new Error('the lesson file is not here any more: drop it on the page again');
  return text;
}

export function finished() {
  const text = read('localStorage', `${kPrefix}s-finished`);
  return text === null ? [] : text.split(' ');
}

export function finish(name) {
  if (name !== kOwnFile) write('localStorage', `${kPrefix}s-finished`, [...new Set([...finished(), name])].join(' '));
}
