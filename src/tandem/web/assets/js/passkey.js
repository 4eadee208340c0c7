// Passkeys: the browser is asked, and its answer is sent as a form. Without them the forms stay hidden.
export function passkeys() {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  for (const part of document.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form).catch(() => trouble(form, true));
    });
  }
}

async function answer(form) {
  trouble(form, false);
  const makes = "makes" in form.dataset;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("for", makes ? "make" : "use");
  const asked = await fetch(form.dataset.passkey, { method: "POST", body });
  if (!asked.ok) throw new Error(String(asked.status));
  const { publicKey } = await asked.json();
  const given = makes
    ? await navigator.credentials.create({ publicKey: read(publicKey) })
    : await navigator.credentials.get({ publicKey: read(publicKey) });
  form.querySelector("[name=answer]").value = JSON.stringify(told(given));
  HTMLFormElement.prototype.submit.call(form);
}

function trouble(form, shown) {
  form.querySelector("[data-trouble]").hidden = !shown;
}

// What the server sends as text is bytes for the browser, and the other way round.
function read(asked) {
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const options = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) options.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.excludeCredentials) options.excludeCredentials = known(asked.excludeCredentials);
  if (asked.allowCredentials) options.allowCredentials = known(asked.allowCredentials);
  return options;
}

function told(given) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (given.response[name]) response[name] = text(given.response[name]);
  }
  const clientExtensionResults = given.getClientExtensionResults();
  return { id: given.id, rawId: text(given.rawId), type: given.type, response, clientExtensionResults };
}

function bytes(said) {
  const plain = atob(said.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
