/* Charts from <script type="application/json"> beside them; colours are read from the tokens when they are drawn, and again when the theme
   changes. ECharts' own HTML tooltips carry style attributes, which our policy blocks: every tooltip here is a DOM node with classes. */
const { word, language } = window.automedia;
const root = document.documentElement;
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
const drawn = new Map();
const whole = new Intl.NumberFormat(language);
const compact = new Intl.NumberFormat(language, { notation: 'compact' });

const token = (name) => getComputedStyle(root).getPropertyValue(`--am-${name}`).trim();
const number = (value) => (value == null ? '–' : whole.format(value));
const signed = (value) => (value > 0 ? '+' : value < 0 ? '−' : '') + whole.format(Math.abs(value));
const percent = (value) => word('number.percent', whole.format(value));

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text != null) made.textContent = text;
  return made;
}

function tip(title, rows, total) {
  const box = node('div', 'am-tip');
  box.append(node('b', '', title));
  for (const row of rows) {
    const line = node('div');
    if (row.mark) line.append(node('i', row.mark));
    line.append(node('span', '', row.name), node('span', '', row.value));
    box.append(line);
  }
  if (total) {
    const line = node('div', 'is-total');
    line.append(node('span', '', total.name), node('span', '', total.value));
    box.append(line);
  }
  return box;
}

function frame(data, narrow, extra) {
  const font = getComputedStyle(document.body).fontFamily;
  const axis = { color: token('axis'), fontSize: 11, fontFamily: font };
  const { tooltip, yAxis, ...more } = extra;
  return {
    animation: !still, animationDuration: 200, animationDurationUpdate: 0, textStyle: { fontFamily: font, fontSize: 11 },
    grid: { left: 44, right: 8, top: 12, bottom: 22 },
    xAxis: {
      type: 'category', data: data.labels, axisLine: { lineStyle: { color: token('axis-line') }, onZero: false }, axisTick: { show: false },
      axisLabel: { ...axis, hideOverlap: true, interval: (i) => i % (data.every * (narrow ? 2 : 1)) === data.offset },
    },
    yAxis: {
      type: 'value', splitNumber: 3, minInterval: 1, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: token('grid') } },
      axisLabel: { ...axis, formatter: (value) => compact.format(value) }, ...yAxis,
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, padding: [8, 10], backgroundColor: token('surface'), borderColor: token('border-strong'),
      borderWidth: 1, axisPointer: { type: 'line', lineStyle: { color: token('border-control'), type: 'solid', width: 1 } }, ...tooltip,
    },
    ...more,
  };
}

/* The interval that is not over yet is paler: it is no fall. */
const faded = (data, values) => values.map((value, i) => (data.partial && i === values.length - 1 ? { value, itemStyle: { opacity: 0.45 } } : value));

const kinds = {
  volume: (data, narrow) => frame(data, narrow, {
    tooltip: { formatter: (points) => {
      const i = points[0].dataIndex;
      const rows = data.series.filter((s) => s.values[i]).reverse().map((s) => ({ mark: s.mark, name: s.name, value: number(s.values[i]) }));
      return tip(data.spans[i], rows, { name: data.total, value: number(data.series.reduce((sum, s) => sum + (s.values[i] ?? 0), 0)) });
    } },
    series: data.series.map((s) => ({
      id: s.key, name: s.name, type: 'bar', stack: 'all', barCategoryGap: '22%', barMaxWidth: 28, color: token(s.token), emphasis: { disabled: true }, data: faded(data, s.values),
    })),
  }),
  sentiment: (data, narrow) => {
    const [positive, neutral, negative] = ['positive', 'neutral', 'negative'].map((key) => data.series.find((s) => s.key === key));
    const known = positive.values.map((v, i) => v + neutral.values[i] + negative.values[i]);
    const share = (s) => s.values.map((v, i) => (known[i] ? Math.round((v / known[i]) * 100) : null));
    const up = share(positive);
    const down = share(negative);
    const most = Math.min(100, Math.max(30, Math.ceil(Math.max(...up.map((v) => v ?? 0), ...down.map((v) => v ?? 0)) / 30) * 30));
    const axis = { color: token('axis'), fontSize: 11 };
    return frame(data, narrow, {
      yAxis: { min: -most, max: most, interval: most / 2, axisLabel: { ...axis, formatter: (v) => percent(Math.abs(v)) } },
      tooltip: { formatter: (points) => {
        const i = points[0].dataIndex;
        if (!known[i]) return tip(data.spans[i], [{ name: data.total, value: number(0) }]);
        const row = (s) => ({ mark: s.mark, name: s.name, value: `${number(s.values[i])} · ${percent(Math.round((s.values[i] / known[i]) * 100))}` });
        return tip(data.spans[i], [row(positive), row(neutral), row(negative)], { name: data.net, value: signed(up[i] - down[i]) });
      } },
      series: [
        { id: 'positive', name: positive.name, type: 'bar', stack: 'all', barCategoryGap: '22%', barMaxWidth: 28, color: token('positive'), emphasis: { disabled: true }, data: faded(data, up) },
        { id: 'negative', name: negative.name, type: 'bar', stack: 'all', barCategoryGap: '22%', barMaxWidth: 28, color: token('negative'), emphasis: { disabled: true }, data: faded(data, down.map((v) => (v == null ? null : -v))) },
        { id: 'net', name: data.net, type: 'line', symbol: known.filter(Boolean).length < 2 ? 'circle' : 'none', connectNulls: false, color: token('ink'), lineStyle: { width: 1.75 }, emphasis: { disabled: true }, z: 5, data: up.map((v, i) => (v == null ? null : v - down[i])) },
      ],
    });
  },
  histogram: (data, narrow) => frame(data, narrow, {
    tooltip: { formatter: (points) => {
      const i = points[0].dataIndex;
      return tip(data.spans[i], data.series.map((s) => ({ mark: s.mark, name: s.name, value: number(s.values[i]) })));
    } },
    series: data.series.map((s) => ({ id: s.key, name: s.name, type: 'bar', stack: 'all', barCategoryGap: '18%', barMaxWidth: 44, color: token(s.token), emphasis: { disabled: true }, data: faded(data, s.values) })),
  }),
  levels: (data, narrow) => {
    /* Views are a thousand times as many as replies: beside each other, both can be read only on a scale of powers, which has no zero. */
    const tops = data.series.map((s) => Math.max(...s.values)).filter((top) => top > 0);
    const powers = Math.max(...tops) > 50 * Math.min(...tops);
    return frame(data, narrow, {
      yAxis: powers ? { type: 'log', min: 1 } : {},
      tooltip: { formatter: (points) => {
        const i = points[0].dataIndex;
        return tip(data.spans[i], data.series.map((s) => ({ mark: s.mark, name: s.name, value: number(s.values[i]) })));
      } },
      series: data.series.map((s) => ({
        id: s.key, name: s.name, type: 'line', step: 'end', symbol: data.labels.length < 3 ? 'circle' : 'none', color: token(s.token), lineStyle: { width: 1.75 }, emphasis: { disabled: true },
        data: powers ? s.values.map((value) => value || null) : s.values,
      })),
    });
  },
};

