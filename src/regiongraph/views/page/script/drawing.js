// The network as it is drawn; nothing moves by itself.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const MANY = 400;
const MOST_DRAWN = 5000;
// beyond it, all lines are drawn solid: a browser takes seconds for thousands of dashed ones
const MOST_DASHED = 1500;
const colours = {};
let network = null;
let nodeSet = null;
let lineSet = null;
let hovered = null;
let moved = false;
let dragging = false;
let opened = null;
let strong = null;
let shown = 0;
const drawn = () => shown;
const radius = (node) => Math.min(18, 8 + 2 * Math.sqrt(node.links.length));

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "muted", "line", "accent", "border"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
  colours.font = getComputedStyle(document.body).fontFamily;
}

// What stays strong: a step of the story, or the selection or what the pointer is on, and
// what is linked to it in so many steps.
function focus() {
  const at = hovered || state.selected;
  if (!at) return null;
  if (at.path) return { nodes: new Set(at.path), lines: new Set(at.lines) };
  if (at.edges) return { nodes: new Set([at.subject, at.object]), lines: new Set(at.lines || [at]) };
  const found = { nodes: new Set([at]), lines: new Set() };
  let edge = [at];
  for (let step = 0; step < (at === state.selected ? state.steps : 1); step += 1) {
    const next = [];
    for (const node of edge) {
      for (const line of node.links) {
        if (!lineOn(line)) continue;
        found.lines.add(line);
        const far = other(line, node);
        if (!found.nodes.has(far)) next.push(far);
        found.nodes.add(far);
      }
    }
    edge = next;
  }
  return found;
}

function drawnNode(node) {
  const { shape, fill } = look(node.type);
  const selected = node === state.selected;
  const item = {
    id: node.id, x: node.x, y: node.y, shape, size: radius(node), hidden: !nodeOn(node),
    opacity: !strong || strong.nodes.has(node) ? 1 : 0.22, borderWidth: selected ? 4 : 1.5,
    color: { background: fill, border: selected ? colours.ink : colours.border },
  };
  if (shape === "custom") item.ctxRenderer = pentagon;
  return item;
}

function pentagon({ ctx, id, x, y, style }) {
  const node = nodes[id];
  const size = style.size;
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = style.opacity ?? 1;
      trace(ctx, CORNERS.custom, x, y, size);
      ctx.fillStyle = look(node.type).fill;
      ctx.fill();
      ctx.lineWidth = node === state.selected ? 4 : 1.5;
      ctx.strokeStyle = node === state.selected ? colours.ink : colours.border;
      ctx.stroke();
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

function trace(ctx, corners, x, y, size) {
  ctx.beginPath();
  if (corners) corners.forEach(([dx, dy]) => ctx.lineTo(x + dx * size, y + dy * size));
  else ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.closePath();
}

// What is drawn of the lines between two things: all of them, or one that stands for them.
function visible(bundle) {
  const on = bundle.lines.filter(lineOn);
  return on.length > 1 && bundle !== opened ? [bundle] : on;
}

const BASES = ["stated", "open", "attested", "undated", "past"];
const basisOf = (line) => line.basis
  || BASES.find((basis) => line.lines.some((one) => lineOn(one) && one.basis === basis)) || "undated";
const bright = (line) => !strong || (line.lines ? line.lines.some((one) => strong.lines.has(one)) : strong.lines.has(line));

function drawnLine(line) {
  const chosen = line === state.selected || (line.bundle && line.bundle === state.selected);
  const { width, dashes } = STROKES[basisOf(line)];
  const both = line.lines && line.lines.some((one) => one.subject !== line.lines[0].subject);
  const back = line.lines && line.lines[0].subject !== line.subject;
  return {
    id: line.id, from: line.subject.id, to: line.object.id, dashes: bundles.length <= MOST_DASHED && dashes, width: width + (chosen ? 1.4 : 0),
    arrows: { to: { enabled: !back || both }, from: { enabled: Boolean(back || both), scaleFactor: 0.55 } },
    color: { color: chosen ? colours.accent : colours.line, opacity: bright(line) ? 1 : 0.15 },
    smooth: bent(line) ? { enabled: true, type: "curvedCW", roundness: bendOf(line) } : false,
  };
}

const bent = (line) => Boolean(line.bend) && line.bundle === opened;
const bendOf = (line) => Math.min(0.6, 0.16 * line.bend);

function paint() {
  if (!network) return;
  strong = focus();
  const items = bundles.filter(({ subject, object }) => subject.shown && object.shown).flatMap(visible);
  if (network instanceof Overview) return network.show(items);
  const ids = new Set(items.map((line) => line.id));
  lineSet.remove(lineSet.getIds().filter((id) => !ids.has(id)));
  nodeSet.update(nodes.filter((node) => node.shown).map(drawnNode));
  lineSet.update(items.map(drawnLine));
  return network.redraw();
}

// vis-network draws what it can draw fluently; more, or an older browser, gets plain points.
function draw() {
  const box = byId("graph");
  const plainly = !window.vis || drawn() > MOST_DRAWN;
  if (network && plainly === network instanceof Overview) return;
  network?.destroy();
  network = plainly ? new Overview(box) : engine(box);
  box.classList.toggle("overview", plainly);
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ pointer }) => pick(under(pointer)));
  network.on("doubleClick", ({ pointer }) => { const node = under(pointer); if (node?.iri) expand(node); });
  network.on("hoverNode", ({ node }) => hover(nodes[node]));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => { box.classList.add("over"); });
  network.on("blurEdge", () => { box.classList.remove("over"); });
  network.on("dragStart", () => { dragging = true; });
  network.on("dragEnd", (event) => {
    dragging = false;
    moved = true;
    for (const id of event.nodes) Object.assign(nodes[id], network.getPosition(id));
  });
  network.on("zoom", () => { moved = true; });
  network.on("resize", () => { if (!moved) fit(false); });
}

