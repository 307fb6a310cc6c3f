// Keeps the page for visits without a network: the page, its style and its script, and no person.
const KEPT = "visits-1";
const PAGE = {{ page | tojson }};
const STATIC = {{ static | tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([PAGE, ...STATIC])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});

async function freshElseKept(request, address) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    // A sign-in page is passed on, but never kept in this page's place.
    if (answer.ok && !answer.redirected) await cache.put(address, answer.clone());
    return answer;
  } catch (error) {
    return (await cache.match(address)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") return;
  if (address === PAGE || STATIC.includes(address)) {
    event.respondWith(freshElseKept(event.request, address));
  }
});
