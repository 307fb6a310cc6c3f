/* The worker of a site that keeps nothing offline: it takes the place of one that did, clears what
   that one has kept, and goes. A site that ever had a worker must go on answering at this address,
   because browsers do not give up a worker whose file has only disappeared. */
"use strict";

const OURS = "shouwang:" + new URL("./", self.location.href).pathname + ":";

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
