/* Elder mode (长辈版): larger text, other colours, a pointer and a ruler that are easy to see.
   The choice stays in this browser (localStorage, no cookie); where that is refused it lasts for
   the page. It runs before the page is seen, so that nothing moves when a choice is remembered.
   Without this script "长辈版" is a link to a page that says how to enlarge any page. */
(function () {
  "use strict";
  var KEY = "shouwang.comfort";
  var root = document.documentElement;
  var chosen = read();

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (refused) { return {}; }
  }

  function keep() {
    try {
      if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    } catch (refused) { /* it lasts for this page */ }
  }

  function apply() {
    ["open", "voice", "size", "colour", "simple", "pointer", "ruler"].forEach(function (name) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    });
  }

  apply();

  /* The style sheet waits a moment for this: for the choice, and for the whole of the page. */
  function ready() { if (document.readyState !== "loading") root.dataset.ready = "1"; }
  document.addEventListener("readystatechange", ready);
  ready();

  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();

  function start() {
    var opener = document.querySelector("[data-comfort]");
    var panel = document.getElementById("comfort");
    var said = document.querySelector("[data-comfort-said]");
    if (!opener || !panel) return;
    opener.setAttribute("role", "button");

    function show() {
      apply();
      keep();
      panel.hidden = !chosen.open;
      opener.setAttribute("aria-expanded", String(!panel.hidden));
      all("[data-set]").forEach(function (button) {
        button.setAttribute("aria-pressed", String((chosen[button.dataset.set] || "") === button.value));
      });
      all("[data-flip]").forEach(function (button) {
        button.setAttribute("aria-pressed", String(Boolean(chosen[button.dataset.flip])));
      });
      rule();
      point(panel.querySelector("[data-image]"));
      if (chosen.open && window.speechSynthesis) load(panel.querySelector("[data-speech]"));
    }

    function open(event) {
      event.preventDefault();
      if (chosen.open) delete chosen.open;
      else chosen = Object.assign({ size: "1", simple: "1" }, chosen, { open: "1" });
      show();
      said.textContent = chosen.open ? said.dataset.on : "";
    }

    opener.addEventListener("click", open);
    opener.addEventListener("keydown", function (event) { if (event.key === " ") open(event); });
    panel.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.set) chosen[button.dataset.set] = button.value;
      else if (button.dataset.flip) chosen[button.dataset.flip] = chosen[button.dataset.flip] ? "" : "1";
      else if ("comfortOff" in button.dataset) { chosen = {}; opener.focus(); }
      else return;
      Object.keys(chosen).forEach(function (name) { if (!chosen[name]) delete chosen[name]; });
      show();
      if (!chosen.open) said.textContent = said.dataset.off;
    });
    /* That this browser can read aloud is remembered too: its buttons then have their place at once. */
    panel.addEventListener("voice", function (event) {
      if (!chosen.open || Boolean(chosen.voice) === event.detail) return;
      if (event.detail) chosen.voice = "1"; else delete chosen.voice;
      apply();
      keep();
    });
    show();
  }

  function load(speech) {
    if (!speech || speech.dataset.loaded) return;
    speech.dataset.loaded = "1";
    var script = document.createElement("script");
    script.src = speech.dataset.speech;
    document.head.appendChild(script);
  }

  function point(button) {
    var address = new URL(button.dataset.image, location.href).href;
    if (chosen.pointer) root.style.setProperty("--pointer", 'url("' + address + '")');
  }

  /* The ruler goes where the finger, the mouse or the focus is, and nowhere by itself. */
  var ruler = null;
  function rule() {
    if (!chosen.ruler) {
      if (ruler) ruler.remove();
      ruler = null;
    } else if (!ruler) {
      ruler = document.createElement("div");
      ruler.className = "ruler";
      ruler.setAttribute("aria-hidden", "true");
      document.body.appendChild(ruler);
    }
  }
  function follow(y) { if (ruler) ruler.style.top = Math.max(0, y - ruler.offsetHeight / 2) + "px"; }
  document.addEventListener("pointermove", function (event) { follow(event.clientY); });
  document.addEventListener("pointerdown", function (event) { follow(event.clientY); });
  document.addEventListener("focusin", function (event) {
    var box = event.target.getBoundingClientRect();
    follow(box.top + box.height / 2);
  });
})();
