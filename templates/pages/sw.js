/* Lets a reader see the site without a network. Written by the build (site/pages/worker.py), which
   says here what version of the site this worker belongs to and what every reader gets kept.

   The one promise: what it hands out of its store is of one version. It stores a page only after
   having seen that the site still is of the worker's own version, and a new worker takes over only
   when everything that the reader had kept is there anew. Why: docs/decisions/0009. */
"use strict";

const SITE = {{ facts|tojson }};
const ROOT = new URL("./", self.location.href).href;
/* Another site may live on the same host: its stores are none of our business. */
const OURS = "shouwang:" + new URL(ROOT).pathname + ":";
const EDITION = OURS + SITE.version; /* the pages of this version */
const LASTING = OURS + "lasting"; /* files whose name says their content: right in any version */
const PINNED = OURS + "pinned"; /* addresses only: the reader's own village */
const MOST_READ = 60;
const MOST_LASTING = 200;
/* Milliseconds without an answer until what is kept is better than waiting, and until even the page
   that says "no network" is. */
const PATIENCE = 4000;
const LAST_PATIENCE = 20000;
const AT_ONCE = 6;

const SHELL = SITE.shell.map(([path, integrity]) => [ROOT + path, integrity]);
const OF_SHELL = new Set(SHELL.map(([url]) => url));
const OFFLINE = ROOT + SITE.offline;

/* The address that a page is kept under: every page has one name, however it was reached. */
function address(of) {
  const url = new URL(of);
  return url.origin + url.pathname + (url.pathname.endsWith("/") ? "index.html" : "");
}

const isOurs = (url) => url.startsWith(ROOT);
const isPage = (url) => url.endsWith(".html");
const isLasting = (url) => /^(static|photos|search)\//.test(url.slice(ROOT.length)) && !isPage(url);
const rest = (time) => new Promise((done) => setTimeout(done, time));

function isWithdrawn(url, response) {
  return response.status === 404 || response.status === 410 || isElsewhere(url, response);
}

function isElsewhere(url, response) {
  return response.redirected && address(response.url) !== url;
}

function isKeepable(url, response) {
  if (response.status !== 200 || response.type !== "basic" || isElsewhere(url, response)) return false;
  /* A host that answers "not found" with 200 and a page must not pass that off as a style. */
  return isPage(url) === /^text\/html/.test(response.headers.get("Content-Type") || "");
}

/* Whether the site still is what this worker belongs to. A build (and an upload) replaces
   version.txt before anything else: asked after a page has come, it vouches for that page. */
async function isCurrent() {
  const response = await fetch(ROOT + SITE.versionFile, { cache: "no-store" });
  return response.ok && (await response.text()).trim() === SITE.version;
}

/* Filling the store: the shell, checked byte for byte, and what the reader had kept. A fill that
   breaks off is taken up again where it stopped. */

async function fill() {
  const edition = await caches.open(EDITION);
  const lasting = await caches.open(LASTING);
  await Promise.all(SHELL.map(async ([url, integrity]) => {
    const store = isLasting(url) ? lasting : edition;
    if (await store.match(url)) return;
    const response = await fetch(url, { integrity, cache: "no-cache" });
    if (!response.ok) throw new Error("the shell is not whole");
    await store.put(url, response);
  }));
  await refresh(edition, await wanted(edition));
}

async function wanted(edition) {
  const urls = new Set();
  const others = (await stores()).filter((name) => name !== EDITION && name !== LASTING);
  for (const name of others) for (const { url } of await (await caches.open(name)).keys()) urls.add(url);
  for (const { url } of await edition.keys()) urls.delete(url);
  return [...urls].filter((url) => isOurs(url) && isPage(url));
}

async function refresh(edition, urls) {
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const batch = urls.slice(at, at + AT_ONCE);
    const responses = await Promise.all(batch.map((url) => fetch(url, { cache: "no-cache" })));
    if (responses.some(({ status }) => status === 429 || status >= 500)) throw new Error("try later");
    if (!(await isCurrent())) throw new Error("the site has moved on");
    for (const [place, url] of batch.entries()) {
      if (isKeepable(url, responses[place])) await edition.put(url, responses[place]);
    }
  }
}

async function stores() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

async function takeOver() {
  for (const name of await stores()) {
    if (![EDITION, LASTING, PINNED].includes(name)) await caches.delete(name);
  }
  const edition = await caches.open(EDITION);
  const pinned = await caches.open(PINNED);
  for (const { url } of await pinned.keys()) if (!(await edition.match(url))) await pinned.delete(url);
  await trim(edition);
}

