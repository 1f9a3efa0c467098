// Draws the charts of the cluster page and keeps them up to date.

const lines = ['#0f9d8f', '#d9822b', '#8b6fe8', '#d64f6c', '#3b82c4', '#8a9a3b', '#7d8590'];
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const plots = new Map();
let timer;
let library;

// uPlot is a script, not a module.
function load(address) {
  return library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      library = undefined;
      reject(new Error(`${address} could not be loaded.`));
    };
    document.head.append(script);
  });
}

function options(figure, names) {
  const style = getComputedStyle(document.body);
  const ink = style.getPropertyValue('--bs-secondary-color');
  const grid = style.getPropertyValue('--bs-border-color');
  const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const unit = figure.dataset.unit;
  return {
    width: figure.querySelector('[data-plot]').clientWidth,
    height: 190,
    series: [{ value: (_, time) => time == null ? '–' : clock.format(new Date(1000 * time)) }, ...names.map((name, index) => ({
      label: name,
      stroke: lines[index % lines.length],
      width: 1.5,
      points: { size: 4 },
      value: (_, value) => value == null ? '–' : value.toLocaleString() + unit,
    }))],
    axes: [{ ...axis, space: 90, values: (_, times) => times.map(time => clock.format(new Date(1000 * time))) }, { ...axis, size: 58 }],
    scales: { y: { range: (_, low, high) => [0, Math.max(high ?? 0, low === high ? 1 : 0) * 1.1 || 1] } },
    legend: { live: true },
    // Room for half of the last time below the axis.
    padding: [null, 34, null, null],
  };
}

function draw(figure, times, chart, gap) {
  const target = figure.querySelector('[data-plot]');
  const data = [times, ...chart.lines];
  const known = plots.get(figure);
  if (known && known.names.join() === chart.names.join()) {
    known.plot.setData(data);
  } else {
    known?.plot.destroy();
    const plot = new uPlot(options(figure, chart.names), data, target);
    plot.root.querySelector('canvas').setAttribute('aria-hidden', 'true');
    plots.set(figure, { plot, names: chart.names });
  }
  figure.querySelector('[data-now]').textContent = chart.now;
}

// A step that nobody reported is a gap, not a straight line.
function withGaps(points, step) {
  const times = [];
  const from = [];
  points.times.forEach((time, index) => {
    if (index > 0 && time - points.times[index - 1] > 1.5 * step) {
      times.push(points.times[index - 1] + step);
      from.push(-1);
    }
    times.push(time);
    from.push(index);
  });
  const charts = Object.fromEntries(Object.entries(points.charts).map(([id, chart]) =>
    [id, { ...chart, lines: chart.lines.map(line => from.map(index => index < 0 ? null : line[index])) }]));
  return { times, charts };
}

async function refresh(root) {
  const response = await fetch(root.dataset.charts, { headers: { accept: 'application/json' } });
  if (!response.ok) {
    return;
  }
  const points = withGaps(await response.json(), Number(root.dataset.step));
  for (const figure of root.querySelectorAll('[data-chart]')) {
    draw(figure, points.times, points.charts[figure.dataset.chart]);
  }
}

function start() {
  clearInterval(timer);
  for (const { plot } of plots.values()) {
    plot.destroy();
  }
  plots.clear();
  const root = document.querySelector('[data-charts]');
  if (!root) {
    return;
  }
  const again = () => document.hidden || load(root.dataset.library).then(() => refresh(root)).catch(() => {});
  again();
  timer = setInterval(again, 5000);
}

window.addEventListener('resize', () => {
  for (const [figure, { plot }] of plots) {
    plot.setSize({ width: figure.querySelector('[data-plot]').clientWidth, height: 190 });
  }
});
window.Blazor?.addEventListener('enhancedload', start);
start();