const source = (place) => document.getElementById(place.dataset.source);
const read = (place) => JSON.parse(source(place).textContent);
const isEmpty = (data) => !data.series.some((s) => s.values.some((v) => v));

function draw(place, fresh) {
  const data = read(place);
  let chart = drawn.get(place);
  if (isEmpty(data)) {
    chart?.dispose();
    drawn.delete(place);
    place.replaceChildren(node('p', 'am-chart-empty', data.empty));
    return;
  }
  if (chart && fresh) { chart.dispose(); chart = null; }
  if (!chart) {
    place.replaceChildren();
    chart = window.echarts.init(place, null, { renderer: 'canvas' });
    drawn.set(place, chart);
    if (place.dataset.group) { chart.group = place.dataset.group; window.echarts.connect(place.dataset.group); }
    chart.on('click', (point) => {
      const series = read(place).series.find((s) => s.key === point.seriesId);
      if (series?.href) location.assign(series.href);
    });
    place.classList.add('is-drawn');
  }
  chart.setOption(kinds[place.dataset.chart](data, place.clientWidth < 480), { replaceMerge: ['series'] });
}

function table(place) {
  const data = read(place);
  const made = node('table', 'am-table');
  const head = made.createTHead().insertRow();
  for (const [i, name] of [data.time, ...data.series.map((s) => s.name)].entries()) {
    const cell = node('th', i ? 'am-n' : '', name);
    cell.scope = 'col';
    head.append(cell);
  }
  const rows = made.createTBody();
  data.spans.forEach((span, i) => {
    const row = rows.insertRow();
    row.insertCell().textContent = span;
    for (const s of data.series) { const cell = row.insertCell(); cell.className = 'am-n'; cell.textContent = number(s.values[i]); }
  });
  return made;
}

function csv(data) {
  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [['start', ...data.series.map((s) => s.name)], ...data.starts.map((start, i) => [start, ...data.series.map((s) => String(s.values[i] ?? ''))])];
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function save(href, name) {
  const link = node('a');
  link.href = href;
  link.download = name;
  link.click();
}

document.addEventListener('automedia:table', ({ detail: button }) => {
  const place = document.getElementById(button.getAttribute('aria-controls'));
  const box = document.getElementById(`${place.id}-table`);
  const on = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(on));
  place.hidden = on;
  box.hidden = !on;
  if (on) box.replaceChildren(table(place)); else drawn.get(place)?.resize();
});
document.addEventListener('automedia:png', ({ detail: button }) => {
  const place = document.getElementById(button.dataset.target);
  const chart = drawn.get(place);
  if (chart) save(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: token('surface') }), `automedia-${place.dataset.name}.png`);
  button.closest('details')?.removeAttribute('open');
});
document.addEventListener('automedia:csv', ({ detail: button }) => {
  const place = document.getElementById(button.dataset.target);
  const url = URL.createObjectURL(new Blob([csv(read(place))], { type: 'text/csv;charset=utf-8' }));
  save(url, `automedia-${place.dataset.name}.csv`);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  button.closest('details')?.removeAttribute('open');
});

/* Draws what is on the page and isn't drawn yet, or whose numbers changed. */
function all(fresh = false) {
  if (!window.echarts) return;
  for (const [place, chart] of drawn) if (!place.isConnected) { chart.dispose(); drawn.delete(place); }
  for (const place of document.querySelectorAll('[data-chart]')) {
    const text = source(place).textContent;
    if (!fresh && place.dataset.drawn === text.length + ':' + hash(text)) continue;
    place.dataset.drawn = text.length + ':' + hash(text);
    draw(place, fresh);
    const box = document.getElementById(`${place.id}-table`);
    if (box && !box.hidden) box.replaceChildren(table(place));
  }
}

function hash(text) {
  let sum = 7;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
  return sum;
}

let pending;
new ResizeObserver(() => {
  clearTimeout(pending);
  pending = setTimeout(() => { for (const chart of drawn.values()) chart.resize(); }, 60);
}).observe(document.body);
document.addEventListener('automedia:theme', () => all(true));
document.addEventListener('automedia:figures', () => all());
document.body.addEventListener('htmx:afterSettle', () => all());
document.fonts.ready.then(() => all());
