// Keeps a copy of the page for reading without a connection. The build fills in the three constants below.
//
// A version is a set of files that were built together, and lies in a cache of its own. A page is always answered from
// one version: a newer one is fetched whole, waits beside it, and takes its place when the reader says so.
const VERSION = '';
/** What the page needs: fetched as soon as the browser is idle. */
const FILES = [];
/** What only some readers need: kept with its first use, or when the reader asks for all. */
const LATER = [];

const OURS = `crossread ${registration.scope} `;
const CACHE = OURS + VERSION;
/** By the address as it is asked for, the name as it is kept. */
const NAMES = new Map([...FILES, ...LATER].map((name) => [new URL(name, location).href, name]));
NAMES.set(new URL('./index.html', location).href, './');

/** The caches of other versions of this page. */
const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);

/** Takes over what another version kept and this one shares, and fetches the rest. */
async function gather(names) {
  const cache = await caches.open(CACHE);
  await Promise.all(names.map(async (name) => {
    // The same name stands for the same bytes where it carries their hash.
    const isFixed = /-[0-9a-f]{16}[-.]/.test(name);
    const there = isFixed && await caches.match(name);
    if (there) return cache.put(name, there);
    return cache.add(new Request(name, { cache: isFixed ? 'default' : 'reload' }));
  }));
}

async function install() {
  try {
    await gather(FILES);
    // Whoever had all of the version before has all of this one.
    for (const other of await others()) {
      const kept = await (await caches.open(other)).keys();
      if (kept.some((request) => request.url.endsWith('-worker.wasm'))) return await gather(LATER);
    }
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  for (const other of await others()) await caches.delete(other);
  await clients.claim();
}

async function answer(name, event) {
  const kept = await caches.match(name, { cacheName: CACHE });
  if (kept) return kept;
  const response = await fetch(event.request);
  // Where the reader deleted the copy, none is begun again.
  if (response.ok && LATER.includes(name) && (await caches.has(CACHE))) {
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(name, copy)));
  }
  return response;
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  const name = NAMES.get(event.request.url.split(/[?#]/)[0]);
  if (event.request.method === 'GET' && name) event.respondWith(answer(name, event));
});
addEventListener('message', (event) => {
  if (event.data === 'apply') skipWaiting();
  if (event.data === 'all') {
    const [port] = event.ports;
    event.waitUntil(gather(LATER).then(() => port.postMessage(''), (error) => port.postMessage(String(error))));
  }
});
