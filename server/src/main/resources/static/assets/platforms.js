/* Sources: their state is fetched again when an update says that it changed. */
const { request } = window.automedia;
const place = document.getElementById('sources');
let timer = null;

async function refresh() {
  timer = null;
  try {
    const parsed = new DOMParser().parseFromString(await (await request('/platforms/list')).text(), 'text/html');
    const fresh = parsed.getElementById('sources');
    if (fresh && fresh.innerHTML !== place.innerHTML && !place.contains(document.activeElement)) place.replaceChildren(...document.importNode(fresh, true).childNodes);
  } catch { /* asked again with the next update */ }
}

document.addEventListener('automedia:update', ({ detail: update }) => {
  if (update.type === 'platform:status' || update.type === 'content:collected') timer ??= setTimeout(refresh, 600);
});
document.addEventListener('automedia:resync', () => { timer ??= setTimeout(refresh, 600); });
setInterval(() => { if (!document.hidden) timer ??= setTimeout(refresh, 0); }, 15_000);
