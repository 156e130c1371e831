'use strict';
// The run, put together from its events.

const data = JSON.parse(document.getElementById('data').textContent);

const TYPES = [ // in the order in which they are offered; a type that is not here is shown too
  ['append', '--m-append'], ['appended', '--m-appended'], ['refused', '--m-refused'],
  ['vote?', '--m-vote-q'], ['vote', '--m-vote'], ['no vote', '--m-novote'],
  ['pre-vote?', '--m-prevote-q'], ['pre-vote', '--m-prevote'], ['no pre-vote', '--m-noprevote'],
  ['heartbeat', '--m-heartbeat'], ['heartbeat ok', '--m-heartbeat'],
];
const INSTANT_FAULTS = new Set(['RESET', 'WALL_CLOCK_JUMP', 'FAILED_FORCE', 'READ_ERROR', 'WRITE_ERROR', 'BIT_ROT', 'LOST_WRITE', 'MISDIRECTED_WRITE', 'MISDIRECTED_READ']);
const LINK_CUTS = new Set(['CUT_ONE', 'CUT_HALVES', 'LEADER_IN_MINORITY', 'LEADER_IN_MAJORITY', 'RING', 'BRIDGE', 'DEAF', 'MUTE', 'CUT_LINK']);
const DEATHS = new Set(['KILL', 'POWER_CUT', 'POWER_CUT_ALL', 'RESTART', 'WIPE']);

const run = {
  end: data.end,
  servers: data.servers,
  lane: new Map(data.servers.map((name, i) => [name, i])),
  events: [],
  arrows: [],
  calls: [],
  clients: [],
  faults: [],
  commits: data.servers.map(() => []),
  states: data.servers.map(() => []),
  spells: data.servers.map(() => []),
  writes: data.servers.map(() => []),
  notes: data.servers.map(() => []),
  violation: null,
  healedAt: Infinity,
};

function words(kind) { return kind.toLowerCase().replaceAll('_', ' '); }

function ms(t, digits = 3) { return (t / 1e6).toFixed(digits) + ' ms'; }

