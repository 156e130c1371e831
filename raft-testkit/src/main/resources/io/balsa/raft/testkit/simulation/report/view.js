// What part of the run is shown, where things are on the canvas, and their colours.

const canvas = document.getElementById('diagram'), overview = document.getElementById('overview');
const pen = canvas.getContext('2d'), stripPen = overview.getContext('2d');
const view = {from: 0, to: 1, width: 0, height: 0, hover: null, selected: null, cursor: null, node: -1, query: '', matches: [], match: -1};
const GUTTER = 118, RULER = 24, FAULT_ROW = 17, BAND = 20;
const layout = {};
let colors = {};

function readColors() {
  const style = getComputedStyle(document.documentElement);
  colors = new Proxy({}, {get: (cache, name) => cache[name] || (cache[name] = style.getPropertyValue('--' + name).trim())});
}

function isDark() { return document.documentElement.dataset.theme === 'dark'; }

const HUES = [214, 150, 275, 32, 190, 320, 60, 245, 110];
function termColor(term, share) { return `hsl(${HUES[term % HUES.length]} 62% ${isDark() ? 58 : 44}% / ${share})`; }
function typeColor(type) { return colors[run.types.get(type).color.slice(2)]; }

function arrange() {
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const clientRow = run.clients.length ? Math.max(4, Math.min(11, 84 / run.clients.length)) : 0;
  layout.callout = RULER;
  layout.faults = layout.callout + (run.violation ? 24 : 0) + 4;
  layout.clients = layout.faults + run.faultRows * FAULT_ROW + (run.faultRows ? 10 : 0);
  layout.clientRow = clientRow;
  layout.lanes = layout.clients + run.clients.length * clientRow + (run.clients.length ? 14 : 0);
  const room = Math.max(window.innerHeight - canvas.getBoundingClientRect().top - window.scrollY - 16, 420);
  const count = run.servers.length;
  layout.gap = Math.max(84, Math.min(170, (room - layout.lanes) / count));
  view.width = width;
  view.height = Math.round(layout.lanes + count * layout.gap);
  canvas.style.height = view.height + 'px';
  document.getElementById('list').style.maxHeight = Math.max(150, view.height - 250) + 'px';
  canvas.width = width * scale;
  canvas.height = view.height * scale;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  overview.width = overview.clientWidth * scale;
  overview.height = overview.clientHeight * scale;
  stripPen.setTransform(scale, 0, 0, scale, 0, 0);
}

function laneY(lane) { return layout.lanes + lane * layout.gap + layout.gap / 2; }
function clientY(row) { return layout.clients + row * layout.clientRow; }
function x(t) { return GUTTER + (t - view.from) / (view.to - view.from) * (view.width - GUTTER); }
function timeAt(px) { return view.from + (px - GUTTER) / (view.width - GUTTER) * (view.to - view.from); }
function isVisible(from, until) { return until >= view.from && from <= view.to; }

function show(from, to) {
  const length = Math.min(Math.max(to - from, 2e4), run.end * 1.04);
  const middle = (from + to) / 2;
  view.from = Math.max(-run.end * 0.01, Math.min(middle - length / 2, run.end * 1.03 - length));
  view.to = view.from + length;
  changed();
}
function zoom(factor, around) {
  const length = (view.to - view.from) * factor;
  const share = (around - view.from) / (view.to - view.from);
  show(around - share * length, around + (1 - share) * length);
}
function pan(share) {
  const by = (view.to - view.from) * share;
  show(view.from + by, view.to + by);
}
function center(t) {
  const half = (view.to - view.from) / 2;
  show(t - half, t + half);
}

/** The end of the run, from where about fifty messages that are no heartbeats are left. */
function showEnd() {
  const end = run.violation ? run.violation.at : run.end;
  let left = 50, from = end;
  for (let i = run.arrows.length - 1; i >= 0 && left > 0; i--) {
    if (run.types.get(run.arrows[i].type).shown && run.arrows[i].at <= end) { from = run.arrows[i].at; left--; }
  }
  const length = Math.max(Math.min(end - from, 2e9), 4e6, 12 * run.latency);
  show(end - length, end + length * 0.07);
}

let drawing = false;
function changed() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; draw(); drawOverview(); listSoon(); });
}

/** Whether the types and the server chosen leave an event in. */
function isChosen(event) {
  const item = event.item;
  const type = event.kind === 'message' || event.kind === 'arrival' ? item.type : null;
  if (type && !run.types.get(type).shown) return false;
  if (view.node < 0) return true;
  const name = run.servers[view.node];
  return event.who === name || (type && (item.from === view.node || item.to === view.node)) || event.kind === 'violation' || (item && item.server === view.node);
}
