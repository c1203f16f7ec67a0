/* Has the browser make a passkey, or sign with one, and sends what it answers with the form. Where it can't, as without TLS or at another host, these forms stay hidden. */
const known = 'PublicKeyCredential' in window && 'credentials' in navigator;

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  let letters = '';
  for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function named(credentials) {
  return credentials.map((one) => ({ ...one, id: bytes(one.id) }));
}

async function options(path) {
  const asked = await (await window.automedia.request(path, { method: 'POST' })).json();
  return { ...asked, challenge: bytes(asked.challenge) };
}

async function make() {
  const asked = await options('/api/v1/passkeys/options');
  return navigator.credentials.create({ publicKey: {
    ...asked, user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials),
  } });
}

async function sign(path) {
  const asked = await options(path);
  return navigator.credentials.get({ publicKey: { ...asked, allowCredentials: named(asked.allowCredentials) } });
}

const ways = {
  add: make,
  'sign-in': () => sign('/api/v1/auth/passkey/options'),
  confirm: () => sign('/api/v1/auth/confirm/options'),
};

/* Not all browsers and password managers have toJSON. */
function answer({ rawId, type, response }) {
  const told = { clientDataJSON: text(response.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[part]) told[part] = text(response[part]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  return JSON.stringify({ id: text(rawId), rawId: text(rawId), type, response: told, clientExtensionResults: {} });
}

/* Passkeys belong to a host: at another one the browser has none of them. */
function works(form) {
  const { host } = form.dataset;
  return known && (location.hostname === host || location.hostname.endsWith(`.${host}`));
}

/* What the form says of an error of the browser. */
const words = { NotAllowedError: 'refused', InvalidStateError: 'twice', SecurityError: 'elsewhere' };

const forms = [...document.querySelectorAll('form[data-passkey]')];
for (const none of document.querySelectorAll('[data-passkey-none]')) none.hidden = forms.every(works);
for (const form of forms) {
  form.hidden = !works(form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrong = form.querySelector('[role="alert"]');
    const button = form.querySelector('button');
    wrong.textContent = '';
    button.disabled = true;
    try {
      form.elements.credential.value = answer(await ways[form.dataset.passkey]());
      form.submit();
    } catch (error) {
      if (error.status === 403) location.assign(`/confirm?next=${encodeURIComponent(location.pathname)}`);
      wrong.textContent = error.status ? error.message : form.dataset[words[error.name]] ?? form.dataset.failed;
      button.disabled = false;
      button.focus();
    }
  });
}
