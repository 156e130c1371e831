// Pointer, keys, filters, search. Then the first picture.

const tip = document.getElementById('tip');
let drag = null;

function pointerAt(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
function thingAt(px, py) {
  const arrow = py > layout.lanes && px > GUTTER ? arrowAt(px, py) : null;
  let found = null;
  for (const h of hits) if (px >= h.left && px <= h.right && py >= h.top && py <= h.bottom) found = h;
  const strong = found && found.kind !== 'fault' && !(found.kind === 'violation' && arrow);
  if (found && (strong || !arrow)) return [found.item, found.kind];
  return arrow ? [arrow, 'arrow'] : [null, ''];
}
function placeTip(event) {
  const margin = 14;
  tip.style.left = Math.min(event.clientX + margin, window.innerWidth - tip.offsetWidth - 6) + 'px';
  tip.style.top = (event.clientY + margin + tip.offsetHeight > window.innerHeight ? event.clientY - margin - tip.offsetHeight : event.clientY + margin) + 'px';
}

canvas.addEventListener('pointermove', event => {
  const [px, py] = pointerAt(event);
  if (drag) {
    const by = (drag.px - px) / (view.width - GUTTER) * (drag.to - drag.from);
    drag.moved = drag.moved || Math.abs(drag.px - px) > 3;
    show(drag.from + by, drag.to + by);
    tip.hidden = true;
    return;
  }
  view.cursor = px > GUTTER ? timeAt(px) : null;
  const [item, kind] = thingAt(px, py);
  view.hover = item;
  tip.hidden = !item;
  if (item) { fill(tip, item, kind); tip.hidden = false; placeTip(event); }
  changed();
});
canvas.addEventListener('pointerleave', () => { view.hover = null; view.cursor = null; tip.hidden = true; changed(); });
canvas.addEventListener('pointerdown', event => {
  const [px] = pointerAt(event);
  drag = {px, from: view.from, to: view.to, moved: false};
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener('pointerup', event => {
  const moved = drag && drag.moved;
  drag = null;
  if (moved) return;
  const [item, kind] = thingAt(...pointerAt(event));
  if (kind === 'lane') { view.node = view.node === item.lane ? -1 : item.lane; changed(); return; }
  if (kind === 'violation') { showEnd(); }
  choose(item, kind, item && item.event);
});
canvas.addEventListener('wheel', event => {
  event.preventDefault();
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan((event.deltaX || event.deltaY) / 1200);
  else zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) / 320), Math.max(timeAt(pointerAt(event)[0]), view.from));
}, {passive: false});

function moveOverview(event) {
  const box = overview.getBoundingClientRect();
  center((event.clientX - box.left) / box.width * run.end);
}
overview.addEventListener('pointerdown', event => { overview.setPointerCapture(event.pointerId); moveOverview(event); });
overview.addEventListener('pointermove', event => { if (event.buttons) moveOverview(event); });
overview.addEventListener('wheel', event => { event.preventDefault(); zoom(Math.exp(event.deltaY / 320), (view.from + view.to) / 2); }, {passive: false});

// ---- filters ----

const chips = new Map();
function toggle(type) {
  const chosen = run.types.get(type);
  chosen.shown = !chosen.shown;
  chips.get(type).setAttribute('aria-pressed', chosen.shown);
  changed();
}
for (const [type, {color, count, shown}] of run.types) {
  if (!count) continue;
  const chip = element('span', undefined, {class: 'chip', role: 'button', tabindex: 0, 'aria-pressed': shown, style: `--c: var(${color})`, title: 'Shows or hides these messages; double click shows these alone'});
  chip.append(element('i'), type, element('small', count));
  chip.onclick = () => toggle(type);
  chip.ondblclick = () => { for (const [other, it] of run.types) if (it.count && it.shown !== (other === type)) toggle(other); };
  chip.onkeydown = event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(type); } };
  chips.set(type, chip);
  document.getElementById('types').append(chip);
}

// ---- search ----

const search = document.getElementById('search');
search.addEventListener('input', () => {
  view.query = search.value.toLowerCase().trim();
  view.matches = view.query ? run.events.filter(event => (event.who + ' ' + event.text).toLowerCase().includes(view.query)).map(event => event.i) : [];
  view.match = -1;
  document.getElementById('found').textContent = view.query ? view.matches.length + ' found' : '';
  changed();
});
function nextMatch(step) {
  const count = view.matches.length;
  if (!count) return;
  // The first time the nearest to the end of what is seen, since what is looked for is mostly shortly before.
  view.match = view.match < 0 ? Math.max(0, view.matches.findLastIndex(i => run.events[i].at <= view.to)) : (view.match + step + count) % count;
  document.getElementById('found').textContent = view.match + 1 + ' of ' + count;
  const event = run.events[view.matches[view.match]];
  select(event);
  center(event.at);
}
search.addEventListener('keydown', event => {
  if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
  if (event.key === 'Escape') search.blur();
  event.stopPropagation();
});

// ---- keys and buttons ----

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  readColors();
  changed();
}
function toggleTheme() { setTheme(!isDark()); }
const ACTIONS = {
  ArrowLeft: () => pan(-0.15), ArrowRight: () => pan(0.15),
  '+': () => zoom(0.6, (view.from + view.to) / 2), '=': () => zoom(0.6, (view.from + view.to) / 2), '-': () => zoom(1.6, (view.from + view.to) / 2),
  0: () => show(0, run.end * 1.02), v: showEnd, n: () => nextMatch(1), N: () => nextMatch(-1), t: toggleTheme,
  h: () => { for (const type of ['heartbeat', 'heartbeat ok']) if (chips.has(type)) toggle(type); },
  '/': () => search.focus(),
  Escape: () => { view.node = -1; choose(null); },
};
document.addEventListener('keydown', event => {
  if (event.target.tagName === 'INPUT' || event.ctrlKey || event.metaKey || event.altKey || !ACTIONS[event.key]) return;
  event.preventDefault();
  ACTIONS[event.key]();
});
document.getElementById('to-violation').onclick = showEnd;
document.getElementById('to-all').onclick = ACTIONS[0];
document.getElementById('closer').onclick = ACTIONS['+'];
document.getElementById('wider').onclick = ACTIONS['-'];
document.getElementById('theme').onclick = toggleTheme;

const darkness = window.matchMedia('(prefers-color-scheme: dark)');
darkness.addEventListener('change', () => setTheme(darkness.matches));
window.addEventListener('resize', () => { arrange(); changed(); });
setTheme(darkness.matches);
choose(null);
arrange();
showEnd();
