// Everything but the messages: ruler, faults, clients, lanes, the violation.

let hits = []; // what is where, for the pointer; the last drawn wins

function hit(left, top, width, height, item, kind) { hits.push({left, top, right: left + width, bottom: top + height, item, kind}); }

function text(words, px, py, color, font = '11px system-ui, "DejaVu Sans", sans-serif') {
  pen.font = font;
  pen.fillStyle = color;
  pen.fillText(words, px, py);
}
/** Text that stays legible on whatever is below it. */
function haloed(words, px, py, color, font) {
  pen.font = font || '10.5px system-ui, "DejaVu Sans", sans-serif';
  pen.lineWidth = 3;
  pen.lineJoin = 'round';
  pen.strokeStyle = colors.page;
  pen.strokeText(words, px, py);
  pen.fillStyle = color;
  pen.fillText(words, px, py);
}
function textWidth(words, font) { pen.font = font || '11px system-ui, "DejaVu Sans", sans-serif'; return pen.measureText(words).width; }

function hatch(left, top, width, height, color, step = 6) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let px = left - height - (left % step); px < left + width; px += step) { pen.moveTo(px, top + height); pen.lineTo(px + height, top); }
  pen.stroke();
  pen.restore();
}

function drawRuler() {
  const perPixel = (view.to - view.from) / (view.width - GUTTER);
  let step = Math.pow(10, Math.ceil(Math.log10(perPixel * 90)));
  if (step / 5 > perPixel * 90) step /= 5; else if (step / 2 > perPixel * 90) step /= 2;
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step / 1e6))));
  for (let t = Math.ceil(Math.max(0, view.from) / step) * step; t <= view.to; t += step) {
    const px = Math.round(x(t)) + 0.5;
    pen.strokeStyle = colors.line;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    pen.beginPath(); pen.moveTo(px, RULER - 5); pen.lineTo(px, view.height); pen.stroke();
    pen.globalAlpha = 1;
    text((step >= 1e9 ? (t / 1e9).toFixed(0) + ' s' : (t / 1e6).toFixed(digits) + ' ms'), px + 3, 14, colors.faint);
  }
}

function drawFaults() {
  for (const fault of run.faults) {
    if (!isVisible(fault.at, fault.until)) continue;
    const left = Math.max(x(fault.at), GUTTER), right = Math.min(Math.max(x(fault.until), x(fault.at) + 5), view.width);
    const top = layout.faults + fault.row * FAULT_ROW;
    const color = LINK_CUTS.has(fault.kind) ? colors.cut : DEATHS.has(fault.kind) ? colors.down : colors.fault;
    const loud = view.hover === fault || view.selected === fault;
    pen.globalAlpha = loud ? 0.75 : 0.32;
    pen.fillStyle = color;
    pen.fillRect(left, top, right - left, FAULT_ROW - 3);
    pen.globalAlpha = 1;
    pen.fillRect(left, top, 2, FAULT_ROW - 3);
    hit(left - 3, top, right - left + 6, FAULT_ROW - 2, fault, 'fault');
    const name = words(fault.kind);
    const where = fault.servers.length ? ' ' + fault.servers.map(s => run.servers[s]).join(' ') : fault.links.length ? ' ' + fault.linkText : '';
    for (const label of [name + where, name]) {
      if (textWidth(label) + 8 < right - left) { text(label, left + 5, top + 11, colors.text); break; }
    }
    for (const lane of fault.servers) if (!DEATHS.has(fault.kind)) drawFaultOnLane(fault, lane, left, right, color, loud);
    if (LINK_CUTS.has(fault.kind) || loud) {
      for (const [from, to] of fault.links) {
        pen.fillStyle = color;
        pen.globalAlpha = loud ? 1 : 0.65;
        for (let px = left - (left % 7); px < right; px += 7) { // out above the band, in below it
          pen.fillRect(Math.max(px, left), laneY(from) - BAND / 2 - 5, Math.min(4, right - px), 3);
          pen.fillRect(Math.max(px, left), laneY(to) + BAND / 2 + 2, Math.min(4, right - px), 3);
        }
        pen.globalAlpha = 1;
      }
    }
  }
}
function drawFaultOnLane(fault, lane, left, right, color, loud) {
  const top = laneY(lane) - BAND / 2 - 9, height = BAND + 18;
  pen.globalAlpha = loud ? 0.45 : 0.2;
  pen.fillStyle = color;
  pen.fillRect(left, top, right - left, height);
  pen.globalAlpha = loud ? 0.9 : 0.5;
  hatch(left, top, right - left, height, color);
  pen.globalAlpha = 1;
  hit(left - 2, top, right - left + 4, height, fault, 'fault');
}

