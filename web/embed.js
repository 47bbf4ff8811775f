// The protocol of embedding (docs/embedding.md): a page that shows this one in a frame, or opened it, asks by
// postMessage and is answered the same way. Every message is {source: 'adamw-playground', version: 1, type, ...}.

const kSource = 'adamw-playground';
const kVersion = 1;
const kFromHere = ['ready', 'answer', 'error', 'event'];
const kEvents = ['step', 'config', 'done'];
const kLongestId = 100;

// What may be asked, as calls of window.playground.
const kCalls = {
  set: (playground, {config}) => playground.setConfig(config),
  setParameter: (playground, {path, value}) => playground.setParameter(path, value),
  config: (playground) => playground.getConfig(),
  play: (playground) => playground.play(),
  pause: (playground) => playground.pause(),
  step: (playground, {count = 1}) => playground.step(count),
  reset: (playground) => playground.reset(),
  runTo: (playground, {step}) => playground.runTo(step),
  metrics: (playground) => playground.metrics(),
  fingerprint: (playground) => playground.fingerprint(),
  status: (playground) => playground.status(),
  parameters: (playground) => playground.parameters(),
  link: (playground) => playground.shareLink(),
  reproduction: (playground) => playground.reproduction(),
  compare: (playground, {link}) => playground.compare(link),
  export: (playground, {format}) => playground.export(format),
};

const partner = window.parent !== window ? window.parent : window.opener;

// A page without an address of its own (a sandboxed frame, a file) has the origin "null", which no message can name.
function post(target, origin, message) {
  target.postMessage({source: kSource, version: kVersion, ...message}, origin === 'null' ? '*' : origin);
}

const isOurs = (message) =>
  typeof message === 'object' && message !== null && message.source === kSource && !kFromHere.includes(message.type);
const isId = (id) => Number.isFinite(id) || (typeof id === 'string' && id.length <= kLongestId);

function shown(value) {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function checked(message) {
  if (message.version !== kVersion) {
    throw new Error(`version: ${shown(message.version)} is not spoken here; it must be ${kVersion}`);
  }
  if (message.id !== undefined && !isId(message.id)) {
    throw new Error(`id: it must be a number or a text of at most ${kLongestId} characters`);
  }
  if (message.type !== 'subscribe' && !(typeof message.type === 'string' && Object.hasOwn(kCalls, message.type))) {
    throw new Error(`type: ${shown(message.type)} is not known; it must be one of ${[...Object.keys(kCalls), 'subscribe'].join(', ')}`);
  }
}

function subscribe(playground, target, origin) {
  for (const type of kEvents) {
    playground.addEventListener(type, ({detail}) => post(target, origin, {type: 'event', event: type, detail}));
  }
}

export async function startEmbedding() {
  if (!partner) return;
  const subscribed = new Set();
  addEventListener('message', async (event) => {
    if (event.source !== partner || !isOurs(event.data)) return;
    const {id, type} = event.data;
    const about = {...(isId(id) ? {id} : {}), ...(typeof type === 'string' ? {to: type.slice(0, kLongestId)} : {})};
    try {
      checked(event.data);
      const playground = await window.playground.ready;
      if (type === 'subscribe') {
        if (!subscribed.has(event.origin)) subscribe(playground, event.source, event.origin);
        subscribed.add(event.origin);
        return post(event.source, event.origin, {type: 'answer', result: null, ...about});
      }
      const result = await kCalls[type](playground, event.data);
      post(event.source, event.origin, {type: 'answer', result: result ?? null, ...about});
    } catch (error) {
      post(event.source, event.origin, {type: 'error', message: String((error && error.message) || error), ...about});
    }
  });
  try {
    await window.playground.ready;
    post(partner, '*', {type: 'ready'});  // says nothing but that it is there
  } catch (error) {
    post(partner, '*', {type: 'error', message: error.message});
  }
}
