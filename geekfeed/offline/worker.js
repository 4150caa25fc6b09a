/* The service worker: pages come from the network, always. Where there is no network, a page that
   was read lately is given as it was then, and any other becomes the page that says so.

   views.py writes VERSION, PAGE, PARTS, CLOSED and MOST above this. A new version drops everything
   that an older one has kept. */

const FRAME = `frame-${VERSION}`; // the page that says so, and what every page is dressed with
const PAGES = `pages-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFrame().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(begin());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !isOurs(request.url)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (["style", "script", "font"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => fromCache(FRAME, request)));
  }
});

function isOurs(address) {
  const { origin, pathname } = new URL(address);
  return origin === self.location.origin && !CLOSED.some((place) => pathname.startsWith(place));
}

async function page(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(keep(request, response.clone()));
    return response;
  } catch {
    const kept = await caches.match(request, { cacheName: PAGES });
    return kept ? marked(kept) : fromCache(FRAME, PAGE);
  }
}

async function fromCache(cacheName, request) {
  return (await caches.match(request, { cacheName })) ?? Response.error();
}

/* What the server has just said of this address replaces what was kept. */
async function keep(request, response) {
  if (response.status >= 500) return;
  const cache = await caches.open(PAGES);
  await cache.delete(request); // also puts the page behind those that were read before it
  if ([404, 410].includes(response.status)) await forget(cache, request);
  if (!mayKeep(request, response)) return;
  await cache.put(request, response);
  const kept = await cache.keys();
  const tooMany = kept.slice(0, Math.max(0, kept.length - MOST));
  await Promise.all(tooMany.map((old) => cache.delete(old)));
}

/* What is gone takes along what was kept under its address and below it, whatever was asked of it. */
async function forget(cache, { url }) {
  const gone = new URL(url).pathname;
  const below = (await cache.keys()).filter((old) => new URL(old.url).pathname.startsWith(gone));
  await Promise.all(below.map((old) => cache.delete(old)));
}

/* A whole page, the same for everybody who asks. */
function mayKeep(request, { status, type, headers }) {
  const says = (name, words) => words.test(headers.get(name) ?? "");
  return (
    status === 200 &&
    type === "basic" &&
    says("Content-Type", /^text\/html/) &&
    !says("Cache-Control", /private|no-store/) &&
    !says("Vary", /cookie|\*/i) &&
    !new URL(request.url).search
  );
}

/* The page as it was, which says that it is not today's: <html data-kept>. */
async function marked(response) {
  const html = await response.text();
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(html.replace("<html ", "<html data-kept "), { headers });
}

async function keepFrame() {
  const cache = await caches.open(FRAME);
  const response = await fetch(PAGE, { credentials: "omit" });
  if (!response.ok) throw new Error(`${PAGE}: ${response.status}`);
  const html = await response.clone().text();
  const found = html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|woff2)(?:\?[^"]*)?)"/g);
  const dress = Array.from(found, ([, address]) => address.replaceAll("&amp;", "&"));
  await cache.put(PAGE, response);
  await cache.addAll([...new Set([...dress, ...PARTS])]);
}

async function begin() {
  const others = (await caches.keys()).filter((name) => ![FRAME, PAGES].includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
  // What is open came before this worker. The browser has it at hand, as a rule.
  for (const { url } of await self.clients.matchAll({ type: "window" })) {
    if (!isOurs(url)) continue;
    const request = new Request(url, { cache: "force-cache" });
    await keep(request, await fetch(request));
  }
}
