// Passkeys: <form data-passkey="create"> makes one, "get" shows one. What the device is asked
// stands in data-options, or is fetched from data-options-url; its answer goes into `credential`.
// Where that comes to nothing, [data-passkey-told] is shown.

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const known = (list) => list?.map((one) => ({ ...one, id: bytesOf(one.id) }));

/** What the server asks, as the browser takes it: bytes instead of text. */
function asked({ publicKey }) {
  const options = { ...publicKey, challenge: bytesOf(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytesOf(options.user.id) };
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
  return { publicKey: options };
}

/** What the device answered, as the server reads it. */
function answered(credential) {
  const response = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[name]) response[name] = textOf(credential.response[name]);
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: textOf(credential.rawId),
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function ask(form) {
  const { passkey, options, optionsUrl } = form.dataset;
  const wanted = options ? JSON.parse(options) : await (await fetch(optionsUrl)).json();
  return answered(await navigator.credentials[passkey](asked(wanted)));
}

function watch(form) {
  const told = form.querySelector("[data-passkey-told]");
  if (!window.PublicKeyCredential) {
    form.hidden = true;
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    told.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      told.hidden = false;
    }
  }, { capture: true });
}

for (const form of document.querySelectorAll("form[data-passkey]")) watch(form);
