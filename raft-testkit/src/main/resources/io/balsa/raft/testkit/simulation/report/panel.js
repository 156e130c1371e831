// What is said in words: the details of one thing, the list of events, the header and the footer.

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  if (content !== undefined) made.textContent = content;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** What there is to say of something on the canvas: a headline, and names with values. */
function describe(item, kind) {
  const span = i => [['from', ms(i.at)], ['until', ms(i.until)], ['for', ms(i.until - i.at)]];
  if (item.message) {
    const fate = item.lost ? item.lost : item.open ? 'still on the way at the end' : 'after ' + ms(item.until - item.at);
    return [item.type + '  ' + run.servers[item.from] + ' → ' + run.servers[item.to],
      [['', item.message.text], ['sent', ms(item.at)], [item.lost ? 'lost' : 'arrives', (item.until > item.at && !item.open ? ms(item.until) + ', ' : '') + fate]]
        .concat(item.message.copies > 1 ? [['copies', item.message.copies]] : [])];
  }
  switch (kind) {
    case 'spell': {
      const state = run.states[item.lane][at(run.states[item.lane], view.cursor === null ? item.at : view.cursor)];
      const rows = [['', item.text], ...span(item)];
      if (state && item.term) rows.push(['here', 'last ' + state.last + ', commit ' + state.commit + (state.leader ? ', leader ' + state.leader : '') + (state.vote ? ', vote ' + state.vote : '')]);
      return [run.servers[item.lane] + ': ' + (ROLE_NAMES[item.role] || item.role) + (item.term ? ', term ' + item.term : ''), rows];
    }
    case 'fault': return ['fault: ' + words(item.kind), [['where', item.servers.map(s => run.servers[s]).join(' ') || item.linkText || 'everywhere'], ...span(item), ['in a plan', item.text]]];
    case 'call': return ['client ' + item.client + ': ' + item.text, [['at', run.servers[item.server]], ...span(item), ['ends', item.outcome === 'OPEN' ? 'not before the end of the run' : item.answer]]];
    case 'commit': return [run.servers[item.lane] + (item.leads ? ' commits ' : ' learns of commits ') + (item.from === item.to ? item.to : item.from + ' to ' + item.to), [['at', ms(item.at)]]];
    case 'write': return [run.servers[item.lane] + ' writes to its disk', [['', item.text], ['at', ms(item.at)]]];
    case 'note': return [run.servers[item.lane], [['', item.text], ['at', ms(item.at)]]];
    case 'violation': return ['Violation', [['', item.text], ['at', ms(item.at)]]];
    case 'lane': return [run.servers[item.lane], [['', 'Click to bring out what concerns this server.'], ['at the end', data.states[item.lane] || '']]];
    default: return [kind, []];
  }
}
function fill(box, item, kind) {
  const [headline, rows] = describe(item, kind);
  const block = element('div', undefined, {class: 'item'}), list = element('dl');
  const head = element('b', headline);
  if (kind === 'violation') head.className = 'alarm';
  block.append(head);
  for (const [name, value] of rows) {
    if (name === '') { block.append(element('div', value)); continue; }
    list.append(element('dt', name), element('dd', value));
  }
  block.append(list);
  box.replaceChildren(block);
}

const MOST_LISTED = 150;
let listTimer = 0;
function listSoon() { clearTimeout(listTimer); listTimer = setTimeout(listEvents, 60); }
function listEvents() {
  const first = at(run.events, view.from) + 1;
  let shown = [];
  for (let i = first; i < run.events.length && run.events[i].at <= view.to; i++) if (isChosen(run.events[i])) shown.push(run.events[i]);
  const count = shown.length;
  const focus = view.selected && view.selected.event ? view.selected.event.i : run.violation && isVisible(run.violation.at, run.violation.at) ? run.violation.event.i : run.events.length;
  if (count > MOST_LISTED) {
    let here = shown.findIndex(event => event.i >= focus);
    if (here < 0) here = count;
    const begin = Math.max(0, Math.min(here - MOST_LISTED / 2, count - MOST_LISTED));
    shown = shown.slice(begin, begin + MOST_LISTED);
  }
  document.getElementById('list-note').textContent = count > shown.length ? shown.length + ' of ' + count : count;
  const list = document.getElementById('list');
  list.replaceChildren(...shown.map(event => {
    const row = element('li');
    row.append(element('time', (event.at / 1e6).toFixed(3)), element('span', event.who), element('span', event.text, {title: event.text}));
    if (event.kind === 'violation') row.className = 'alarm';
    else if (view.selected && view.selected.event === event) row.className = 'selected';
    row.onclick = () => select(event);
    return row;
  }));
  const mark = list.querySelector('.selected') || list.querySelector('.alarm');
  if (mark) list.scrollTop = mark.offsetTop - list.offsetTop - list.clientHeight / 2;
}