/* Keeping what was read: bounded, the oldest out; the shell and the own village stay. */

let waiting = [];
let storing = null;

async function remember(url, response) {
  if (!isPage(url)) return; /* a download */
  if (isWithdrawn(url, response)) return void (await (await caches.open(EDITION)).delete(url));
  if (!isKeepable(url, response)) return;
  waiting.push([url, response]);
  if (!storing) storing = rest(500).then(store);
  await storing;
}

async function store() {
  const batch = waiting;
  waiting = [];
  storing = null;
  if (!(await isCurrent())) return void (await self.registration.update());
  const edition = await caches.open(EDITION);
  if (!(await edition.match(OFFLINE))) await fill(); /* the browser has cleared the store */
  for (const [url, response] of batch) await edition.put(url, response).catch(() => {});
  await trim(edition);
}

async function trim(edition) {
  const pinned = (await (await caches.open(PINNED)).keys()).map(({ url }) => url);
  const fixed = new Set([...OF_SHELL, ...pinned]);
  await dropOldest(edition, fixed, MOST_READ);
}

async function dropOldest(cache, fixed, most) {
  const others = (await cache.keys()).filter(({ url }) => !fixed.has(url));
  await drop(cache, others.slice(0, -most));
}

async function drop(cache, requests) {
  for (const request of requests) await cache.delete(request);
}

/* Answering */

async function kept(url) {
  return (await caches.open(EDITION)).match(url);
}

/* What the network says; what is kept, if that says nothing in time. It is asked past the browser's
   own cache, which knows no versions. */
async function freshOrKept(event, url) {
  const network = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(network.then((response) => remember(url, response.clone())).catch(() => {}));
  const inStore = await kept(url);
  const patience = rest(inStore ? PATIENCE : LAST_PATIENCE);
  const fresh = await Promise.race([network, patience]).catch(() => undefined);
  return fresh && (fresh.status < 500 || !inStore) ? { fresh } : { inStore };
}

async function page(event, url) {
  const { fresh, inStore } = await freshOrKept(event, url);
  if (fresh) return fresh;
  if (inStore) return changed(inStore, (html) => html
    .replace(" hidden data-kept", " data-kept").replace("<span data-until></span>", SITE.until));
  const offline = await kept(OFFLINE);
  const based = (html) => html
    .replace("<head>", '<head><base href="' + OFFLINE + '">')
    .replace(" hidden data-missing", " data-missing");
  return changed(offline || new Response(SITE.lastResort, { headers: { "Content-Type": "text/html" } }), based, 503);
}

async function changed(response, change, status = 200) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(change(await response.text()), { status, headers });
}

async function lastingFile(event, url) {
  const lasting = await caches.open(LASTING);
  const inStore = await lasting.match(url);
  if (inStore) return inStore;
  const response = await fetch(event.request);
  if (isKeepable(url, response)) event.waitUntil(keepLasting(lasting, url, response.clone()));
  return response;
}

async function keepLasting(lasting, url, response) {
  await lasting.put(url, response).catch(() => {});
  await dropOldest(lasting, OF_SHELL, MOST_LASTING);
}

/* What a page asks for */

const ASKED = {
  /* The page from which the first worker was started came before it. */
  async read(url) {
    const edition = await caches.open(EDITION);
    await refresh(edition, [url]);
    await trim(edition);
    return Boolean(await edition.match(url));
  },
  async keep(url) {
    const pinned = await caches.open(PINNED);
    await drop(pinned, await pinned.keys());
    await pinned.put(url, new Response(""));
    return ASKED.read(url);
  },
  async clear() {
    await caches.delete(PINNED);
    const edition = await caches.open(EDITION);
    await drop(edition, (await edition.keys()).filter(({ url }) => !OF_SHELL.has(url)));
    return true;
  },
};

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = address(request.url);
  if (request.method !== "GET" || request.headers.has("Range") || !isOurs(url)) return;
  const answer = request.mode === "navigate" ? page : isLasting(url) ? lastingFile : null;
  if (answer) event.respondWith(answer(event, url).catch(() => fetch(request)));
});

self.addEventListener("message", (event) => {
  const { ask, url } = event.data;
  const done = ASKED[ask](url && address(url)).catch(() => false);
  event.waitUntil(done.then((answer) => event.ports[0].postMessage(answer)));
});
