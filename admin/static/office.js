"use strict";
// Makes the forms comfortable; every form works without it.

// Rows that can be added, moved and removed. Names carry the row's number: phones-0-number.
function renumber(rows) {
  const prefix = rows.dataset.rows;
  rows.querySelectorAll(":scope > .row").forEach((row, index) => {
    row.querySelectorAll("[name]").forEach((input) => {
      input.name = input.name.replace(new RegExp(`^${prefix}-\\d+`), `${prefix}-${index}`);
    });
  });
}

function empty(row) {
  row.querySelectorAll("input").forEach((input) => {
    if (input.type === "checkbox") input.checked = false;
    else input.value = "";
  });
}

function move(rows, row, action) {
  const all = [...rows.querySelectorAll(":scope > .row")];
  if (action === "remove" && all.length === 1) empty(row);
  else if (action === "remove") row.remove();
  else if (action === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
  else if (action === "down" && row.nextElementSibling?.matches(".row")) row.nextElementSibling.after(row);
  renumber(rows);
}

document.querySelectorAll("[data-rows]").forEach((rows) => {
  rows.querySelectorAll(".row-buttons, [data-add]").forEach((part) => { part.hidden = false; });
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("add" in button.dataset) {
      const all = rows.querySelectorAll(":scope > .row");
      const row = all[all.length - 1].cloneNode(true);
      empty(row);
      button.before(row);
      renumber(rows);
      row.querySelector("input").focus();
    } else if (button.dataset.row) {
      move(rows, button.closest(".row"), button.dataset.row);
    } else return;
    rows.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

// Tuesday to Friday like Monday.
document.querySelectorAll("[data-copy-monday]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const inputs = (day) => [...button.parentElement.querySelectorAll(`[data-day="${day}"] input`)];
    const monday = inputs(1);
    [2, 3, 4, 5].forEach((day) => inputs(day).forEach((input, index) => {
      input.value = input.type === "checkbox" ? "1" : monday[index].value;
      input.checked = monday[index].checked;
    }));
    button.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

// Pickers: suggestions while one types, chosen by mouse or by arrow keys and Enter.
function later(action, wait) {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => action(...given), wait); };
}

function choose(picker, item) {
  const chosen = picker.querySelector(".chosen");
  if (!("multiple" in picker.dataset)) chosen.replaceChildren();
  if (![...chosen.querySelectorAll("input")].some((input) => input.value === item.key)) {
    const chip = document.createElement("label");
    chip.className = "chip";
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: picker.dataset.name, value: item.key, checked: true,
    });
    chip.append(box, ` ${item.text}`);
    chosen.append(chip);
  }
  const input = picker.querySelector(":scope > input");
  input.value = "";
  picker.querySelector(".suggestions").hidden = true;
  picker.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(picker, items) {
  const list = picker.querySelector(".suggestions");
  list.replaceChildren(...items.map((item, index) => {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(index === 0));
    line.textContent = item.text;
    line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(picker, item); });
    line.item = item;
    return line;
  }));
  list.hidden = items.length === 0;
}

function arrow(list, step) {
  const lines = [...list.children];
  const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  const next = (now + step + lines.length) % lines.length;
  lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === next)));
  lines[next].scrollIntoView({ block: "nearest" });
}

document.querySelectorAll("[data-picker]").forEach((picker) => {
  const input = picker.querySelector(":scope > input");
  const list = picker.querySelector(".suggestions");
  const ask = later(async () => {
    const typed = input.value.trim();
    if (!typed) { list.hidden = true; return; }
    const answer = await fetch(`${picker.dataset.picker}?q=${encodeURIComponent(typed)}`);
    if (answer.ok && input.value.trim() === typed) show(picker, await answer.json());
  }, 150);
  input.addEventListener("input", ask);
  input.addEventListener("blur", () => { list.hidden = true; });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      arrow(list, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(picker, list.querySelector("[aria-selected=true]").item);
    } else if (event.key === "Escape") list.hidden = true;
  });
});

// Markdown: a toolbar, and the text as the server will render it.
function insert(area, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  area.setRangeText(before + value.slice(start, end) + after, start, end, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.querySelectorAll("[data-markdown]").forEach((editor) => {
  const area = editor.querySelector("textarea");
  const shown = editor.querySelector(".rendered");
  const toolbar = editor.querySelector(".toolbar");
  toolbar.hidden = area.disabled || Boolean(area.closest("fieldset:disabled"));
  toolbar.addEventListener("click", (event) => {
    const { wrap, prefix, link } = event.target.dataset;
    if (wrap) insert(area, wrap, wrap);
    else if (prefix) insert(area, `\n${prefix}`, "");
    else if (link !== undefined) insert(area, "[", "](https://)");
  });
  const draw = later(async () => {
    const body = new FormData();
    body.set("csrf_token", document.querySelector("[name=csrf_token]").value);
    body.set("text", area.value);
    const answer = await fetch(editor.dataset.markdown, { method: "POST", body });
    // The server has made it safe; see pages.markdown.
    if (answer.ok) shown.innerHTML = await answer.text();
    shown.hidden = !area.value.trim();
  }, 400);
  area.addEventListener("input", draw);
  if (area.value.trim()) draw();
});

// Unsaved changes are not lost by a slip.
document.querySelectorAll("form[data-guard]").forEach((form) => {
  let changed = document.getElementById("problems") !== null;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
});

document.getElementById("problems")?.focus();

// Print the page where that is what it is for.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// Ctrl+S saves, Ctrl+Enter publishes or submits: whatever button of the page carries the key.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.repeat) return;
  const button = [...document.querySelectorAll("[data-shortcut]")]
    .find((each) => each.dataset.shortcut.toLowerCase() === event.key.toLowerCase());
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

// Many at once: tick every row of the page, or none.
document.querySelectorAll("[data-tick-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll(`input[name=key][form=${button.form.id}]`)];
    const wanted = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = wanted; });
  });
});
