// Keeps saved modules open without a line. It stands in only where the network fails; it stores nothing by itself.

const FALLBACK = "/offline/";
const PATIENCE = 8000; // ms until a saved page is shown although the network has not given up
const KINDS = new Set(["style", "font", "image"]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (KINDS.has(request.destination)) event.respondWith(part(request));
});

function addressOf(request) {
  const url = new URL(request.url);
  return url.origin + url.pathname;
}

async function page(request) {
  const saved = await caches.match(addressOf(request), { ignoreVary: true });
  const asked = fetch(request);
  if (saved) return Promise.race([asked.catch(() => saved), after(PATIENCE, saved)]);
  return asked.catch(async () => (await caches.match(FALLBACK, { ignoreVary: true })) ?? Response.error());
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

function after(milliseconds, value) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value));
}