const CALL_COLORS = {OK: 'ok', FAILED: 'failed', UNKNOWN: 'unknown', OPEN: 'accent'};
function drawClients() {
  if (!run.clients.length) return;
  const height = Math.max(2.5, layout.clientRow - 2);
  for (const call of run.calls) {
    if (!isVisible(call.at, call.until)) continue;
    const left = Math.max(x(call.at), GUTTER), width = Math.max(Math.min(x(call.until), view.width) - left, 2);
    const loud = view.hover === call || view.selected === call;
    pen.globalAlpha = view.node >= 0 && call.server !== view.node ? 0.2 : 1;
    pen.fillStyle = loud ? colors.text : colors[CALL_COLORS[call.outcome]];
    pen.fillRect(left, clientY(call.row), width, height);
    if (loud) {
      pen.strokeStyle = colors.text;
      pen.lineWidth = 1;
      pen.setLineDash([2, 3]);
      pen.beginPath();
      for (const t of [call.at, call.until]) { pen.moveTo(x(t), clientY(call.row) + height); pen.lineTo(x(t), laneY(call.server) - BAND / 2); }
      pen.stroke();
      pen.setLineDash([]);
    }
    hit(left - 1, clientY(call.row) - 1, width + 2, height + 2, call, 'call');
  }
  pen.globalAlpha = 1;
}

