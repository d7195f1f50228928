// Keeps the page itself, so that it opens from a home screen with a poor connection. Answers of the service are never kept.
const CACHE = 'phone-1';

// All of it at once: the reader's WebAssembly is needed just when the network is not there.
self.addEventListener('install', (event) => event.waitUntil(keepAll('/')));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Keeps a file and what it names, which is under /assets/. */
async function keepAll(path) {
  const text = await (await fetchAndKeep(new Request(path))).text();
  if (path.endsWith('.wasm')) return;
  await Promise.all([...new Set(text.match(/\/assets\/[\w.-]+/g))].map(keepAll));
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/v1/')) return;
  event.respondWith(url.pathname.startsWith('/assets/') ? keptFirst(event.request) : newestFirst(event.request));
});

// Names under /assets/ carry the hash of what is in them, so what is kept is right.
async function keptFirst(request) {
  return (await caches.match(request)) ?? fetchAndKeep(request);
}

async function newestFirst(request) {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function fetchAndKeep(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}
