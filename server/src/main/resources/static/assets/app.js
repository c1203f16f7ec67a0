/* What every page needs: words, requests, times that age, toasts with a way back, dialogs, keys. Pages listen to each other through
   `automedia:*` events on the document; nothing here knows a page. */
const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
const meta = document.querySelector('meta[name="csrf"]');
const language = document.documentElement.lang || 'en';
const zone = document.body.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;

function word(key, ...values) {
  return values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), words[key] ?? key);
}

function headers(more = {}) {
  return meta ? { [meta.dataset.header]: meta.content, ...more } : more;
}

/* The server's own sentence when it gave one (problem+json), else a general one. */
async function request(path, options = {}) {
  const answer = await fetch(path, { credentials: 'same-origin', ...options, headers: headers(options.headers) });
  if (answer.redirected && new URL(answer.url).pathname === '/login') { location.assign('/login'); throw new Error('signed out'); }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const error = new Error(problem.detail || word('js.failed'));
    error.status = answer.status;
    error.retryAfter = Number(answer.headers.get('Retry-After')) || 0;
    throw error;
  }
  return answer;
}

function icon(name, size = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `am-i ${size}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${document.body.dataset.icons}#i-${name}`);
  svg.append(use);
  return svg;
}

/* ---------- times age without a reload; the exact one stays in the title ---------- */
function relative(instant, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - instant) / 1000));
  if (seconds < 45) return word('time.now');
  if (seconds < 3600) return word('time.ago', word('time.minutes', Math.max(1, Math.round(seconds / 60))));
  if (seconds < 86400) return word('time.ago', word('time.hours', Math.round(seconds / 3600)));
  if (seconds < 7 * 86400) return word('time.ago', word('time.days', Math.round(seconds / 86400)));
  return null;
}

function age() {
  for (const time of document.querySelectorAll('time[data-ages]')) {
    const text = relative(Date.parse(time.dateTime));
    if (text && text !== time.textContent) time.textContent = text;
  }
}
setInterval(age, 20_000);

/* ---------- toasts ---------- */
const toasts = document.getElementById('toasts');

function toast(text, undo, seconds = 10) {
  if (!toasts) return;
  const box = document.createElement('div');
  box.className = 'am-toast';
  const line = document.createElement('span');
  line.textContent = text;
  box.append(line);
  const left = document.createElement('span');
  left.setAttribute('aria-hidden', 'true');
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = word('js.undo');
    button.addEventListener('click', () => { close(); undo(); });
    box.append(button, left);
  }
  const tick = setInterval(() => { seconds -= 1; left.textContent = word('js.seconds', seconds); if (seconds <= 0) close(); }, 1000);
  function close() { clearInterval(tick); box.remove(); }
  left.textContent = word('js.seconds', seconds);
  toasts.replaceChildren(box);
  return close;
}

/* Where the browser lets no script copy, as without TLS, it is marked for the person to do it. */
async function copy(from) {
  try {
    await navigator.clipboard.writeText(from.innerText.trim());
    toast(word('js.copied'), null, 3);
  } catch {
    getSelection().selectAllChildren(from);
  }
}

/* ---------- buttons that say what they do ---------- */
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  switch (button.dataset.do) {
    case 'open': document.getElementById(button.dataset.target)?.showModal(); break;
    case 'close': button.closest('dialog')?.close(); break;
    case 'fold': {
      const open = document.getElementById(button.getAttribute('aria-controls')).classList.toggle('is-open');
      button.setAttribute('aria-expanded', String(open));
      break;
    }
    case 'reload': location.reload(); break;
    case 'copy': copy(document.getElementById(button.dataset.target)); break;
    default: document.dispatchEvent(new CustomEvent(`automedia:${button.dataset.do}`, { detail: button }));
  }
});
for (const dialog of document.querySelectorAll('dialog')) {
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
}

/* A filter takes effect when it is chosen; without script its form has a button. */
for (const form of document.querySelectorAll('form[data-auto]')) {
  form.classList.add('is-auto');
  form.addEventListener('change', () => form.requestSubmit());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, value);
    const text = query.toString();
    const action = form.getAttribute('action');
    location.assign(text ? `${action}?${text}` : form.dataset.clear ?? action);
  });
  /* What was chosen before this script ran. */
  if ([...form.elements].some((field) => field.checked !== field.defaultChecked)) form.requestSubmit();
}

/* The first visit tells the server the device's time zone; a person's own setting outranks it. */
if (!document.cookie.includes('zone=')) {
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (device) document.cookie = `zone=${device}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

document.body.addEventListener('htmx:configRequest', (event) => { Object.assign(event.detail.headers, headers()); });
document.body.addEventListener('htmx:responseError', (event) => {
  let text = word('js.failed');
  try { text = JSON.parse(event.detail.xhr.responseText).detail || text; } catch { /* the general sentence holds */ }
  toast(text);
});
document.body.addEventListener('htmx:sendError', () => toast(word('js.offline')));

/* Who loads more by keyboard goes on at the first post that came. */
let firstNew = -1;
document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const more = detail.target.matches('.am-more') && detail.target.contains(document.activeElement);
  firstNew = more ? document.querySelectorAll('article.am-post').length : -1;
});
document.body.addEventListener('htmx:afterSettle', () => {
  age();
  document.querySelectorAll('article.am-post')[firstNew]?.querySelector('.am-post-name').focus({ preventScroll: true });
  firstNew = -1;
});

/* ---------- /settings leads here ---------- */
if (location.hash === '#settings') document.getElementById('settings')?.showModal();

/* ---------- keys: j and k walk through posts, o opens, / goes to the filters, ? shows the keys ---------- */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable], dialog[open]')) return;
  const posts = [...document.querySelectorAll('article.am-post')];
  const at = posts.findIndex((post) => post.contains(document.activeElement));
  if (event.key === 'j' || event.key === 'k') {
    const next = posts[Math.max(0, Math.min(posts.length - 1, event.key === 'j' ? at + 1 : at - 1))];
    next?.querySelector('.am-post-name')?.focus();
  } else if (event.key === 'o' && at >= 0) {
    posts[at].querySelector('.am-post-name').click();
  } else if (event.key === '/') {
    const field = document.querySelector('[data-search]');
    if (field) { event.preventDefault(); field.focus(); }
  } else if (event.key === '?') {
    document.getElementById('keys')?.showModal();
  }
});

window.automedia = { word, request, headers, icon, relative, age, toast, language, zone };
document.dispatchEvent(new CustomEvent('automedia:ready'));
