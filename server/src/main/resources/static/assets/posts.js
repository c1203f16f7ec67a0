/* What is done to a post where it stands: archive, delete (with ten seconds to think again), tags. */
const { word, request, toast } = window.automedia;

async function change(id, body) {
  await request(`/api/v1/content/${id}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function hide(post) {
  const next = post.nextElementSibling?.querySelector?.('.am-post-name') ?? post.previousElementSibling?.querySelector?.('.am-post-name');
  post.hidden = true;
  next?.focus({ preventScroll: true });
}

document.addEventListener('automedia:archive', async ({ detail: button }) => {
  const post = button.closest('article.am-post');
  const archive = button.dataset.archived !== 'true';
  try {
    await change(post.dataset.id, { isArchived: archive });
    hide(post);
    toast(word(archive ? 'js.archived' : 'js.unarchived'), async () => { await change(post.dataset.id, { isArchived: !archive }); post.hidden = false; });
  } catch (error) { toast(error.message); }
});

/* The delete is sent when the ten seconds are over, or when the page goes: taking it back costs nothing and loses nothing. */
const leaving = new Map();
document.addEventListener('automedia:delete', ({ detail: button }) => {
  const post = button.closest('article.am-post');
  const id = post.dataset.id;
  hide(post);
  const send = () => {
    if (!leaving.has(id)) return;
    clearTimeout(leaving.get(id));
    leaving.delete(id);
    request(`/api/v1/content/${id}`, { method: 'DELETE', keepalive: true })
      .then(() => { post.remove(); if (button.dataset.then) location.assign(button.dataset.then); })
      .catch((error) => { post.hidden = false; toast(error.message); });
  };
  leaving.set(id, setTimeout(send, 10_000));
  toast(word('js.deleted'), () => { clearTimeout(leaving.get(id)); leaving.delete(id); post.hidden = false; });
});
window.addEventListener('pagehide', () => {
  for (const id of [...leaving.keys()]) {
    clearTimeout(leaving.get(id));
    leaving.delete(id);
    request(`/api/v1/content/${id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
  }
});

/* ---------- tags ---------- */
let tagged = null;
const dialog = document.getElementById('tags');
document.addEventListener('automedia:tags', ({ detail: button }) => {
  tagged = button.closest('article.am-post');
  dialog.querySelector('input').value = [...tagged.querySelectorAll('[data-tag]')].map((tag) => tag.dataset.tag).join(', ');
  dialog.querySelector('[role="alert"]').hidden = true;
  dialog.showModal();
});
dialog?.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const tags = [...new Set(dialog.querySelector('input').value.split(/[,，]/).map((tag) => tag.trim()).filter(Boolean))];
  try {
    await change(tagged.dataset.id, { tags });
    const answer = await request(`/content/${tagged.dataset.id}/card?${tagged.dataset.card ?? ''}`);
    const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = document.importNode(parsed.querySelector('article.am-post'), true);
    tagged.replaceWith(fresh);
    dialog.close();
    fresh.querySelector('.am-post-name')?.focus({ preventScroll: true });
  } catch (error) {
    const place = dialog.querySelector('[role="alert"]');
    place.textContent = error.message;
    place.hidden = false;
  }
});
