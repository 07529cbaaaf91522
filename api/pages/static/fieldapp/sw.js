/* Keeps the field's pages and their files on the phone. VERSION and SHELL stand in front of this
   text when it is served: another file in the shell makes another worker. */

const FILES = "field-files-" + VERSION, PAGES = "field-pages", PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("field-files-") && name !== FILES) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, request));
});

async function file(request) {
  const kept = await (await caches.open(FILES)).match(request, { ignoreSearch: true });
  return kept || fetch(request);
}

/** The newest page where there is a signal, the kept one where there is none or a bad one. */
async function page(event, request) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(request) || await cache.match(request, { ignoreSearch: true });
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
    // Signed out by time, not by hand: the day's work stays readable, the page asks to sign in.
    return answer.type === "opaqueredirect" && kept ? kept : answer;
  });
  if (!kept) return asked.catch(() => nowhere(cache));
  event.waitUntil(asked.catch(() => undefined));
  const tired = new Promise((done) => { setTimeout(() => done(kept), PATIENCE_MS); });
  return Promise.race([asked.catch(() => kept), tired]);
}

/** A page that was never kept: the list of units, if that was, else words without a style. */
async function nowhere(cache) {
  const list = await cache.match("/field", { ignoreSearch: true });
  const text = "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    + "<h1>ไม่มีสัญญาณ · No signal</h1><p><a href='/field'>/field</a></p>";
  return list || new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
