/* Reads the page's own text aloud, sentence by sentence, with the browser's Chinese voice, and marks
   the sentence that is being read. Loaded when elder mode is opened; shows its buttons only where
   the browser has a Chinese voice. It starts when asked and never by itself. */
(function () {
  "use strict";
  var speech = window.speechSynthesis;
  var panel = document.querySelector("[data-speech]");
  if (!speech || !panel || !window.SpeechSynthesisUtterance) return;
  var TEXTS = "h1,h2,h3,h4,p,li,dt,dd,th,td,summary";
  var voice = null, queue = [], at = 0, rate = 0.85, turn = 0;

  /* A browser may know its voices only later: before that it says nothing of them. */
  function findVoice() {
    var voices = speech.getVoices();
    voice = voices.filter(function (one) { return /^zh/i.test(one.lang); })[0] || null;
    panel.hidden = !voice;
    if (voices.length) panel.dispatchEvent(new CustomEvent("voice", { bubbles: true, detail: Boolean(voice) }));
  }
  findVoice();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", findVoice);

  /* Only what can be seen, each piece once: a block that holds other blocks is read as those. */
  function sentences() {
    var found = [];
    [].forEach.call(document.querySelectorAll("main"), function (main) {
      [].forEach.call(main.querySelectorAll(TEXTS), function (block) {
        if (block.querySelector(TEXTS) || !block.offsetParent || block.closest(".unseen")) return;
        split(block, found);
      });
    });
    return found;
  }

  function split(block, found) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, null);
    var nodes = [], text = "", node;
    while ((node = walker.nextNode())) {
      nodes.push([node, text.length]);
      text += node.data;
    }
    var pattern = /[^。！？；!?;]+[。！？；!?;]*/g, match;
    while ((match = pattern.exec(text))) {
      if (!match[0].trim()) continue;
      found.push({
        text: match[0].replace(/\s+/g, " ").replace(/(\d)-(?=\d)/g, "$1 ").trim(), block: block,
        range: range(nodes, match.index, match.index + match[0].length)
      });
    }
  }

  function range(nodes, from, to) {
    var made = document.createRange();
    nodes.forEach(function (pair) {
      var node = pair[0], start = pair[1], end = start + node.length;
      if (start <= from && from < end) made.setStart(node, from - start);
      if (start < to && to <= end) made.setEnd(node, to - start);
    });
    return made;
  }

  function mark(sentence) {
    var old = document.querySelector(".spoken");
    if (old) old.classList.remove("spoken");
    var modern = window.CSS && CSS.highlights && window.Highlight;
    if (modern) CSS.highlights.delete("spoken");
    if (!sentence) return;
    if (modern) CSS.highlights.set("spoken", new Highlight(sentence.range));
    else sentence.block.classList.add("spoken");
    var box = sentence.block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) sentence.block.scrollIntoView({ block: "center" });
  }

  /* `turn` tells the end of the sentence that was stopped from the end of the one that is read. */
  function next() {
    var mine = ++turn;
    if (at >= queue.length) return stop();
    var said = new SpeechSynthesisUtterance(queue[at].text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = rate;
    said.onend = said.onerror = function () { if (mine === turn) { at += 1; next(); } };
    mark(queue[at]);
    speech.speak(said);
  }

  function start() {
    if (!voice) return;
    turn += 1;
    speech.cancel();
    pressed(false);
    queue = sentences();
    at = 0;
    next();
  }

  function stop() {
    turn += 1;
    speech.cancel();
    pressed(false);
    queue = [];
    mark(null);
  }

  function pressed(paused) {
    panel.querySelector("[data-speak=pause]").setAttribute("aria-pressed", String(paused));
  }

  function pause() {
    if (!queue.length) return;
    var paused = panel.querySelector("[data-speak=pause]").getAttribute("aria-pressed") === "true";
    pressed(!paused);
    if (paused) speech.resume(); else speech.pause();
  }

  function speed(button) {
    rate = Number(button.dataset.rate);
    [].forEach.call(panel.querySelectorAll("[data-rate]"), function (one) {
      one.setAttribute("aria-pressed", String(one === button));
    });
    if (queue.length) { turn += 1; speech.cancel(); pressed(false); next(); }
  }

  speed(panel.querySelector('[data-rate="0.85"]'));
  panel.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.rate) speed(button);
    if (button.dataset.speak) ({ start: start, pause: pause, stop: stop })[button.dataset.speak]();
  });
  window.addEventListener("pagehide", stop);
})();
