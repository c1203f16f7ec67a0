/* The one connection for what happens now. It says how it is (connected, catching up, offline), comes back by itself with a growing pause,
   and asks for what it missed by the number of the last update it saw. Pages listen to `automedia:update`. */
const { word } = window.automedia;
const body = document.body;
let after = Number(body.dataset.seq || 0);
let pause = 1000;
let socket = null;
let timer = null;
let stopped = false;

function say(state) {
  body.dataset.connection = state;
  for (const place of document.querySelectorAll('[data-connection-state]')) {
    const dot = place.querySelector('.am-dot');
    if (dot) dot.className = `am-dot ${{ connected: '', catching: 'is-catching', offline: 'is-offline' }[state]}`;
    const text = place.querySelector('[data-connection-text]');
    const sentence = word(`js.connection.${state}`);
    if (text && text.textContent !== sentence) text.textContent = sentence;
    const retry = place.querySelector('[data-do="retry"]');
    if (retry) retry.hidden = state !== 'offline';
  }
  document.dispatchEvent(new CustomEvent('automedia:connection', { detail: state }));
}

function connect() {
  clearTimeout(timer);
  if (stopped || (socket && socket.readyState < 2)) return;
  say('catching');
  const own = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
  socket = own;
  own.addEventListener('open', () => own.send(JSON.stringify({ type: 'authenticate', after })));
  own.addEventListener('message', (message) => { if (own === socket) receive(JSON.parse(message.data)); });
  own.addEventListener('close', (event) => {
    if (own !== socket) return;
    socket = null;
    if (stopped) return;
    say('offline');
    if (event.code === 4401) { stopped = true; location.reload(); return; }
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, 30_000);
  });
}

let goal = 0;

function receive(update) {
  if (update.type === 'ready') {
    pause = 1000;
    goal = update.data?.seq ?? 0;
    if (after >= goal) say('connected');
    return;
  }
  if (update.type === 'resync') {
    after = update.data?.seq ?? after;
    say('connected');
    document.dispatchEvent(new CustomEvent('automedia:resync'));
    return;
  }
  if (!update.seq || update.seq <= after) return;
  after = update.seq;
  if (body.dataset.connection !== 'connected' && after >= goal) say('connected');
  document.dispatchEvent(new CustomEvent('automedia:update', { detail: update }));
}

document.addEventListener('automedia:retry', () => { pause = 1000; connect(); });
window.addEventListener('online', connect);
document.addEventListener('visibilitychange', () => { if (!document.hidden) connect(); });
/* One that is still being opened goes with the page; closing it would be reported as an error. */
window.addEventListener('pagehide', () => { stopped = true; if (socket?.readyState === WebSocket.OPEN) socket.close(1000); });
window.addEventListener('pageshow', (event) => { if (event.persisted) { stopped = false; connect(); } });
connect();
