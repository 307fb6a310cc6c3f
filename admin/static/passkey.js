"use strict";
// Passkeys: asks the browser for one, or makes one. Without this script a code of the app does.

const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// The server speaks base64url where the browser wants bytes.
function readable(options) {
  const list = (name) => (options[name] || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = list("excludeCredentials");
  if (options.allowCredentials) made.allowCredentials = list("allowCredentials");
  return made;
}

function writable(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function post(form, address, body) {
  const headers = {
    "Content-Type": "application/json", "X-CSRFToken": form.querySelector("[name=csrf_token]").value,
  };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
}

async function prove(form) {
  const options = await post(form, form.dataset.options, {});
  if (options.location) return options;
  const publicKey = readable(options);
  if (form.dataset.passkey === "sign-in") {
    return post(form, form.dataset.answer, writable(await navigator.credentials.get({ publicKey })));
  }
  const credential = writable(await navigator.credentials.create({ publicKey }));
  return post(form, form.dataset.answer, { credential, name: form.querySelector("[name=name]").value });
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = !window.PublicKeyCredential;
  const problem = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    problem.hidden = true;
    let answer = {};
    try { answer = await prove(form); } catch (error) {
      answer.message = error.name === "SecurityError" ? form.dataset.address : form.dataset.failed;
    }
    if (answer.location) { window.location.assign(answer.location); return; }
    problem.textContent = answer.message || form.dataset.failed;
    problem.hidden = false;
    button.disabled = false;
  });
});
