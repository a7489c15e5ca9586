// Lets a screen at a door start again while the network is gone: keeps the page and what it loads, and
// nothing of what it shows.
const KEPT = 'openrooms-panel-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The newest, kept for later; without a network what was kept. */
async function newest(request, key) {
  const kept = await caches.open(KEPT);
  try {
    const reply = await fetch(request);
    if (reply.ok) await kept.put(key, reply.clone());
    return reply;
  } catch (problem) {
    const found = await kept.match(key);
    if (found) return found;
    throw problem;
  }
}

/** What never changes under its name. */
async function once(request) {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request);
  if (found) return found;
  const reply = await fetch(request);
  if (reply.ok) await kept.put(request, reply.clone());
  return reply;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  // Every address of a screen is one page.
  const isPlain = /\/plain$/.test(url.pathname) || url.searchParams.has('plain');
  if (request.mode === 'navigate') {
    if (/^\/(panel|lobby)(\/|$)/.test(url.pathname) && !isPlain) {
      event.respondWith(newest(request, '/panel'));
    }
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(once(request));
  } else if (url.pathname.startsWith('/v1.0/rooms/pictures/') || url.pathname === '/icon.svg') {
    event.respondWith(newest(request, request));
  }
});

// What the page loaded before this worker was there.
self.addEventListener('message', (event) => {
  const { keep } = event.data ?? {};
  if (!Array.isArray(keep)) return;
  const own = keep.filter((path) => typeof path === 'string' && path.startsWith('/'));
  event.waitUntil(
    caches.open(KEPT).then((kept) =>
      Promise.all(
        own.map(async (path) => {
          const reply = await fetch(path).catch(() => undefined);
          if (reply?.ok) await kept.put(path, reply);
        }),
      ),
    ),
  );
});
