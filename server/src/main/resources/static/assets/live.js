/* The Live page: new posts wait while somebody reads, numbers are fetched at most every few seconds and put in place without moving anything. */
const { word, request } = window.automedia;
const feed = document.getElementById('feed');
const pill = document.getElementById('new-posts');
const page = document.getElementById('live');
const waiting = new Map();
const most = 300;
let asked = new Set();
let askTimer = null;
const soonest = 250;
const slowest = 60_000;
let pause = soonest;
let figuresTimer = null;
let figuresAt = 0;
let reading = false;

const filters = () => location.search.replace(/^\?/, '');
const isFixed = () => page.dataset.until === 'past';

/* ---------- posts ---------- */
document.addEventListener('automedia:update', ({ detail: update }) => {
  if (update.type === 'content:processed' || update.type === 'content:collected' || update.type === 'topic:matched') {
    const id = update.data?.contentId;
    if (id && !isFixed()) { asked.add(id); askTimer ??= setTimeout(ask, pause); }
    figures();
  } else if (update.type === 'job:progress') {
    figures();
  }
});
document.addEventListener('automedia:resync', () => location.reload());

async function ask() {
  askTimer = null;
  const ids = [...asked].slice(0, 50);
  ids.forEach((id) => asked.delete(id));
  if (!ids.length) return;
  let cards;
  try {
    const answer = await request(`/live/posts?ids=${ids.join(',')}&${filters()}`);
    cards = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('article.am-post');
  } catch (error) {
    /* Who asks too often, or a server that is away, is asked for the same later and then less often; no more than can be shown is remembered.
       What is refused for another reason is refused again, and must not keep the others back. */
    if (!error.status || [429, 502, 503, 504].includes(error.status)) {
      asked = new Set([...ids, ...asked].slice(-most));
      pause = Math.min(slowest, pause * 2);
    }
    clearTimeout(askTimer);
    askTimer = asked.size ? setTimeout(ask, Math.max(pause, (error.retryAfter ?? 0) * 1000)) : null;
    return;
  }
  for (const card of cards) arrive(document.importNode(card, true));
  show();
  pause = Math.max(soonest, pause / 2);
  if (asked.size) askTimer ??= setTimeout(ask, pause);
}

function arrive(card) {
  const there = document.getElementById(card.id);
  if (there) {
    /* A known post says something new (it was understood, its numbers grew): in place, unless somebody is in it. */
    if (!there.contains(document.activeElement)) there.replaceWith(card);
    return;
  }
  /* What is older than all that is shown belongs to "load more": it was only announced again, because it changed. */
  const oldest = [...feed.querySelectorAll('article.am-post')].at(-1);
  if (oldest && card.dataset.at < oldest.dataset.at) return;
  waiting.delete(card.id);
  waiting.set(card.id, card);
}

function mayMove() { return !reading && feed.scrollTop < 8 && !feed.contains(document.activeElement) && !document.hidden && innerWidth >= 1200; }

function show(force = false) {
  if (waiting.size && (force || mayMove())) {
    feed.querySelector('[data-empty]')?.remove();
    const cards = [...waiting.values()].sort((a, b) => a.dataset.at.localeCompare(b.dataset.at));
    waiting.clear();
    for (const card of feed.querySelectorAll('.am-post.is-new')) card.classList.remove('is-new');
    for (const card of cards) {
      card.classList.add('is-new');
      const next = [...feed.querySelectorAll('article.am-post')].find((post) => post.dataset.at <= card.dataset.at);
      feed.insertBefore(card, next ?? feed.querySelector('.am-more'));
    }
    const posts = feed.querySelectorAll('article.am-post');
    for (let i = most; i < posts.length; i++) posts[i].remove();
  }
  pill.hidden = waiting.size === 0;
  const text = word('js.new', waiting.size);
  const line = pill.querySelector('span');
  if (line.textContent !== text) line.textContent = text;
  for (const place of document.querySelectorAll('[data-new-count]')) place.textContent = waiting.size ? text : '';
}

pill.addEventListener('click', () => {
  show(true);
  feed.scrollTo({ top: 0 });
  feed.focus({ preventScroll: true });
});
feed.addEventListener('pointerenter', () => { reading = true; });
feed.addEventListener('pointerleave', () => { reading = false; show(); });
feed.addEventListener('scroll', () => { if (feed.scrollTop < 8) show(); }, { passive: true });
feed.addEventListener('focusout', () => setTimeout(show));
document.addEventListener('visibilitychange', () => { if (!document.hidden) { show(); figures(); } });

/* ---------- numbers ---------- */
/* The server's numbers may be a few seconds old: after the first answer one more is fetched when they must be fresh. */
const stale = 5_500;
let again = false;

function figures() {
  again = true;
  if (figuresTimer || document.hidden) return;
  figuresTimer = setTimeout(fetchFigures, Math.max(400, 3000 - (Date.now() - figuresAt)));
}

async function fetchFigures() {
  figuresAt = Date.now();
  try {
    const answer = await request(`/live/figures?${filters()}`);
    const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const fresh of parsed.querySelectorAll('[data-part]')) {
      const old = page.querySelector(`[data-part="${fresh.dataset.part}"]`) ?? document.querySelector(`[data-part="${fresh.dataset.part}"]`);
      if (old && old.innerHTML !== fresh.innerHTML && !old.contains(document.activeElement)) old.replaceChildren(...document.importNode(fresh, true).childNodes);
    }
    document.dispatchEvent(new CustomEvent('automedia:figures'));
  } catch { /* asked again with the next update */ }
  figuresTimer = again ? setTimeout(fetchFigures, stale) : null;
  again = false;
}

/* The window moves on even when nothing arrives. */
setInterval(figures, 60_000);