const ROLE_NAMES = {LEADER: 'leader', FOLLOWER: 'follower', CANDIDATE: 'candidate', PRE_CANDIDATE: 'pre-candidate', LEARNER: 'learner', STARTING: 'starting', DOWN: 'down'};
function drawLane(lane) {
  const top = laneY(lane) - BAND / 2;
  pen.fillStyle = colors.line;
  pen.fillRect(GUTTER, top + BAND / 2 - 0.5, view.width - GUTTER, 1);
  for (let i = Math.max(0, at(run.spells[lane], view.from)); i < run.spells[lane].length; i++) {
    const spell = run.spells[lane][i];
    if (spell.at > view.to) break;
    const left = Math.max(x(spell.at), GUTTER), right = Math.min(x(spell.until), view.width), width = Math.max(right - left, 1);
    pen.clearRect(left, top, width, BAND);
    pen.fillStyle = colors.page;
    pen.fillRect(left, top, width, BAND);
    if (spell.role === 'DOWN') {
      pen.fillStyle = colors['down-page'];
      pen.fillRect(left, top, width, BAND);
      hatch(left, top, width, BAND, colors.down, 5);
    } else {
      const share = spell.role === 'LEADER' ? 0.95 : spell.role === 'STARTING' ? 0.05 : 0.24;
      pen.fillStyle = termColor(spell.term, share);
      pen.fillRect(left, top, width, BAND);
      if (spell.role.endsWith('CANDIDATE')) {
        pen.globalAlpha = spell.role === 'CANDIDATE' ? 1 : 0.55;
        hatch(left, top, width, BAND, colors.candidate, 4);
        pen.globalAlpha = 1;
      }
    }
    pen.fillStyle = colors.faint;
    if (x(spell.at) >= GUTTER) pen.fillRect(left, top, 1, BAND);
    const term = spell.term ? ' ' + spell.term : '';
    const name = ROLE_NAMES[spell.role] || words(spell.role);
    const long = spell.role === 'DOWN' ? spell.text : name + (term ? ', term' + term : '');
    for (const label of [long, name[0].toUpperCase() + term]) {
      const wide = textWidth(label, '11px system-ui, "DejaVu Sans", sans-serif') + 9;
      if (wide > width) continue;
      if (spell.role === 'LEADER') text(label, left + 5, top + 14, isDark() ? '#10131a' : '#ffffff', 'bold 11px system-ui, "DejaVu Sans", sans-serif');
      else { pen.save(); pen.beginPath(); pen.rect(left, top, width, BAND); pen.clip(); haloed(label, left + 5, top + 14, colors.text, '11px system-ui, "DejaVu Sans", sans-serif'); pen.restore(); }
      break;
    }
    hit(left, top, width, BAND, spell, 'spell');
  }
}
function drawTicks(lane) {
  const bottom = laneY(lane) + BAND / 2;
  pen.fillStyle = colors.text;
  for (let i = Math.max(0, at(run.writes[lane], view.from)); i < run.writes[lane].length && run.writes[lane][i].at <= view.to; i++) {
    const px = x(run.writes[lane][i].at);
    if (px < GUTTER) continue;
    pen.globalAlpha = 0.6;
    pen.fillRect(px - 0.75, bottom - 5, 1.5, 5);
    pen.globalAlpha = 1;
    hit(px - 3, bottom - 6, 6, 7, run.writes[lane][i], 'write');
  }
  let free = -Infinity;
  for (let i = Math.max(0, at(run.commits[lane], view.from)); i < run.commits[lane].length && run.commits[lane][i].at <= view.to; i++) {
    const commit = run.commits[lane][i], px = x(commit.at);
    if (px < GUTTER) continue;
    pen.fillStyle = commit.leads ? colors.text : colors.faint;
    pen.beginPath(); pen.moveTo(px, bottom + 1); pen.lineTo(px - 4, bottom + 8); pen.lineTo(px + 4, bottom + 8); pen.fill();
    hit(px - 5, bottom, 10, 9, commit, 'commit');
    const label = (commit.leads ? 'commit ' : '') + commit.to;
    const width = textWidth(label, '10.5px system-ui, "DejaVu Sans", sans-serif');
    const left = Math.max(px - width / 2, GUTTER + 2);
    if (left > free + 5) {
      haloed(label, left, bottom + 18, commit.leads ? colors.text : colors.faint);
      free = left + width;
    }
  }
  for (const note of run.notes[lane]) {
    if (!isVisible(note.at, note.at)) continue;
    const px = x(note.at);
    pen.fillStyle = colors.fault;
    pen.beginPath(); pen.arc(px, bottom - BAND - 5, 3.5, 0, 7); pen.fill();
    hit(px - 5, bottom - BAND - 10, 10, 10, note, 'note');
  }
}

function drawGutter() {
  pen.fillStyle = colors.page;
  pen.fillRect(0, 0, GUTTER, view.height);
  pen.fillStyle = colors.line;
  pen.fillRect(GUTTER - 1, 0, 1, view.height);
  if (run.faults.length) text('faults', 8, layout.faults + 11, colors.faint);
  if (run.clients.length) text('clients ' + run.clients.length, 8, layout.clients + 10, colors.faint);
  const t = view.cursor === null ? (run.violation && isVisible(run.violation.at, run.violation.at) ? run.violation.at : view.to) : view.cursor;
  for (let lane = 0; lane < run.servers.length; lane++) {
    const y = laneY(lane), chosen = view.node === lane;
    if (chosen) { pen.fillStyle = colors.accent; pen.fillRect(0, y - 24, 4, 50); }
    text(run.servers[lane], 10, y - 8, chosen ? colors.accent : colors.text, 'bold 15px system-ui, "DejaVu Sans", sans-serif');
    const spell = run.spells[lane][at(run.spells[lane], t)], state = run.states[lane][at(run.states[lane], t)];
    const role = spell ? ROLE_NAMES[spell.role] || words(spell.role) : 'not started';
    text(role, 38, y - 8, colors.text);
    if (spell && state && spell.term) {
      text('term ' + state.term + (state.vote ? ', vote ' + state.vote : ''), 10, y + 7, colors.faint);
      text('log to ' + state.last, 10, y + 21, colors.faint);
      text('commit ' + state.commit, 10, y + 35, colors.faint);
    }
    hit(0, y - layout.gap / 2, GUTTER, layout.gap, {lane}, 'lane');
  }
}

