// Choosing a thing, a line or a way between two things, and walking along lines.

let seeking = null;

function bringIn(node) {
  if (node.shown) return;
  node.shown = true;
  shown += 1;
}

// A node left out of the first view comes in together with its neighbours.
function reveal(node) {
  if (node.shown) return;
  bringIn(node);
  node.links.slice(0, 30).forEach((line) => bringIn(other(line, node)));
  showRemainder();
}

function expand(node) {
  node.links.forEach((line) => bringIn(other(line, node)));
  showRemainder();
  paint();
}

function showWhole() {
  state.whole = true;
  nodes.forEach(bringIn);
  placeWhole();
  draw();
  showRemainder();
  paint();
  fit(false);
  remember();
}

function select(thing, { centre = false, quiet = false } = {}) {
  state.selected = thing;
  hovered = null;
  opened = thing?.path ? null : thing?.lines && !thing.iri && thing.edges ? thing : thing?.bundle || null;
  if (thing?.iri) reveal(thing);
  paint();
  showPanel();
  remember();
  if (centre && network && thing?.iri && state.view === "graph") approach(thing);
  if (!quiet) announce(thing ? described(thing) : say("Nothing selected"));
}

// A click; while the end of a way is sought, it names the end.
function pick(thing) {
  if (seeking && thing?.iri) return endWay(thing);
  if (thing && thing === opened && thing.lines.filter(lineOn).length === 1) return select(thing.lines.find(lineOn));
  return select(thing);
}

function described(thing) {
  const count = claimsIn(about(thing));
  if (thing.path) return say("A way of {steps}", { steps: counted(thing.path.length - 1, "step") });
  if (thing.edges) return `${thing.subject.label}, ${thing.label || wording(thing)}, ${thing.object.label}: ${count}`;
  return `${thing.label}, ${say(thing.type)}, ${count}`;
}

const claimsIn = (list) => counted(new Set(list.map(({ claim }) => claim)).size, "claim");

function startWay(node) {
  seeking = node;
  byId("search").value = "";
  byId("search").focus();
  const words = say("Choose the other end in the picture or by search");
  byId("seeking").textContent = words;
  announce(words);
}

function endWay(node) {
  const from = seeking;
  leaveWay();
  const way = joined([from, node]);
  if (way) select(way);
  else announce(say("No way leads from {a} to {b} in what is shown", { a: from.label, b: node.label }));
  if (!way) byId("seeking").textContent = byId("announcer").textContent;
}

function leaveWay() {
  seeking = null;
  byId("seeking").textContent = "";
}

// The shortest way through the given things in turn, over all lines that the filters let pass.
function joined(stops) {
  const path = [stops[0]];
  const used = [];
  for (let i = 1; i < stops.length; i += 1) {
    const steps = shortest(stops[i - 1], stops[i]);
    if (!steps) return null;
    for (const line of steps) {
      path.push(other(line, path[path.length - 1]));
      used.push(...line.bundle.lines.filter((one) => one.edges.some(edgeOn)));
    }
  }
  path.forEach(reveal);
  return { path, lines: used, edges: used.flatMap((line) => line.edges) };
}

function shortest(from, to) {
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = [];
    for (const node of edge) {
      for (const line of node.links) {
        const far = other(line, node);
        if (came.has(far) || !typeOn(far) || !line.edges.some(edgeOn)) continue;
        came.set(far, line);
        next.push(far);
      }
    }
    edge = next;
  }
  if (!came.has(to) || from === to) return null;
  const steps = [];
  for (let node = to; node !== from; node = other(came.get(node), node)) steps.unshift(came.get(node));
  return steps;
}

function walk(dx, dy) {
  const { selected } = state;
  const at = selected?.path ? selected.path[0] : selected?.edges ? selected.subject : selected;
  if (!at) return select(nodes.find(nodeOn) || null, { centre: true });
  const ways = at.links.filter(lineOn).map((line) => other(line, at)).filter((node) => node !== at);
  const along = (node) => {
    const length = Math.hypot(node.x - at.x, node.y - at.y) || 1;
    return ((node.x - at.x) * dx + (node.y - at.y) * dy) / length;
  };
  const best = ways.sort((a, b) => along(b) - along(a) || a.id - b.id)[0];
  if (!best || along(best) < 0.2) return announce(say("No line that way"));
  return select(best, { centre: true });
}

function leave() {
  leaveWay();
  select(null);
  byId("graph").focus();
}
