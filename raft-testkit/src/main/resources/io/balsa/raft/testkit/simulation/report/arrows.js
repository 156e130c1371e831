// The messages.

const MOST_ARROWS = 6000;
let shownArrows = [];

/** Where an arrow is drawn. One that was lost at once goes part of the way, as far as others come in that time. */
function ends(arrow) {
  const down = arrow.to > arrow.from ? 1 : -1;
  const y1 = laneY(arrow.from) + down * BAND / 2, full = laneY(arrow.to) - down * BAND / 2;
  let until = arrow.until, share = 1;
  if (arrow.lost && arrow.until === arrow.at) { until = arrow.at + run.latency * 0.5; share = 0.5; }
  if (arrow.open) { share = Math.min(0.9, Math.max(0.15, (run.end - arrow.at) / (2 * run.latency))); }
  return {x1: x(arrow.at), y1, x2: x(until), y2: y1 + (full - y1) * share};
}

function isFaint(arrow) { return view.node >= 0 && arrow.from !== view.node && arrow.to !== view.node; }

function chooseArrows() {
  shownArrows = run.arrows.filter(arrow => arrow.at <= view.to && Math.max(arrow.until, arrow.at + run.latency) >= view.from && run.types.get(arrow.type).shown);
  view.thinned = 1;
  if (shownArrows.length > MOST_ARROWS) {
    view.thinned = Math.ceil(shownArrows.length / MOST_ARROWS);
    shownArrows = shownArrows.filter((arrow, i) => i % view.thinned === 0);
  }
}

function drawArrows() {
  chooseArrows();
  const many = shownArrows.length > 700, crowd = Math.max(0.25, Math.min(1, 350 / shownArrows.length));
  const groups = new Map();
  for (const arrow of shownArrows) {
    const key = arrow.type + (arrow.lost ? '/lost' : '') + (arrow.open ? '/open' : '') + (isFaint(arrow) ? '/faint' : '');
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(arrow);
  }
  pen.save();
  pen.beginPath(); pen.rect(GUTTER, layout.lanes, view.width - GUTTER, view.height - layout.lanes); pen.clip();
  for (const [key, arrows] of groups) {
    const color = typeColor(arrows[0].type), calm = arrows[0].type.startsWith('heartbeat') || arrows[0].type.includes('pre-vote');
    pen.globalAlpha = key.includes('/faint') ? 0.1 : crowd * (key.includes('/open') ? 0.6 : calm ? 0.75 : 1);
    pen.strokeStyle = pen.fillStyle = color;
    pen.lineWidth = calm || many ? 1 : 1.4;
    pen.setLineDash(arrows[0].lost ? [4, 4] : arrows[0].open ? [1, 3] : []);
    pen.beginPath();
    for (const arrow of arrows) { const e = ends(arrow); pen.moveTo(e.x1, e.y1); pen.lineTo(e.x2, e.y2); }
    pen.stroke();
    pen.setLineDash([]);
    if (!many) for (const arrow of arrows) drawTip(arrow, ends(arrow));
  }
  pen.globalAlpha = 1;
  for (const item of [view.hover, view.selected]) if (item && item.message) drawLoud(item);
  pen.restore();
  if (view.thinned > 1) haloed('One in ' + view.thinned + ' messages is drawn. Zoom in to see all.', GUTTER + 8, layout.lanes + 12, colors.faint, '11px system-ui, "DejaVu Sans", sans-serif');
}

function drawTip(arrow, e) {
  const angle = Math.atan2(e.y2 - e.y1, e.x2 - e.x1);
  if (arrow.lost) {
    pen.lineWidth = 1.6;
    pen.beginPath();
    for (const s of [-1, 1]) { pen.moveTo(e.x2 - 4, e.y2 - 4 * s); pen.lineTo(e.x2 + 4, e.y2 + 4 * s); }
    pen.stroke();
  } else if (!arrow.open) {
    pen.beginPath();
    pen.moveTo(e.x2, e.y2);
    for (const s of [-0.38, 0.38]) pen.lineTo(e.x2 - 8 * Math.cos(angle + s), e.y2 - 8 * Math.sin(angle + s));
    pen.fill();
  }
}

function drawLoud(arrow) {
  const e = ends(arrow);
  pen.strokeStyle = colors.page; pen.lineWidth = 7;
  pen.beginPath(); pen.moveTo(e.x1, e.y1); pen.lineTo(e.x2, e.y2); pen.stroke();
  pen.strokeStyle = pen.fillStyle = typeColor(arrow.type); pen.lineWidth = 3;
  pen.setLineDash(arrow.lost ? [6, 4] : []);
  pen.beginPath(); pen.moveTo(e.x1, e.y1); pen.lineTo(e.x2, e.y2); pen.stroke();
  pen.setLineDash([]);
  drawTip(arrow, e);
  const label = arrow.message.text, font = '11px system-ui, "DejaVu Sans", sans-serif';
  const px = Math.max(GUTTER + 4, Math.min((e.x1 + e.x2) / 2 + 8, view.width - textWidth(label, font) - 6));
  haloed(label, px, (e.y1 + e.y2) / 2 + 4, colors.text, font);
}

/** The arrow nearest to the pointer, if it is near. */
function arrowAt(px, py) {
  let best = null, least = 7;
  for (const arrow of shownArrows) {
    const e = ends(arrow), dx = e.x2 - e.x1, dy = e.y2 - e.y1;
    if (px < Math.min(e.x1, e.x2) - 7 || px > Math.max(e.x1, e.x2) + 7) continue;
    const share = Math.max(0, Math.min(1, ((px - e.x1) * dx + (py - e.y1) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(px - e.x1 - share * dx, py - e.y1 - share * dy);
    if (distance < least) { least = distance; best = arrow; }
  }
  return best;
}

function draw() {
  hits = [];
  pen.fillStyle = colors.page;
  pen.fillRect(0, 0, view.width, view.height);
  drawRuler();
  if (data.completeFrom > view.from) {
    pen.fillStyle = colors.panel;
    pen.fillRect(GUTTER, layout.clients, x(data.completeFrom) - GUTTER, view.height);
    if (x(data.completeFrom) > GUTTER + 330) text('Before ' + ms(data.completeFrom, 0) + ' only the outline is kept', GUTTER + 8, view.height - 8, colors.faint);
  }
  drawFaults();
  drawClients();
  for (let lane = 0; lane < run.servers.length; lane++) drawLane(lane);
  drawArrows();
  for (let lane = 0; lane < run.servers.length; lane++) drawTicks(lane);
  if (view.selected && view.selected.at !== undefined && isVisible(view.selected.at, view.selected.at)) {
    pen.strokeStyle = colors.accent; pen.lineWidth = 1; pen.setLineDash([5, 4]);
    pen.beginPath(); pen.moveTo(x(view.selected.at), RULER); pen.lineTo(x(view.selected.at), view.height); pen.stroke(); pen.setLineDash([]);
  }
  drawViolation();
  drawGutter();
  if (view.cursor !== null && view.cursor >= view.from) {
    const px = x(view.cursor), label = ms(view.cursor);
    pen.fillStyle = colors.faint; pen.globalAlpha = 0.5; pen.fillRect(px, RULER, 1, view.height); pen.globalAlpha = 1;
    haloed(label, Math.min(px + 4, view.width - textWidth(label) - 4), 14, colors.text, 'bold 11px system-ui, "DejaVu Sans", sans-serif');
  }
}
