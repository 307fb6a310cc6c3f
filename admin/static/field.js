"use strict";
// Visits without a network: people and what was written stand in the telephone's own database; each
// visit has an id of its own, so that sending it twice adds nothing. Nothing leaves but to the office.

const page = document.body.dataset;
const at = (id) => document.getElementById(id);
const word = (name) => document.getElementById("words").content.querySelector(`[data-word="${name}"]`).textContent;
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
const KEEP_DAYS = 7;
let open = null;

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("visits", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("people", { keyPath: "handle" });
      asked.result.createObjectStore("outbox", { keyPath: "handle" });
      asked.result.createObjectStore("facts", { keyPath: "name" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(store, mode, action) {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(store, mode);
    const asked = action(transaction.objectStore(store));
    transaction.oncomplete = () => { opened.close(); resolve(asked && asked.result); };
    transaction.onerror = transaction.onabort = () => { opened.close(); reject(transaction.error); };
  });
}

const all = (store) => within(store, "readonly", (rows) => rows.getAll());
const put = (store, row) => within(store, "readwrite", (rows) => rows.put(row));
const take = (store, key) => within(store, "readwrite", (rows) => rows.delete(key));
const clear = (store) => within(store, "readwrite", (rows) => rows.clear());
const fact = async (name) => (await within("facts", "readonly", (rows) => rows.get(name)))?.value;

// What the office answers in JSON; null where it asks to sign in, and an error where there is no net.
async function ask(address, options = {}) {
  const answer = await fetch(address, { ...options, redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect" || answer.status === 403) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function tell(state) {
  at("net").textContent = at("net").dataset[state];
  at("net").classList.toggle("returned", state === "signedOut" || state === "other");
  at("sign-in").hidden = state !== "signedOut";
}

async function fetchPeople() {
  const found = await ask(page.people);
  if (!found) { await clear("people"); return false; }
  await clear("people");
  for (const [order, person] of found.people.entries()) await put("people", { ...person, order });
  await put("facts", { name: "at", value: found.at });
  await put("facts", { name: "account", value: found.account });
  return true;
}

async function forgetOld() {
  const since = await fact("at");
  if (since && Date.now() - Date.parse(since) > KEEP_DAYS * 86400000) await clear("people");
}

function line(person, written) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "person" });
  const name = Object.assign(document.createElement("strong"), { textContent: person.name });
  const where = person.group ? ` ${person.group}${/^\d+$/.test(person.group) ? word("group") : ""}` : "";
  const state = written ? word("kept") : word(`state-${person.state || "not_owed"}`);
  const badge = Object.assign(document.createElement("span"), {
    className: `badge visit-${written ? "done" : person.state}`, textContent: state,
  });
  const last = Object.assign(document.createElement("span"), {
    className: "quiet", textContent: person.visited ? `${word("last")} ${person.visited}` : word("never"),
  });
  button.append(name, where, badge, last);
  if (person.alarm) button.append(Object.assign(document.createElement("span"), { className: "badge alarm", textContent: word("alarm") }));
  button.addEventListener("click", () => begin(person));
  item.append(button);
  return item;
}

async function draw() {
  const people = (await all("people")).sort((one, other) => one.order - other.order);
  const outbox = await all("outbox");
  const written = new Set(outbox.map((visit) => visit.elder));
  at("people").replaceChildren(...people.map((person) => line(person, written.has(person.handle))));
  at("nobody").hidden = people.length > 0;
  const since = await fact("at");
  at("as-of").textContent = since && people.length ? `${word("as-of")} ${new Date(since).toLocaleString("zh-CN")}` : "";
  at("outbox").hidden = outbox.length === 0;
  at("waiting").textContent = String(outbox.length);
  at("unsent").replaceChildren(...outbox.map((visit) => unsent(visit)));
}

function unsent(visit) {
  const item = document.createElement("li");
  item.append(`${visit.name} ${new Date(visit.at).toLocaleString("zh-CN")}`);
  if (visit.says) {
    item.append(Object.assign(document.createElement("span"), { className: "error", textContent: word("refused") + visit.says.join("；") }));
    const again = Object.assign(document.createElement("button"), { type: "button", className: "second", textContent: word("again") });
    again.addEventListener("click", () => begin({ handle: visit.elder, name: visit.name, ticket: visit.ticket }, visit));
    item.append(again);
  }
  return item;
}

