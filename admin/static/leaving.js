"use strict";
// Before signing out: what was written without a network is sent, and the people on the telephone
// are forgotten. What cannot be sent is not thrown away: it is told, and a second click goes.

function keptVisits() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("visits");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  });
}

function rows(opened, store) {
  return new Promise((resolve, reject) => {
    const asked = opened.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function forget(opened, store) {
  return new Promise((resolve) => {
    const transaction = opened.transaction(store, "readwrite");
    transaction.objectStore(store).clear();
    transaction.oncomplete = transaction.onerror = resolve;
  });
}

async function beforeLeaving(form) {
  const opened = await keptVisits();
  if (!opened) return true;
  await forget(opened, "people");
  const waiting = await rows(opened, "outbox");
  if (waiting.length && !form.dataset.told) {
    form.dataset.told = "yes";
    opened.close();
    const text = Object.assign(document.createElement("a"), {
      href: form.dataset.field, className: "flash warning unsent",
      textContent: form.dataset.unsent.replace("0", String(waiting.length)),
    });
    text.setAttribute("role", "alert");
    document.getElementById("main").prepend(text);
    return false;
  }
  opened.close();
  if (!waiting.length) indexedDB.deleteDatabase("visits");
  const workers = await navigator.serviceWorker?.getRegistrations() || [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of await caches.keys()) await caches.delete(name);
  return true;
}

document.querySelectorAll("form[data-leaving]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let free = true;
    try { free = await beforeLeaving(form); } catch (error) { /* signing out must always work */ }
    if (free) form.submit();
  });
});
