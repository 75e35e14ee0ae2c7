// Names on the canvas: none covers another one.

const STILL_LABELLED = 120;
const MOST_NAMES = 160;
const HUBS = 16;
const FONT = () => (drawn() > 40 ? 12 : 13);
let labelBoxes = [];
let written = [];
let view = null;

// Labels keep their size at every zoom. The most connected come first; a label that would
// cover another one or a shape is tried on all sides, then left out.
function drawLabels(ctx) {
  if (dragging && drawn() > MANY) return;
  const scale = network.getScale();
  const unit = 1 / scale;
  const { clientWidth, clientHeight } = byId("graph");
  view = { from: network.DOMtoCanvas({ x: 4, y: 4 }),
    to: network.DOMtoCanvas({ x: clientWidth - 4, y: clientHeight - 4 }) };
  const on = nodes.filter((node) => nodeOn(node) && inView(around(node.x, node.y, 0, 0)));
  const shapes = on.map((node) => around(node.x, node.y, 2 * radius(node) + 4 * unit, 2 * radius(node) + 4 * unit));
  written = [];
  shapes.push(...keptFree());
  // among very many, the first few may cover shapes
  labelBoxes = on.length > HUBS * 9 ? [] : shapes;
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const near = (node) => !strong || strong.nodes.has(node);
  const ranked = on.sort((a, b) => (b === state.selected) - (a === state.selected) || a.id - b.id);
  ranked.filter(near).slice(0, MOST_NAMES).forEach((node, i) => {
    if (i === HUBS && labelBoxes !== shapes) labelBoxes = [...labelBoxes, ...shapes];
    nodeLabel(ctx, node, unit);
  });
  const spoken = drawn() > MOST_DRAWN ? [] : bundles.flatMap(visible).filter((line) => !strong || bright(line));
  if ((strong || spoken.length <= STILL_LABELLED) && (strong || scale > 0.6)) {
    spoken.slice(0, STILL_LABELLED).forEach((line) => lineLabel(ctx, line, unit));
  }
  ctx.globalAlpha = 0.3;
  ranked.filter((node) => !near(node)).slice(0, MOST_NAMES).forEach((node) => nodeLabel(ctx, node, unit));
  ctx.restore();
}

// The buttons that lie on the picture.
function keptFree() {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = byId("zoom-in").parentElement;
  if (offsetTop >= byId("graph").clientHeight) return [];
  const from = network.DOMtoCanvas({ x: offsetLeft - 4, y: offsetTop - 4 });
  const to = network.DOMtoCanvas({ x: offsetLeft + offsetWidth + 4, y: offsetTop + offsetHeight + 4 });
  return [{ left: from.x, top: from.y, right: to.x, bottom: to.y, of: null }];
}

const around = (x, y, width, height, of = null) =>
  ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, of });

const free = (box) => labelBoxes.every((taken) => box.right <= taken.left || box.left >= taken.right
  || box.bottom <= taken.top || box.top >= taken.bottom);

const inView = (box) => box.left >= view.from.x && box.right <= view.to.x && box.top >= view.from.y && box.bottom <= view.to.y;

function nodeLabel(ctx, node, unit) {
  const weight = node === state.selected ? "700" : "500";
  ctx.font = `${weight} ${FONT() * unit}px ${colours.font}`;
  const width = Math.max(...node.lines.map((line) => ctx.measureText(line).width)) + 4 * unit;
  const height = node.lines.length * (FONT() + 3) * unit;
  const gap = radius(node) + 3 * unit;
  const [right, down] = [gap + width / 2, gap + height / 2];
  const sides = [[0, down], [0, -down], [right, 0], [-right, 0],
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([dx, dy]) => [dx * (right - gap / 3), dy * (down - gap / 3)])];
  const boxes = sides.map(([dx, dy]) => around(node.x + dx, node.y + dy, width, height, node));
  const box = boxes.find((side) => inView(side) && free(side)) || (node === state.selected ? boxes[0] : null);
  if (!box) return;
  labelBoxes.push(box);
  node.lines.forEach((line, i) =>
    write(ctx, line, (box.left + box.right) / 2, box.top + (i + 0.5) * (FONT() + 3) * unit, colours.ink, 4 * unit));
}

function lineLabel(ctx, line, unit) {
  ctx.font = `italic ${(FONT() - 2) * unit}px ${colours.font}`;
  const count = line.lines ? new Set(line.edges.filter(edgeOn).map(({ claim }) => claim)).size : 0;
  for (const words of [wording(line), count > 1 ? `×${count}` : ""].filter(Boolean)) {
    const width = ctx.measureText(words).width + 4 * unit;
    const boxes = [0.5, 0.42, 0.58, 0.34, 0.66].map((part) => {
      const { x, y } = point(line, part);
      return around(x, y, width, (FONT() + 1) * unit, line);
    });
    const box = boxes.find(free);
    if (!box) continue;
    labelBoxes.push(box);
    return write(ctx, words, (box.left + box.right) / 2, (box.top + box.bottom) / 2, colours.muted, 4 * unit);
  }
}

// The words on a line; a bundle names its first relation and counts them.
function wording(line) {
  const labels = new Set((line.lines ? line.lines.filter(lineOn) : [line])
    .flatMap((one) => one.edges.filter(edgeOn).map((edge) => edge.label)));
  const first = relationWords([...labels][0] || "");
  const short = first.length > 32 ? `${first.slice(0, 31)}…` : first;
  const count = line.lines ? new Set(line.edges.filter(edgeOn).map(({ claim }) => claim)).size : 1;
  return count > 1 ? `${short} ×${count}` : short;
}

function write(ctx, words, x, y, colour, halo) {
  written.push({ words, x, y, colour, font: ctx.font, alpha: ctx.globalAlpha, halo });
  ctx.strokeStyle = colours.ground;
  ctx.lineWidth = halo;
  ctx.strokeText(words, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}

// A point along a line, 0 to 1; a bent line follows the curve that vis-network draws.
function point(line, t) {
  const { subject: a, object: b } = line;
  const mix = (p, q) => ({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t });
  if (!bent(line)) return mix(a, b);
  const half = bendOf(line) * 0.5 + 0.5;
  const reach = half * Math.hypot(b.x - a.x, b.y - a.y);
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + half * Math.PI;
  const via = { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) };
  return mix(mix(a, via), mix(via, b));
}
