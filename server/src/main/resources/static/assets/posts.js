/* What is done to a post where it stands: archive, delete (with ten seconds to take it back), tags. */
const { word, request, toast } = window.automedia;

async function change(id, body) {
  await request(`/api/v1/content/${id}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function hide(post) {
  const next = post.nextElementSibling?.querySelector?.('.am-post-name') ?? post.previousElementSibling?.querySelector?.('.am-post-name');
  post.hidden = true;
  next?.focus({ preventScroll: true });
}

const bringBack = (post, undo) => async () => {
  try {
    await undo();
    post.hidden = false;
  } catch (error) { toast(error.message); }
};

document.addEventListener('automedia:archive', async ({ detail: button }) => {
  const post = button.closest('article.am-post');
  const archive = button.dataset.archived !== 'true';
  try {
    await change(post.dataset.id, { isArchived: archive });
    hide(post);
    toast(word(archive ? 'js.archived' : 'js.unarchived'), bringBack(post, () => change(post.dataset.id, { isArchived: !archive })));
  } catch (error) { toast(error.message); }
});

/* A deleted post can be brought back while the note stands there. */
document.addEventListener('automedia:delete', async ({ detail: button }) => {
  const post = button.closest('article.am-post');
  const id = post.dataset.id;
  try {
    await request(`/api/v1/content/${id}`, { method: 'DELETE' });
    hide(post);
    toast(word('js.deleted'), bringBack(post, () => request(`/api/v1/content/${id}/restore`, { method: 'POST' })));
  } catch (error) { toast(error.message); }
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
    const answer = await request(`/content/${tagged.dataset.id}/card`);
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
