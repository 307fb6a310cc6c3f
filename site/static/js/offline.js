/* Registers the worker that keeps pages for a time without network, and remembers the reader's own
   village on this device. Where the browser refuses any of this, the page is as it was. */
(() => {
  "use strict";
  const worker = new URL(document.currentScript.dataset.worker, document.baseURI);
  const find = (id) => document.getElementById(id);

  /* localStorage throws where a reader has refused it. */
  const stored = (name) => {
    try { return localStorage.getItem("shouwang." + name); } catch (refused) { return null; }
  };
  const store = (name, value) => {
    try {
      if (value === null) localStorage.removeItem("shouwang." + name);
      else localStorage.setItem("shouwang." + name, value);
      return stored(name) === value;
    } catch (refused) { return false; }
  };

  const mine = find("my-village");
  const village = stored("village");
  if (mine && /^\d+$/.test(village) && village.startsWith(mine.dataset.district)) {
    mine.href = mine.dataset.page.replace("CODE", village);
    mine.textContent = mine.dataset.mine + (stored("village-name") || village);
  }

  const again = find("again");
  if (again && document.querySelector("base")) {
    again.textContent = again.dataset.again;
    again.href = location.href.split("#")[0];
  }

  const ask = (what, url) => navigator.serviceWorker.ready.then((registration) => new Promise((answer) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => answer(event.data);
    registration.active.postMessage({ ask: what, url }, [channel.port2]);
    setTimeout(answer, 30000, false);
  }));

  /* A link that explains becomes a button that does, in the same place. */
  const offer = (link, text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.id = link.id;
    button.textContent = text;
    button.onclick = () => {
      button.textContent = link.dataset.wait || text;
      act().then((done) => { button.textContent = done ? link.dataset.done : link.dataset.failed; });
    };
    const had = document.activeElement === link;
    link.replaceWith(button);
    if (had) button.focus();
  };

  const start = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" }).then(() => {
    const keep = find("keep");
    const forget = find("forget");
    const { code, name, ask: text, done } = keep ? keep.dataset : {};
    if (keep && (village === code || store("village", village))) offer(keep, village === code ? done : text, () => (
      ask("keep", location.href).then((kept) => kept && store("village", code) && store("village-name", name))
    ));
    if (forget) offer(forget, forget.dataset.ask, () => (
      ask("clear").then((cleared) => cleared && store("village", null) && store("village-name", null))
    ));
    if (!navigator.serviceWorker.controller) ask("read", location.href);
  }).catch(() => {});

  if ("serviceWorker" in navigator) {
    if (document.readyState === "complete") start();
    else addEventListener("load", start);
  }
})();
