/* Copies and shares what a page hands on. The buttons wait, hidden, for a browser that can do it;
   `data-done` is what a button says afterwards. */
(function () {
  "use strict";

  function each(selector, use) { [].forEach.call(document.querySelectorAll(selector), use); }

  /* An old phone, and any page opened from a disk, has no clipboard but the selection. */
  function select(text) {
    var box = document.createElement("textarea");
    box.value = text;
    box.setAttribute("readonly", "");
    box.className = "unseen";
    document.body.appendChild(box);
    box.select();
    var done = document.execCommand("copy");
    box.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function copy(text) {
    if (!navigator.clipboard) return select(text);
    return navigator.clipboard.writeText(text).catch(function () { return select(text); });
  }

  function say(button) {
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done;
  }

  each("button[data-copy]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button.dataset.copy).then(function () { say(button); }, function () {
        button.hidden = true;
      });
    });
  });

  if (navigator.share) each("button[data-share]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var url = button.dataset.share || location.href;
      navigator.share({ title: button.dataset.title, text: button.dataset.text, url: url })
        .catch(function () { /* the reader thought better of it */ });
    });
  });
})();