function drawViolation() {
  const found = run.violation;
  if (!found) return;
  const px = x(found.at), inView = px >= GUTTER && px <= view.width;
  if (inView) {
    pen.fillStyle = colors.alarm;
    pen.fillRect(px - 1.25, RULER, 2.5, view.height - RULER);
    found.lanes.forEach((lane, i) => {
      pen.beginPath(); pen.arc(px, laneY(lane), i === 0 ? 12 : 9, 0, 7);
      pen.lineWidth = 3; pen.strokeStyle = colors.alarm;
      if (i === 0) { pen.fillStyle = colors.alarm; pen.fill(); } else { pen.fillStyle = colors.page; pen.fill(); pen.stroke(); }
      pen.strokeStyle = i === 0 ? colors['on-alarm'] : colors.alarm;
      pen.lineWidth = 2.5;
      pen.beginPath();
      for (const s of [-1, 1]) { pen.moveTo(px - 4, laneY(lane) - 4 * s); pen.lineTo(px + 4, laneY(lane) + 4 * s); }
      pen.stroke();
    });
    hit(px - 5, RULER, 10, view.height - RULER, found, 'violation');
  }
  const font = 'bold 12px system-ui, "DejaVu Sans", sans-serif', most = view.width - GUTTER - 12;
  const before = px < GUTTER ? '◀ ✖ ' : '✖ ', after = px > view.width ? ' ▶' : '';
  let label = before + found.text.split('\n')[0] + after;
  for (let length = found.text.length; textWidth(label, font) > most - 16 && length > 12; length -= 2) label = before + found.text.split('\n')[0].slice(0, length) + '…' + after;
  const width = textWidth(label, font) + 16;
  const left = Math.max(GUTTER + 4, Math.min(px - width * 0.8, view.width - width - 6));
  pen.fillStyle = colors.alarm;
  pen.fillRect(left, layout.callout + 1, width, 21);
  text(label, left + 8, layout.callout + 16, colors['on-alarm'], font);
  hit(left, layout.callout, width, 22, found, 'violation');
}

function drawOverview() {
  const width = overview.clientWidth, height = overview.clientHeight, sx = t => t / run.end * (width - 2) + 1;
  stripPen.fillStyle = colors.panel;
  stripPen.fillRect(0, 0, width, height);
  const row = (height - 16) / run.servers.length;
  run.spells.forEach((spells, lane) => spells.forEach(spell => {
    stripPen.fillStyle = spell.role === 'DOWN' ? colors.down : spell.role.endsWith('CANDIDATE') ? colors.candidate : termColor(spell.term, spell.role === 'LEADER' ? 0.95 : 0.22);
    stripPen.fillRect(sx(spell.at), 13 + lane * row, Math.max(sx(spell.until) - sx(spell.at), 0.6), row - 1);
  }));
  run.faults.forEach(fault => {
    stripPen.fillStyle = LINK_CUTS.has(fault.kind) ? colors.cut : colors.fault;
    stripPen.globalAlpha = 0.55;
    stripPen.fillRect(sx(fault.at), 1 + (fault.row % 4) * 3, Math.max(sx(fault.until) - sx(fault.at), 1.5), 2);
    stripPen.globalAlpha = 1;
  });
  if (data.completeFrom > 0) { // before this only the outline is known
    stripPen.fillStyle = colors.page;
    stripPen.globalAlpha = 0.45;
    stripPen.fillRect(0, 13, sx(data.completeFrom), height);
    stripPen.globalAlpha = 1;
  }
  for (const i of view.matches) { stripPen.fillStyle = colors.accent; stripPen.fillRect(sx(run.events[i].at) - 0.5, height - 5, 1, 5); }
  if (run.violation) { stripPen.fillStyle = colors.alarm; stripPen.fillRect(Math.min(sx(run.violation.at) - 1, width - 3), 0, 3, height); }
  const left = sx(view.from), right = Math.max(sx(view.to), left + 4);
  stripPen.fillStyle = colors.text;
  stripPen.globalAlpha = 0.13;
  stripPen.fillRect(left, 0, right - left, height);
  stripPen.globalAlpha = 1;
  stripPen.strokeStyle = colors.text;
  stripPen.lineWidth = 1.5;
  stripPen.strokeRect(left, 1, right - left, height - 2);
}
