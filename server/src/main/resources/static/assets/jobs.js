/* Imports: files go up with progress, jobs move by the updates of the connection. */
const { word, request, headers, toast } = window.automedia;
const zone = document.getElementById('drop');
const input = document.getElementById('files');
const list = document.getElementById('jobs');
const sending = document.getElementById('sending');
let timer = null;

async function refresh() {
  timer = null;
  try {
    const answer = await request(`/jobs/list?open=${[...list.querySelectorAll('details[open]')].map((d) => d.dataset.job).join(',')}`);
    const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = parsed.getElementById('jobs');
    if (!fresh || fresh.innerHTML === list.innerHTML) return;
    const focused = list.contains(document.activeElement) ? document.activeElement.id : null;
    list.replaceChildren(...document.importNode(fresh, true).childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  } catch { /* asked again with the next update */ }
}
function soon() { timer ??= setTimeout(refresh, 400); }

document.addEventListener('automedia:update', ({ detail: update }) => { if (update.type === 'job:progress') soon(); });
document.addEventListener('automedia:resync', soon);
document.addEventListener('automedia:connection', ({ detail: state }) => { if (state === 'connected') soon(); });
/* Without a connection, and for work that is silent for a while. */
setInterval(() => { if (!document.hidden && list.querySelector('[data-running]')) soon(); }, 5_000);

document.addEventListener('automedia:cancel-job', async ({ detail: button }) => {
  button.disabled = true;
  try { await request(`/api/v1/jobs/${button.dataset.id}/cancel`, { method: 'POST' }); soon(); } catch (error) { button.disabled = false; toast(error.message); }
});

function send(file) {
  const line = sending.querySelector('template').content.firstElementChild.cloneNode(true);
  line.querySelector('[data-name]').textContent = file.name;
  const bar = line.querySelector('progress');
  const text = line.querySelector('[data-state]');
  sending.append(line);
  return new Promise((done) => {
    const form = new FormData();
    form.append('file', file);
    const upload = new XMLHttpRequest();
    upload.open('POST', zone.dataset.action);
    for (const [name, value] of Object.entries(headers())) upload.setRequestHeader(name, value);
    upload.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return;
      bar.value = event.loaded / event.total;
      text.textContent = word('number.percent', Math.floor((event.loaded / event.total) * 100));
    });
    upload.addEventListener('loadend', () => {
      if (upload.status >= 200 && upload.status < 300) { line.remove(); soon(); } else {
        let detail = upload.status ? word('js.failed') : word('js.offline');
        try { detail = JSON.parse(upload.responseText).detail || detail; } catch { /* the general sentence holds */ }
        line.classList.add('is-failed');
        text.textContent = detail;
        bar.hidden = true;
      }
      done();
    });
    upload.send(form);
  });
}

async function sendAll(files) { for (const file of files) await send(file); }

function sendChosen() { sendAll([...input.files]); input.value = ''; }

input.addEventListener('change', sendChosen);
for (const name of ['dragenter', 'dragover']) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('is-over'); });
for (const name of ['dragleave', 'drop']) zone.addEventListener(name, () => zone.classList.remove('is-over'));
zone.addEventListener('drop', (event) => { event.preventDefault(); sendAll([...event.dataTransfer.files]); });
/* What was chosen before this script ran. */
sendChosen();
