// The service worker: the page opens without a network, wholly from one build.
// tools/make_dist.mjs writes the build's id and every file with the hash of its content into the two constants.
'use strict';

const kBuild = '';
const kFiles = {};

const kPrefix = 'adamw-playground-';
const kCache = kPrefix + kBuild;
const kPatience = 5000;  // milliseconds until a network that does not answer counts as none
const kScope = new URL('./', location.href);

// The hashes make the cache hold the files of this build or nothing: while a new build is being copied to the server,
// installing fails, and is tried again later.
async function install() {
  const cache = await caches.open(kCache);
  await Promise.all(Object.entries(kFiles).map(async ([name, integrity]) => {
    const address = new URL(name, kScope);
    if (await cache.match(address)) return;
    const response = await fetch(address, {integrity, cache: 'no-cache'});
    if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
    await cache.put(address, response);
  }));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(kPrefix) && name !== kCache).map((name) => caches.delete(name)));
}

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(install());
});
addEventListener('activate', (event) => event.waitUntil(dropOthers().then(() => clients.claim())));

async function cached(name) {
  const cache = await caches.open(kCache);
  return cache.match(new URL(name, kScope));
}

const newer = new Set();  // pages that came from the network, of another build: so must their files

// The newest page when there is a network, else the one in the cache.
async function page(event) {
  const offline = await cached('index.html');
  if (!offline) return fetch(event.request);
  const late = new Promise((resolve, reject) => { setTimeout(() => reject(new Error('no answer')), kPatience); });
  try {
    const response = await Promise.race([fetch(event.request), late]);
    if (!response.ok) return response;
    const text = await response.clone().text();
    if (!text.includes(kBuild)) {
      newer.add(event.resultingClientId);
      registration.update().catch(() => {});
    }
    return response;
  } catch {
    return offline;
  }
}

async function file(event, name) {
  if (newer.has(event.clientId)) {
    if (event.resultingClientId) newer.add(event.resultingClientId);  // its worker, which asks for files of its own
    return fetch(event.request);
  }
  return (await cached(name)) || fetch(event.request);
}

addEventListener('fetch', (event) => {
  const {request} = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || !address.href.startsWith(kScope.href)) return;
  const name = address.pathname.slice(kScope.pathname.length) || 'index.html';
  if (request.mode === 'navigate' && name === 'index.html') event.respondWith(page(event));
  else if (Object.hasOwn(kFiles, name)) event.respondWith(file(event, name));
});
