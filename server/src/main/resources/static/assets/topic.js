/* The topic editor: rows of keywords come and go, the weight is said beside its slider. The preview itself is htmx's work. */
const form = document.getElementById('topic');
const rows = document.getElementById('terms');

function changed() { form.dispatchEvent(new Event('input', { bubbles: true })); }

function number() {
  const all = rows.querySelectorAll('.am-term');
  all.forEach((row, i) => {
    for (const field of row.querySelectorAll('[data-label]')) field.setAttribute('aria-label', field.dataset.label.replace('{0}', String(i + 1)));
    row.querySelector('[data-do="remove-term"]').disabled = all.length === 1;
  });
}

document.addEventListener('automedia:add-term', () => {
  const row = rows.querySelector('.am-term').cloneNode(true);
  for (const input of row.querySelectorAll('input')) { input.value = input.type === 'range' ? '1' : ''; input.removeAttribute('aria-invalid'); }
  row.querySelector('output').textContent = '1.0';
  rows.append(row);
  number();
  row.querySelector('input').focus();
});
document.addEventListener('automedia:remove-term', ({ detail: button }) => {
  const row = button.closest('.am-term');
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  number();
  next?.querySelector('input')?.focus();
  changed();
});
rows.addEventListener('input', (event) => {
  if (event.target.type === 'range') event.target.parentElement.querySelector('output').textContent = Number(event.target.value).toFixed(1);
});
form.addEventListener('keydown', (event) => {
  /* Enter in a keyword adds the next one: nobody means to save half a topic. */
  if (event.key === 'Enter' && event.target.name === 'term') {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent('automedia:add-term'));
  }
});
number();
