/* Sources: their state is fetched again when an update says that it changed. */
const { request } = window.automedia;
const place = document.getElementById('sources');
let timer = null;

async function refresh() {
  timer = null;
  try {
    const parsed = new DOMParser().parseFromString(await (await request('/platforms/list')).text(), 'text/html');
    const fresh = parsed.getElementById('sources');
    if (!fresh || fresh.innerHTML === place.innerHTML) return;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
    place.replaceChildren(...document.importNode(fresh, true).childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  } catch { /* asked again with the next update */ }
}
function soon() { timer ??= setTimeout(refresh, 600); }

document.addEventListener('automedia:update', ({ detail: update }) => { if (update.type === 'platform:status' || update.type === 'content:collected') soon(); });
document.addEventListener('automedia:resync', soon);
document.addEventListener('automedia:connection', ({ detail: state }) => { if (state === 'connected') soon(); });
/* Times until the next attempt run on without an update. */
setInterval(() => { if (!document.hidden) soon(); }, 15_000);

/* The field grows with its lines; Enter follows one address, Shift and Enter begins another. */
const field = document.getElementById('addresses');
if (field) {
  const grow = () => { field.rows = Math.min(8, field.value.split('\n').length); };
  field.addEventListener('input', grow);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); field.form.requestSubmit(); }
  });
  grow();
}