(function decode() {
  const messages = new Map(), calls = new Map(), heartbeats = new Set(), clients = new Map();
  const current = data.servers.map(() => null);
  const last = data.servers.map(() => null);
  let now = 0;

  function add(kind, who, text, item) {
    const event = {i: run.events.length, at: now, kind, who, text, item};
    run.events.push(event);
    if (item && !item.event) item.event = event;
    return event;
  }
  function spell(lane, role, term, text) {
    if (current[lane]) current[lane].until = now;
    current[lane] = {at: now, until: run.end, role, term, text, lane};
    run.spells[lane].push(current[lane]);
  }
  function arrow(message, until, lost) {
    const made = {message, at: message.at, until, lost, from: message.from, to: message.to, type: message.type, event: message.event};
    run.arrows.push(made);
    message.copies++;
    return made;
  }
  const handlers = {
    s([number, from, to, type, text, lost]) {
      const tag = (text.match(/^\w+ (t\d+ #\d+)/) || [])[1];
      if (type === 'heartbeat') heartbeats.add(from + to + tag);
      if (type === 'appended' && heartbeats.has(to + from + tag)) type = 'heartbeat ok';
      const message = {at: now, from: run.lane.get(from), to: run.lane.get(to), type, text, copies: 0};
      add('message', from, '→ ' + to + ' ' + text + (lost ? '  (lost)' : ''), message);
      if (lost) arrow(message, now, 'lost on the way'); else messages.set(number, message);
    },
    a([number, lost]) {
      const message = messages.get(number);
      if (!message) return;
      const made = arrow(message, now, lost);
      made.end = add('arrival', run.servers[message.to], '← ' + run.servers[message.from] + ' ' + message.text + (lost ? '  (' + lost + ')' : ''), made);
    },
    r([server, role, term, index, commit, leader, vote]) {
      const lane = run.lane.get(server);
      const state = {at: now, lane, role, term, last: index, commit, leader, vote};
      const before = last[lane];
      last[lane] = state;
      run.states[lane].push(state);
      const text = words(role) + ', term ' + term + ', last ' + index + ', commit ' + commit + (leader ? ', leader ' + leader : '') + (vote ? ', vote ' + vote : '');
      add('state', server, text, state);
      if (!current[lane] || current[lane].role !== role || current[lane].term !== term) spell(lane, role, term, text);
      if (before && commit > before.commit) run.commits[lane].push({at: now, lane, from: before.commit + 1, to: commit, leads: role === 'LEADER', event: state.event});
    },
    u([server, text]) { add('up', server, text); spell(run.lane.get(server), 'STARTING', 0, text); last[run.lane.get(server)] = null; },
    d([server, text]) {
      const lane = run.lane.get(server);
      run.notes[lane].push({at: now, lane, text, event: add('down', server, text)}); // it may be up again at once
      spell(lane, 'DOWN', 0, text);
    },
    w([server, text]) {
      const write = {at: now, lane: run.lane.get(server), text};
      run.writes[write.lane].push(write);
      add('write', server, text, write);
    },
    f([length, kind, text, servers, links]) {
      const fault = {at: now, until: Math.min(run.end, INSTANT_FAULTS.has(kind) ? now : now + length), kind, text, servers: servers.map(s => run.lane.get(s)),
        links: links.map(l => l.split('>').map(s => run.lane.get(s))), linkText: links.join('  '), row: 0};
      run.faults.push(fault);
      add('fault', 'fault', words(kind) + (servers.length ? ' at ' + servers.join(' ') : '') + (links.length ? ' on ' + links.join(' ') : '') + ', ' + ms(length, 0), fault);
    },
    h() {
      run.healedAt = now;
      run.faults.forEach(f => { if (!DEATHS.has(f.kind)) f.until = Math.min(f.until, now); });
      add('world', 'world', 'all faults end');
    },
    c([id, client, server, text]) {
      if (!clients.has(client)) { clients.set(client, clients.size); run.clients.push(client); }
      const call = {at: now, until: run.end, client, row: clients.get(client), server: run.lane.get(server), text, outcome: 'OPEN', answer: ''};
      calls.set(id, call);
      run.calls.push(call);
      add('call', client, '→ ' + server + ' ' + text, call);
    },
    e([id, outcome, text]) {
      const call = calls.get(id);
      if (!call) return;
      Object.assign(call, {until: now, outcome, answer: text});
      add('answer', call.client, text, call);
    },
    n([who, text]) {
      const event = add('note', who, text);
      if (run.lane.has(who)) run.notes[run.lane.get(who)].push({at: now, lane: run.lane.get(who), text, event});
    },
    v([text]) {
      const named = [...text.matchAll(/\bn\d+\b/g)].map(m => run.lane.get(m[0])).filter(l => l !== undefined);
      run.violation = {at: now, text, lanes: [...new Set(named)]};
      add('violation', 'check', text, run.violation);
    },
  };
  for (const [gap, code, ...rest] of data.events) {
    now += gap;
    handlers[code](rest);
  }
  for (const message of messages.values()) if (!message.copies) Object.assign(arrow(message, run.end, ''), {open: true});
  run.arrows.sort((a, b) => a.at - b.at);

  const latencies = run.arrows.filter(a => !a.lost && !a.open).map(a => a.until - a.at).sort((a, b) => a - b);
  run.latency = latencies[latencies.length >> 1] || 1e6;

  const rows = []; // faults that overlap go below one another
  for (const fault of run.faults) {
    let row = rows.findIndex(until => until <= fault.at);
    if (row < 0) row = rows.length < 6 ? rows.length : rows.indexOf(Math.min(...rows));
    rows[row] = Math.max(rows[row] || 0, fault.until + run.end / 400);
    fault.row = row;
  }
  run.faultRows = rows.length;

  run.types = new Map();
  for (const [type, color] of TYPES) run.types.set(type, {color, count: 0, shown: !type.startsWith('heartbeat')});
  for (const arrow of run.arrows) {
    if (!run.types.has(arrow.type)) run.types.set(arrow.type, {color: '--m-other', count: 0, shown: true});
    run.types.get(arrow.type).count++;
  }
})();

/** The last state of a list that is ordered by time, at a moment. */
function at(list, t) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].at <= t) low = middle + 1; else high = middle;
  }
  return low - 1;
}