/** Brings an event into view and says all about it. */
function select(event) {
  const item = event.item || event;
  const arrow = event.kind === 'message' ? run.arrows.find(a => a.message === item) || item : item;
  const kinds = {message: '', arrival: '', state: 'state', call: 'call', answer: 'call', write: 'write', fault: 'fault', violation: 'violation'};
  choose(arrow, kinds[event.kind] === undefined ? 'event' : kinds[event.kind], event);
  if (event.at < view.from || event.at > view.to) center(event.at);
}
function choose(item, kind, event) {
  view.selected = item;
  if (item && event && !item.event) item.event = event;
  const box = document.getElementById('details');
  if (!item) box.replaceChildren(element('span', 'Point at anything to see what it is; click to keep it here.', {class: 'hint'}));
  else if (kind === 'state' || kind === 'event') {
    const block = element('div', undefined, {class: 'item'});
    block.append(element('b', event.who + ' at ' + ms(event.at)), element('div', event.text));
    box.replaceChildren(block);
  } else fill(box, item, kind);
  changed();
}

(function fillPage() {
  const byId = id => document.getElementById(id);
  const name = 'Seed ' + data.seed + ', profile ' + data.profile;
  document.title = (data.violation ? '✖ ' : '') + name;
  byId('title').textContent = name;
  byId('figures').textContent = Object.entries(data.figures).map(([k, v]) => v + ' ' + k).join(' · ')
    + (data.leftOut ? ' · ' + data.leftOut + ' events before ' + ms(data.completeFrom, 0) + ' are left out here, faults and changes of roles are not' : '');
  if (data.violation) {
    byId('violation').hidden = false;
    byId('violation-time').textContent = run.violation ? 'at ' + ms(run.violation.at) : '';
    byId('violation-text').textContent = data.violation;
  } else byId('to-violation').hidden = true;
  byId('command').textContent = data.command;
  byId('copy').onclick = () => navigator.clipboard.writeText(data.command);
  byId('states').append(...data.states.map(state => element('li', state)));
  byId('plan').textContent = data.plan || 'No faults.';
  for (const [k, v] of Object.entries(data.settings)) {
    const row = element('tr');
    row.append(element('td', k), element('td', v));
    byId('settings').append(row);
  }
  const lines = [
    ['Time', 'runs from left to right. Each server has a lane; an arrow is a message, from when it left to when it was taken in.'],
    ['Dashed, with ×', 'a message that was lost. Dotted: still on the way at the end.'],
    ['Colour of a lane', 'the term. Full: leader. Pale: follower. Yellow stripes: candidate. Grey stripes: down.'],
    ['Triangle below a lane', 'the commit index went up to this number. Short line in the lane: a write to the disk.'],
    ['Dashes at a lane', 'messages from this server (above) or to it (below) are cut off. Dot above: something was said, point at it.'],
    ['Bars at the top', 'faults, as long as they last. Hatching over a lane: paused, slow, or its disk in trouble.'],
    ['Bars of clients', 'calls: green succeeded, grey failed for sure, pink nobody knows.'],
    ['Red', 'where the invariant was seen broken; the filled mark is on the server that is named first.'],
    ['Keys', 'arrows or drag: move · wheel, + and −: zoom · 0: whole run · v: violation · h: heartbeats · / : search, Enter: next · t: light or dark · Esc: let go'],
  ];
  byId('legend').append(...lines.map(([what, means]) => {
    const line = element('div');
    line.append(element('b', what + ' '), means);
    return line;
  }));
})();