function engine(box) {
  const { DataSet, Network } = window.vis;
  const many = drawn() > MANY;
  nodeSet = new DataSet();
  lineSet = new DataSet();
  return new Network(box, { nodes: nodeSet, edges: lineSet }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, selectable: false, dragNodes: true, hideEdgesOnDrag: many,
      hideEdgesOnZoom: many, tooltipDelay: 1e9 },
    nodes: { chosen: false },
    edges: { chosen: false, arrows: { to: { scaleFactor: 0.55 } }, arrowStrikethrough: false },
  });
}

function hover(node) {
  byId("graph").classList.toggle("over", Boolean(node));
  if (hovered === node || drawn() > MANY) return;
  hovered = node;
  paint();
}

function under({ DOM, canvas }) {
  const node = network.getNodeAt(DOM);
  if (node !== undefined) return nodes[node];
  const label = labelBoxes.find((box) => box.of && canvas.x >= box.left && canvas.x <= box.right
    && canvas.y >= box.top && canvas.y <= box.bottom);
  if (label) return label.of;
  const line = network.getEdgeAt(DOM);
  return line === undefined ? null : linesById.get(line);
}

const linesById = new Map([...lines, ...bundles].map((line) => [line.id, line]));

// Show all nodes with their labels, which keep their size while distances follow the zoom.
function fit(smoothly = true) {
  const on = nodes.filter(nodeOn);
  const { clientWidth: width, clientHeight: height } = byId("graph");
  if (!on.length || !width || !network) return;
  moved = false;
  const room = on.length > MANY ? 0 : 1;
  const sides = on.map((node) => room * Math.max(...node.lines.map((line) => line.length)) * FONT() * 0.28 + 8);
  const span = (scale) => {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    on.forEach((node, i) => {
      box.left = Math.min(box.left, node.x * scale - sides[i]);
      box.right = Math.max(box.right, node.x * scale + sides[i]);
      box.top = Math.min(box.top, node.y * scale - 28);
      box.bottom = Math.max(box.bottom, node.y * scale + 28 + room * (FONT() + 3) * node.lines.length);
    });
    return box;
  };
  let [low, scale] = [0.005, 1.2];
  for (let i = 0, high = scale; i < 14; i += 1) {
    const { left, right, top, bottom } = span(scale);
    if (right - left <= width && bottom - top <= height) low = scale;
    else high = scale;
    scale = (low + high) / 2;
  }
  const { left, right, top, bottom } = span(low);
  glide({ position: { x: (left + right) / 2 / low, y: (top + bottom) / 2 / low }, scale: low }, smoothly);
}

function glide(to, smoothly = true) {
  const animation = smoothly && !calm.matches && { duration: 300, easingFunction: "easeInOutQuad" };
  network.moveTo({ ...to, animation });
}

// Move only if the node is not well in sight.
function approach({ x, y }) {
  const at = network.canvasToDOM({ x, y });
  const { clientWidth: width, clientHeight: height } = byId("graph");
  if (Math.abs(at.x / width - 0.5) > 0.42 || Math.abs(at.y / height - 0.5) > 0.42) glide({ position: { x, y } });
}

function zoom(factor) {
  moved = true;
  glide({ scale: Math.max(0.005, Math.min(6, network.getScale() * factor)) });
}
