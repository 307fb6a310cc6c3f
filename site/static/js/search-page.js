/* The search page: reads the form and the address, asks `Shouwang.search`, shows what it answers.

   It holds no words: every text that it shows stands in the page. Without it, or when a file does
   not arrive, the page's lists lead everywhere. It moves no focus and remembers nothing. */
(function () {
  "use strict";
  var form = document.getElementById("search");
  if (!form || !window.Shouwang || !window.Promise || !("content" in document.createElement("template"))) return;

  var PAUSE = 250; // ms after the last key
  var PAGE = 10; // results at a time
  var REMEMBERED = "shouwang.village";

  function byId(id) { return document.getElementById(id); }
  var box = byId("q"), town = byId("town"), village = byId("village"), category = byId("category");
  var found = byId("found"), results = byId("results"), more = byId("more"), count = byId("count");
  var addresses = JSON.parse(form.dataset.addresses);
  var opened = null, asked = 0, shown = 0, answer = null, timer = 0, wantedVillage = "";

  function say(name, number, query) {
    return byId("texts").content.querySelector('[data-text="' + name + '"]').textContent
      .replace("NUMBER", number).replace("QUERY", function () { return query; });
  }

  /** The village that the visitor has chosen elsewhere on this site, or "". */
  function remembered() {
    try {
      var code = window.localStorage.getItem(REMEMBERED) || "";
      return /^[0-9]{12}$/.test(code) ? code : "";
    } catch (refused) {
      return "";
    }
  }

  function open() {
    if (!opened) {
      opened = window.Shouwang.open(form.dataset.directory);
      opened.then(fillVillages).catch(function () { opened = null; });
    }
    return opened;
  }

  // ---- The address -------------------------------------------------------------------------

  function readAddress() {
    var values = new URLSearchParams(location.search);
    box.value = (values.get("q") || "").slice(0, 500);
    town.value = values.get("town") || "";
    category.value = values.get("category") || "";
    if (category.selectedIndex < 0) category.value = "";
    wantedVillage = values.get("village") || "";
    if (wantedVillage && town.selectedIndex < 1) town.value = wantedVillage.slice(0, 9);
    if (town.selectedIndex < 0) town.value = "";
    if (town.value || category.value) byId("narrow").open = true;
  }

  function isAsking() { return !!(box.value.trim() || town.value || category.value); }

  function writeAddress(isStep) {
    var values = new URLSearchParams();
    [["q", box.value.trim()], ["town", town.value], ["village", chosenVillage()], ["category", category.value]]
      .forEach(function (pair) { if (pair[1]) values.set(pair[0], pair[1]); });
    var query = values.toString(), next = location.pathname + (query ? "?" + query : "");
    if (next === location.pathname + location.search) return;
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", next);
    } catch (refused) {
      // Some browsers forbid it for a page from a disk: it is then only not kept.
    }
  }

  // ---- The places --------------------------------------------------------------------------

  function chosenVillage() { return village.disabled ? wantedVillage : village.value; }

  function fillVillages() {
    var code = town.value;
    if (!code) { showVillages([]); return null; }
    return window.Shouwang.places(code).then(function (places) {
      if (code === town.value) showVillages(places.filter(function (place) { return place.slug !== code; }));
    });
  }

  function showVillages(places) {
    var wanted = chosenVillage();
    village.textContent = "";
    village.appendChild(new Option(say("all"), ""));
    places.forEach(function (place) { village.appendChild(new Option(place.name, place.slug)); });
    village.disabled = village.options.length < 2;
    village.value = wanted;
    if (village.selectedIndex < 0) village.value = "";
    wantedVillage = "";
  }

  // ---- Results -----------------------------------------------------------------------------

  function showCard(card) {
    var item = byId("card").content.cloneNode(true).firstElementChild;
    var link = item.querySelector("h3 a");
    link.href = addresses[card.kind].replace("SLUG", encodeURIComponent(card.slug));
    link.firstChild.textContent = card.name;
    item.querySelector(".tag").textContent = say("kind-" + card.kind) + (card.label ? " · " + say("label-" + card.label) : "");
    item.querySelector(".where").textContent = card.kind === "area" ? "" : card.places;
    fill(item, ".summary", card.summary, "bdi");
    fill(item, ".dial", card.phone, ".number");
    if (card.phone) item.querySelector(".tel").href = "tel:" + card.digits;
    results.appendChild(item);
  }

  function fill(item, part, text, inner) {
    var place = item.querySelector(part);
    if (text) place.querySelector(inner).textContent = text; else place.remove();
  }

  function showMore() {
    var mine = asked, ids = answer.ids.slice(shown, shown + PAGE);
    return window.Shouwang.cards(ids).then(function (cards) {
      if (mine !== asked) return;
      if (!shown) results.textContent = "";
      cards.forEach(function (card) { showCard(card); });
      shown += cards.length;
      more.hidden = shown >= answer.ids.length;
    });
  }

  function tell(query) {
    var number = answer.ids.length, narrowed = town.value || category.value;
    var text = number ? say(answer.about ? "about" : "count", number)
      : !query && !narrowed ? say("empty")
      : narrowed ? say("none-here") : say("none", 0, query);
    count.textContent = (answer.cut ? say("cut", 0, answer.cut) + " " : "") + text;
    byId("advice").hidden = number > 0 && !answer.about;
    byId("everywhere").hidden = number > 0 || !narrowed;
  }

  function options() {
    var place = chosenVillage() || town.value;
    return { area: place, category: category.value, near: remembered(), want: PAGE };
  }

  function showNear() {
    var code = options().area ? "" : remembered(), mine = asked;
    byId("near").hidden = true;
    if (!code || !answer.ids.length) return null;
    return window.Shouwang.places(code).then(function (places) {
      if (mine !== asked) return;
      byId("near").hidden = !places.length;
      if (places.length) byId("near-name").textContent = places[0].places;
    });
  }

  function ask() {
    var query = box.value.trim(), mine = ++asked;
    clearTimeout(timer);
    found.hidden = false;
    return open().then(function () {
      return window.Shouwang.search(query, options()).then(function (result) {
        if (mine !== asked) return;
        answer = result;
        shown = 0;
        if (!answer.ids.length) results.textContent = "";
        more.hidden = true;
        return Promise.all([showMore(), showNear()]).then(function () { if (mine === asked) tell(query.slice(0, 40)); });
      });
    }).catch(function () {
      if (mine !== asked) return;
      results.textContent = "";
      more.hidden = true;
      count.textContent = say("failed");
      byId("advice").hidden = false;
    });
  }

  function clear() {
    asked++;
    clearTimeout(timer);
    found.hidden = true;
    results.textContent = "";
    count.textContent = "";
  }

  function askOrClear() { return isAsking() ? ask() : (clear(), null); }

  // ---- What the visitor does ---------------------------------------------------------------

  box.addEventListener("focus", function () { open().catch(function () {}); });

  box.addEventListener("input", function (event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    if (!isAsking()) { clear(); writeAddress(false); return; }
    // The room is made at once, so that nothing moves later under a finger.
    if (found.hidden) { count.textContent = say("asking"); found.hidden = false; }
    timer = setTimeout(function () { writeAddress(false); ask(); }, PAUSE);
  });
  box.addEventListener("compositionend", function () { box.dispatchEvent(new Event("input")); });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    writeAddress(true);
    ask();
  });

  town.addEventListener("change", function () {
    wantedVillage = "";
    village.value = "";
    open().then(fillVillages).catch(function () {}).then(changed);
  });
  village.addEventListener("change", changed);
  category.addEventListener("change", changed);

  function changed() {
    writeAddress(true);
    askOrClear();
  }

  more.addEventListener("click", function () {
    open().then(showMore).catch(function () { count.textContent = say("failed"); });
  });

  byId("everywhere").addEventListener("click", function () {
    town.value = category.value = village.value = wantedVillage = "";
    village.disabled = true;
    changed();
    box.focus(); // the button that was pressed is gone
  });

  window.addEventListener("popstate", function () {
    readAddress();
    if (opened) opened.then(fillVillages).then(askOrClear); else askOrClear();
  });

  readAddress();
  // `?q=` without a word was asked too, and is told what to write.
  if (isAsking() || new URLSearchParams(location.search).has("q")) ask();
})();