function newHandle() {
  const numbers = crypto.getRandomValues(new Uint32Array(12));
  return [...numbers].map((number) => LETTERS[number % LETTERS.length]).join("");
}

function begin(person, visit = null) {
  open = { person, visit, began: Date.now(), handle: visit ? visit.handle : newHandle() };
  const form = at("visit");
  form.reset();
  for (const [name, value] of Object.entries(visit ? visit.answers : { mode: "in_person", living: person.living || "" })) {
    for (const input of form.querySelectorAll(`[name="${name}"]`)) {
      if (input.type === "radio" || input.type === "checkbox") input.checked = [].concat(value).includes(input.value);
      else input.value = value;
    }
  }
  at("whom").textContent = person.name;
  at("field-problems").hidden = true;
  show(true);
}

function show(form) {
  at("form-section").hidden = !form;
  at("list").hidden = form;
  window.scrollTo(0, 0);
}

function answers(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (["dangers", "signs"].includes(name)) (found[name] ||= []).push(value);
    else found[name] = value;
  }
  return found;
}

// The office asks the same again; here it only spares a way back.
function problems(given) {
  const missing = given.mode === "in_person"
    ? ["eat", "wear", "home", "health", "spirits", "living", "family_duty", "dangers"].filter((name) => !given[name] || !given[name].length)
    : [];
  const troubled = ["eat", "wear", "home", "health"].some((name) => given[name] === "trouble")
    || (given.dangers || []).some((name) => name !== "none");
  const found = missing.map((name) => [name, word("needed")]);
  if (troubled && !given.trouble.trim()) found.push(["trouble", word("trouble")]);
  return found;
}

async function keep(event) {
  event.preventDefault();
  const given = answers(event.target);
  const wrong = problems(given);
  const told = at("field-problems");
  told.hidden = wrong.length === 0;
  if (wrong.length) {
    told.replaceChildren(...wrong.map(([name, text]) => {
      const label = at(`field-${name}`).querySelector(".name").textContent;
      const link = Object.assign(document.createElement("a"), { href: `#field-${name}`, textContent: `${label}：${text}` });
      const one = document.createElement("p");
      one.append(link);
      return one;
    }));
    told.focus();
    return;
  }
  const when = given.at ? new Date(`${given.at}:00`) : new Date();
  delete given.at;
  const { person, visit, handle, began } = open;
  await put("outbox", {
    handle, elder: person.handle, name: person.name, ticket: person.ticket, answers: given,
    at: (visit && !event.target.elements.at.value ? new Date(visit.at) : when).toISOString(),
    seconds: Math.round((Date.now() - began) / 1000), account: (await fact("account")) || "",
  });
  show(false);
  await draw();
  await send();
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  try {
    await sendAll();
  } catch (error) {
    tell("offline");
  } finally {
    sending = false;
    await draw();
  }
}

async function sendAll() {
  const session = await ask(page.token);
  if (!session) { await clear("people"); tell("signedOut"); return; }
  const outbox = await all("outbox");
  const mine = outbox.filter((visit) => !visit.account || visit.account === session.account);
  for (let start = 0; start < mine.length; start += 50) {
    const visits = mine.slice(start, start + 50).map(({ handle, elder, ticket, answers: given, at: when, seconds }) => (
      { handle, elder, ticket, answers: given, at: when, seconds }));
    const answer = await ask(page.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": session.token },
      body: JSON.stringify({ clock: new Date().toISOString(), visits }),
    });
    if (!answer) { tell("signedOut"); return; }
    for (const result of answer.results) {
      if (result.outcome !== "refused") await take("outbox", result.handle);
      else {
        const visit = mine.find((one) => one.handle === result.handle);
        if (visit) await put("outbox", { ...visit, says: result.says });
      }
    }
  }
  tell(mine.length < outbox.length ? "other" : "online");
  await fetchPeople();
}

async function start() {
  at("visit").addEventListener("submit", keep);
  at("back").addEventListener("click", () => show(false));
  at("send").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("offline", () => tell("offline"));
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(page.worker).catch(() => {});
  await forgetOld();
  await draw();
  await send();
}

start();
