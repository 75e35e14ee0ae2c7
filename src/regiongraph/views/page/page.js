"use strict";
// Everything shown is built with textContent and createElement; nothing is ever parsed as HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);

  // ---------------------------------------------------------------- data

  // beyond it, only lines of the selection carry their label
  const STILL_LABELLED = 120;
  const store = read("claims");
  const columns = [...store.textColumns, ...store.numberColumns];
  const claims = store.rows.map((row, index) => {
    const claim = { index, iri: store.claimBase + row[0] };
    columns.forEach((column, i) => {
      const value = row[i + 1];
      claim[column] =
        value !== null && i < store.textColumns.length ? store.texts[value] : value;
    });
    claim.release = claim.release === null ? null : store.releases[claim.release];
    return claim;
  });
  const nodes = read("nodes").map((node) => ({
    names: [], identifiers: [], claims: [], links: [], shown: false, type: "Unknown",
    ...node,
    iri: store.nodeBase + node.iri,
    lines: node.lines || [node.label],
  }));
  const edges = read("edges").map((edge) => ({
    subject: nodes[edge.from], object: nodes[edge.to], claim: claims[edge.claim],
    label: store.texts[edge.label],
  }));
  const lines = gatherLines();

  // One line joins two nodes by one relation; it may stand for several claims.
  function gatherLines() {
    const found = new Map();
    const bends = new Map();
    for (const edge of edges) {
      const { subject, object, claim } = edge;
      const key = [subject.id, object.id, claim.relation, claim.former].join(" ");
      if (!found.has(key)) {
        const pair = [subject.id, object.id].sort().join(" ");
        const bend = bends.get(pair) || 0;
        bends.set(pair, bend + 1);
        const line = { id: key, subject, object, relation: claim.relation,
          former: Boolean(claim.former), edges: [], bend: subject === object ? 0 : bend };
        found.set(key, line);
        subject.links.push(line);
        if (object !== subject) object.links.push(line);
      }
      found.get(key).edges.push(edge);
    }
    for (const line of found.values()) {
      const labels = new Set(line.edges.map((edge) => edge.label));
      line.label = [...labels][0] + (labels.size > 1 ? ` +${labels.size - 1}` : "");
    }
    return [...found.values()];
  }

  // Every claim as the table shows it: those between two nodes, and once those about one.
  const alone = (node) => node.claims.map((index) =>
    ({ subject: node, object: null, claim: claims[index], label: claims[index].label || claims[index].relation }));
  const told = new Set();
  const statements = [
    ...edges,
    ...nodes.flatMap(alone).filter(({ claim }) => !told.has(claim) && told.add(claim)),
  ];

  // ---------------------------------------------------------------- looks

  // The outline of each type in a box of 2 by 2 around the origin, as vis-network draws it.
  const LOOKS = {
    Person: { shape: "dot", fill: "#56b4e9", plural: "People" },
    Organisation: { shape: "square", fill: "#e69f00", plural: "Organisations" },
    Region: { shape: "diamond", fill: "#009e73", plural: "Regions" },
    Place: { shape: "triangleDown", fill: "#d55e00", plural: "Places" },
    Country: { shape: "hexagon", fill: "#0072b2", plural: "Countries" },
    Event: { shape: "star", fill: "#cc79a7", plural: "Events" },
    Document: { shape: "triangle", fill: "#f0e442", plural: "Documents" },
    Policy: { shape: "custom", fill: "#d9d9d9", plural: "Policies" },
  };
  const UNKNOWN = { shape: "dot", fill: "#ffffff", plural: null };
  const look = (type) => (Object.hasOwn(LOOKS, type) ? LOOKS[type] : UNKNOWN);
  const CORNERS = {
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => [x * 0.85, y * 0.85]),
    diamond: polygon(4, 0),
    triangle: polygon(3, 0),
    triangleDown: polygon(3, Math.PI),
    hexagon: polygon(6, Math.PI / 2),
    custom: polygon(5, 0),
    star: polygon(10, 0).map(([x, y], i) => (i % 2 ? [x * 0.45, y * 0.45] : [x, y])),
  };
  function polygon(corners, turn) {
    return Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return [Math.sin(angle), -Math.cos(angle)];
    });
  }

  const RELATIONS = {
    post: "Offices held", membership: "Memberships", event: "Events", participation: "Taking part",
    founding: "Foundings", adoption: "Adoptions", statement: "Quotations", meeting: "Meetings",
    agreement: "Agreements", appointment: "Appointments", count: "Figures", located: "Seats and places",
  };
  const relationName = (relation) =>
    Object.hasOwn(RELATIONS, relation) ? RELATIONS[relation] : relation || "Other";

  // ---------------------------------------------------------------- elements

  function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  function icon(type) {
    const svg = (tag, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    const { shape, fill } = look(type);
    const box = svg("svg", { viewBox: "-1.2 -1.2 2.4 2.4", class: "icon", "aria-hidden": "true" });
    box.append(CORNERS[shape]
      ? svg("polygon", { points: CORNERS[shape].map((corner) => corner.join(",")).join(" "), fill })
      : svg("circle", { r: 0.9, fill }));
    return box;
  }

  // Names and sentences come from outside: each keeps its direction to itself.
  const text = (value, properties = {}) => el("bdi", properties, String(value));

  function outside(address, label) {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return null;
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") return null;
    return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text(label));
  }

  const days = new Intl.DateTimeFormat("en-GB",
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  function spelled(date) {
    if (!date) return "";
    if (/^[^/]+\/[^/]+$/.test(date)) return date.split("/").map(spelled).join(" – ");
    const moment = new Date(date);
    if (Number.isNaN(moment.getTime())) return date;
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return days.format(moment);
    return /^\d{4}-\d{2}$/.test(date) ? months.format(moment) : date;
  }

  // ---------------------------------------------------------------- state

  const state = { types: new Set(), relations: new Set(), selected: null, view: "graph" };
  const typeOn = (node) => !state.types.has(node.type);
  const relationOn = (claim) => !state.relations.has(claim.relation);
  const nodeOn = (node) => node.shown && typeOn(node);
  const lineOn = (line) =>
    nodeOn(line.subject) && nodeOn(line.object) && !state.relations.has(line.relation);
  const statementOn = ({ subject, object, claim }) =>
    typeOn(subject) && (!object || typeOn(object)) && relationOn(claim);
  const other = (line, node) => (line.subject === node ? line.object : line.subject);

  nodes.slice(0, store.firstDrawn).forEach((node) => { node.shown = true; });

  function remember() {
    const marks = new URLSearchParams();
    if (state.selected?.iri) marks.set("id", state.selected.iri);
    if (state.selected?.edges) marks.set("claim", state.selected.edges[0].claim.iri);
    if (state.types.size) marks.set("without", [...state.types].sort().join(","));
    if (state.relations.size) marks.set("unclaimed", [...state.relations].sort().join(","));
    if (state.view === "table") marks.set("view", "table");
    try {
      history.replaceState(null, "", marks.size ? `#${marks}` : location.pathname + location.search);
    } catch {
      // A page inside another document may not change its address; it works without.
    }
  }

  function recall() {
    const marks = new URLSearchParams(location.hash.slice(1));
    const list = (name) => (marks.get(name) || "").split(",").filter(Boolean);
    state.types = new Set(list("without"));
    state.relations = new Set(list("unclaimed"));
    state.view = marks.get("view") === "table" ? "table" : "graph";
    const node = nodes.find((candidate) => candidate.iri === marks.get("id"));
    const line = lines.find((candidate) =>
      candidate.edges.some((edge) => edge.claim.iri === marks.get("claim")));
    if (node) reveal(node);
    state.selected = node || line || null;
  }

  function announce(message) {
    byId("announcer").textContent = message;
  }

  // ---------------------------------------------------------------- drawing

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const many = nodes.length > 400;
  let network = null;
  let nodeSet = null;
  let lineSet = null;
  let hovered = null;
  let moved = false;
  let colours = {};
  let labelBoxes = [];
  let view = null;
  const HUBS = 16;
  const FONT = nodes.length > 40 ? 12 : 13;
  const LINE = FONT + 3;

  const radius = (node) => Math.min(18, 8 + 2 * Math.sqrt(node.links.length));

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ground", "ink", "muted", "line", "accent", "border"]) {
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
    colours.font = getComputedStyle(document.body).fontFamily;
  }

  // What stays strong: the selection or what the pointer is on, and what it is linked to.
  function focus() {
    const at = hovered || state.selected;
    if (!at) return null;
    if (at.edges) return { nodes: new Set([at.subject, at.object]), lines: new Set([at]) };
    const near = at.links.filter(lineOn);
    return { nodes: new Set([at, ...near.map((line) => other(line, at))]), lines: new Set(near) };
  }

  function drawnNode(node, strong) {
    const { shape, fill } = look(node.type);
    const selected = node === state.selected;
    const drawn = {
      id: node.id, x: node.x, y: node.y, shape, size: radius(node), hidden: !nodeOn(node),
      opacity: strong ? 1 : 0.22, borderWidth: selected ? 4 : 1.5,
      color: { background: fill, border: selected ? colours.ink : colours.border },
    };
    if (shape === "custom") drawn.ctxRenderer = pentagon;
    return drawn;
  }

  function pentagon({ ctx, id, x, y, style }) {
    const node = nodes[id];
    const size = style.size;
    return {
      drawNode() {
        ctx.save();
        ctx.globalAlpha = style.opacity ?? 1;
        ctx.beginPath();
        CORNERS.custom.forEach(([dx, dy]) => ctx.lineTo(x + dx * size, y + dy * size));
        ctx.closePath();
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

  function drawnLine(line, strong, chosen) {
    return {
      id: line.id, from: line.subject.id, to: line.object.id, hidden: !lineOn(line),
      dashes: line.former ? [7, 5] : false, width: chosen ? 2.5 : Math.min(3, 0.9 + 0.3 * line.edges.length),
      color: { color: chosen ? colours.accent : colours.line, opacity: strong ? 1 : 0.15 },
      smooth: line.bend ? { enabled: true, type: "curvedCW", roundness: bendOf(line) } : false,
    };
  }

  const bendOf = (line) => Math.min(0.6, 0.16 * line.bend);

  function paint() {
    if (!network) return;
    const strong = focus();
    nodeSet.update(nodes.filter((node) => node.shown)
      .map((node) => drawnNode(node, !strong || strong.nodes.has(node))));
    lineSet.update(lines.filter((line) => line.subject.shown && line.object.shown)
      .map((line) => drawnLine(line, !strong || strong.lines.has(line), line === state.selected)));
  }

  function draw() {
    const { DataSet, Network } = window.vis;
    if (byId("graph").clientWidth < byId("graph").clientHeight) {
      // a tall screen gets a tall picture
      for (const node of nodes) node.y *= 1.7;
    }
    nodeSet = new DataSet();
    lineSet = new DataSet();
    network = new Network(byId("graph"), { nodes: nodeSet, edges: lineSet }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, selectable: false, dragNodes: true, hideEdgesOnDrag: many,
        hideEdgesOnZoom: many, tooltipDelay: 1e9 },
      nodes: { chosen: false },
      edges: { chosen: false, arrows: { to: { enabled: true, scaleFactor: 0.55 } }, arrowStrikethrough: false },
    });
    network.on("afterDrawing", drawLabels);
    network.on("click", ({ pointer }) => select(under(pointer)));
    network.on("hoverNode", ({ node }) => hover(nodes[node]));
    network.on("blurNode", () => hover(null));
    network.on("hoverEdge", () => { byId("graph").classList.add("over"); });
    network.on("blurEdge", () => { byId("graph").classList.remove("over"); });
    network.on("dragEnd", (event) => {
      moved = true;
      for (const id of event.nodes) Object.assign(nodes[id], network.getPosition(id));
    });
    network.on("zoom", () => { moved = true; });
    network.on("resize", () => { if (!moved) fit(false); });
    paint();
    fit(false);
  }

  function hover(node) {
    byId("graph").classList.toggle("over", Boolean(node));
    if (hovered === node || (many && !node && !hovered)) return;
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
    return line === undefined ? null : lines.find((candidate) => candidate.id === line);
  }

  // Show all nodes with their labels, which keep their size while distances follow the zoom.
  function fit(smoothly = true) {
    const on = nodes.filter(nodeOn);
    const { clientWidth: width, clientHeight: height } = byId("graph");
    if (!on.length || !width) return;
    moved = false;
    const span = (scale) => {
      const side = on.map((node) => Math.max(...node.lines.map((line) => line.length)) * FONT * 0.28 + 8);
      const low = on.map((node) => node.y * scale + 28 + LINE * node.lines.length);
      return { left: Math.min(...on.map((node, i) => node.x * scale - side[i])),
        right: Math.max(...on.map((node, i) => node.x * scale + side[i])),
        top: Math.min(...on.map((node) => node.y * scale - 28)), bottom: Math.max(...low) };
    };
    let [low, scale] = [0.05, 1.2];
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
    glide({ scale: Math.max(0.05, Math.min(6, network.getScale() * factor)) });
  }

  // Labels keep their size at every zoom. The most connected come first; a label that would
  // cover another one or a shape is tried on all sides, then left out.
  function drawLabels(ctx) {
    const scale = network.getScale();
    const unit = 1 / scale;
    const strong = focus();
    const on = nodes.filter(nodeOn);
    labelBoxes = on.map((node) => around(node.x, node.y, 2 * radius(node) + 4 * unit, 2 * radius(node) + 4 * unit));
    view = { from: network.DOMtoCanvas({ x: 4, y: 4 }),
      to: network.DOMtoCanvas({ x: byId("graph").clientWidth - 4, y: byId("graph").clientHeight - 4 }) };
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    const bright = (node) => !strong || strong.nodes.has(node);
    const ranked = on.sort((a, b) => (b === state.selected) - (a === state.selected) || a.id - b.id);
    const shapes = labelBoxes;
    // among very many, the first few may cover shapes
    if (on.length > HUBS * 9) labelBoxes = [];
    ranked.filter(bright).forEach((node, i) => {
      if (i === HUBS) labelBoxes.push(...shapes);
      nodeLabel(ctx, node, unit);
    });
    const spoken = (strong ? [...strong.lines] : lines).filter(lineOn);
    if (strong || (spoken.length <= STILL_LABELLED && scale > 0.6)) spoken.forEach((line) => lineLabel(ctx, line, unit));
    ctx.globalAlpha = 0.3;
    ranked.filter((node) => !bright(node)).forEach((node) => nodeLabel(ctx, node, unit));
    ctx.restore();
  }

  const around = (x, y, width, height, of = null) =>
    ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, of });

  const free = (box) => labelBoxes.every((taken) => box.right <= taken.left || box.left >= taken.right
    || box.bottom <= taken.top || box.top >= taken.bottom);

  const inView = (box) => box.left >= view.from.x && box.right <= view.to.x && box.top >= view.from.y && box.bottom <= view.to.y;

  function nodeLabel(ctx, node, unit) {
    const weight = node === state.selected ? "700" : "500";
    ctx.font = `${weight} ${FONT * unit}px ${colours.font}`;
    const width = Math.max(...node.lines.map((line) => ctx.measureText(line).width)) + 4 * unit;
    const height = node.lines.length * LINE * unit;
    const gap = radius(node) + 3 * unit;
    const [right, down] = [gap + width / 2, gap + height / 2];
    const sides = [[0, down], [0, -down], [right, 0], [-right, 0],
      ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([dx, dy]) => [dx * (right - gap / 3), dy * (down - gap / 3)])];
    const boxes = sides.map(([dx, dy]) => around(node.x + dx, node.y + dy, width, height, node));
    const box = boxes.find((side) => inView(side) && free(side)) || (node === state.selected ? boxes[0] : null);
    if (!box) return;
    labelBoxes.push(box);
    node.lines.forEach((line, i) =>
      write(ctx, line, (box.left + box.right) / 2, box.top + (i + 0.5) * LINE * unit, colours.ink, 4 * unit));
  }

  function lineLabel(ctx, line, unit) {
    const words = line.label.length > 32 ? `${line.label.slice(0, 31)}…` : line.label;
    ctx.font = `italic ${(FONT - 2) * unit}px ${colours.font}`;
    const width = ctx.measureText(words).width + 4 * unit;
    const boxes = [0.5, 0.42, 0.58, 0.34, 0.66].map((part) => {
      const { x, y } = point(line, part);
      return around(x, y, width, (LINE - 2) * unit, line);
    });
    const box = boxes.find(free);
    if (!box) return;
    labelBoxes.push(box);
    write(ctx, words, (box.left + box.right) / 2, (box.top + box.bottom) / 2, colours.muted, 4 * unit);
  }

  function write(ctx, words, x, y, colour, halo) {
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
    if (!line.bend) return mix(a, b);
    const half = bendOf(line) * 0.5 + 0.5;
    const reach = half * Math.hypot(b.x - a.x, b.y - a.y);
    const angle = Math.atan2(a.y - b.y, b.x - a.x) + half * Math.PI;
    const via = { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) };
    return mix(mix(a, via), mix(via, b));
  }

  // ---------------------------------------------------------------- choosing

  function select(thing, { centre = false, quiet = false } = {}) {
    state.selected = thing;
    hovered = null;
    if (thing?.iri) reveal(thing);
    paint();
    showPanel();
    remember();
    if (centre && network && thing?.iri) approach(thing);
    if (!quiet) announce(thing ? described(thing) : "Nothing selected");
  }

  function described(thing) {
    if (thing.edges) return `${thing.subject.label}, ${thing.label}, ${thing.object.label}: ${claimsIn(thing.edges)}`;
    return `${thing.label}, ${thing.type}, ${claimsIn(about(thing))}`;
  }

  const claimsIn = (list) => counted(new Set(list.map(({ claim }) => claim)).size, "claim");
  const counted = (number, thing) => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;

  // A node left out of the first view comes in together with its neighbours.
  function reveal(node) {
    if (node.shown) return;
    node.shown = true;
    node.links.slice(0, 30).forEach((line) => { other(line, node).shown = true; });
    showRemainder();
  }

  function walk(dx, dy) {
    const at = state.selected?.edges ? state.selected.subject : state.selected;
    if (!at) return select(nodes.find(nodeOn) || null, { centre: true });
    const ways = at.links.filter(lineOn).map((line) => other(line, at)).filter((node) => node !== at);
    const along = (node) => {
      const length = Math.hypot(node.x - at.x, node.y - at.y) || 1;
      return ((node.x - at.x) * dx + (node.y - at.y) * dy) / length;
    };
    const best = ways.sort((a, b) => along(b) - along(a) || a.id - b.id)[0];
    if (!best || along(best) < 0.2) return announce("No line that way");
    return select(best, { centre: true });
  }

  // ---------------------------------------------------------------- evidence

  const about = (thing) => thing.edges || [...thing.links.flatMap((line) => line.edges), ...alone(thing)];

  function showPanel() {
    const panel = byId("panel");
    const thing = state.selected;
    panel.scrollTop = 0;
    document.body.classList.toggle("chosen", Boolean(thing));
    panel.replaceChildren(...(thing ? (thing.edges ? linePanel(thing) : nodePanel(thing)) : openingPanel()));
  }

  function closeButton() {
    return el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => leave() }, "×");
  }

  function nodePanel(node) {
    const links = node.identifiers.map((address) => outside(address, shortened(address))).filter(Boolean);
    return [
      closeButton(),
      el("p", { class: "type" }, icon(node.type), text(node.kind ? `${node.type} · ${node.kind}` : node.type)),
      el("h2", { dir: "auto" }, node.label),
      node.names.length ? el("p", { class: "names" }, "Also: ", text(node.names.join(" · "))) : null,
      links.length ? el("p", { class: "names" }, ...links.flatMap((link, i) => (i ? [" · ", link] : [link]))) : null,
      ...cards(about(node), node),
    ].filter(Boolean);
  }

  function shortened(address) {
    return address.replace(/^https?:\/\/(www\.)?/, "").replace(/^(.{34}).{4,}(.{12})$/, "$1…$2");
  }

  function linePanel(line) {
    return [
      closeButton(),
      el("p", { class: "type" }, relationName(line.relation)),
      el("h2", { dir: "auto" }, goTo(line.subject), el("span", { class: "label" }, text(line.label)), goTo(line.object)),
      ...cards(line.edges, null),
    ];
  }

  function openingPanel() {
    const sources = store.releases.map((release) => el("li", {}, ...source(release)));
    return [
      el("h2", {}, "Every line has its source"),
      el("p", {}, "Choose an entity or a line to read the words that prove it. ",
        "A release says what held on its day; nothing is brought up to today."),
      sources.length ? el("h3", {}, sources.length === 1 ? "Source" : "Sources") : null,
      sources.length ? el("ul", { class: "sources" }, ...sources.slice(0, 200)) : null,
    ].filter(Boolean);
  }

  // Under each source its sentences: first what a sentence proves, then the words themselves.
  function cards(list, node) {
    if (!list.length) return [el("p", {}, "No claim speaks of it.")];
    const origin = ({ claim }) => claim.release?.id ?? `registry ${claim.source_text || ""}`;
    const sentence = ({ claim }) => `${claim.sentence}\n${claim.said || ""}`;
    return [...grouped(list, origin)].map((group) => el("section", {},
      el("p", { class: "source" }, ...from(group[0].claim)),
      ...[...grouped(group, sentence)].map((same) => el("article", {},
        el("ul", { class: "proves" }, ...same.map((statement) => proved(statement, node))),
        quotation(same.map(({ claim }) => claim)) || ""))));
  }

  function grouped(list, key) {
    const groups = new Map();
    for (const item of list) {
      if (!groups.has(key(item))) groups.set(key(item), []);
      groups.get(key(item)).push(item);
    }
    return groups.values();
  }

  function from(claim) {
    if (claim.release) return source(claim.release);
    const place = claim.source_text || "";
    return ["Registry", place ? ": " : "", outside(place, shortened(place)) || text(place)];
  }

  function proved({ subject, object, claim, label: words }, node) {
    const extra = claim.relation !== "statement" && claim.said && claim.said !== words ? ` ${claim.said}` : "";
    const label = el("span", { class: "label" }, text(words + extra));
    const ends = [
      subject === node ? null : goTo(subject), label, object && object !== node ? goTo(object) : null];
    const facts = [spelled(claim.date) || between(claim), claim.former ? "no longer so" : null].filter(Boolean);
    return el("li", {},
      ...ends.filter(Boolean).flatMap((part, i) => (i ? [" ", part] : [part])),
      facts.length ? el("span", { class: "when" }, ` · ${facts.join(" · ")}`) : null,
      el("small", {}, text(claim.rule || claim.source || ""),
        claim.confidence === null ? "" : ` · confidence ${claim.confidence}`));
  }

  const between = (claim) => [claim.earliest && `from ${spelled(claim.earliest)}`,
    claim.latest && `until ${spelled(claim.latest)}`].filter(Boolean).join(" ");

  function goTo(node) {
    return el("button", { type: "button", class: "entity", onclick: () => {
      select(node, { centre: true });
      byId("panel").focus();
    } }, icon(node.type), text(node.label));
  }

  function quotation(list) {
    const { sentence, said, relation } = list[0];
    const quote = el("blockquote", { lang: spokenIn(list[0]), dir: "auto" });
    if (said && relation === "statement") quote.append(el("p", {}, said));
    else if (sentence) quote.append(...passage(sentence, list));
    return quote.hasChildNodes() ? quote : null;
  }

  const spokenIn = (claim) => claim.language || claim.release?.language || null;

  // The passage around the proving words, which are marked: from the start of a sentence to the
  // end of one, a paragraph being long. Stretches that touch become one mark.
  function passage(paragraph, list) {
    // offsets count code points, as the reading does
    const characters = [...paragraph];
    const cuts = list.map(({ at, length }) => [at, at + length]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const slice = (from, to) => characters.slice(from, to).join("");
    const before = slice(0, cuts[0][0]);
    const after = slice(Math.max(...cuts.map((cut) => cut[1])));
    const starts = [...before.matchAll(/[^\d\s.][.!?…:]["»«”“’)]*\s+(?=[»„“"‚(]?\p{Lu})/gu)].at(-1);
    const ends = after.match(/^(?:|.*?[^\d\s.])[.!?…]["»«”“’)]*(?=\s|$)/su);
    const first = starts ? [...before.slice(0, starts.index + starts[0].length)].length : 0;
    const last = characters.length - (ends ? [...after].length - [...ends[0]].length : 0);
    const parts = [first ? "… " : ""];
    let here = first;
    for (const [start, end] of cuts) {
      const from = Math.max(start, here);
      if (end <= from) continue;
      parts.push(plain(slice(here, from)), el("mark", {}, plain(slice(from, end))));
      here = end;
    }
    parts.push(plain(slice(here, last)), last < characters.length ? " …" : "");
    return parts.filter(Boolean);
  }

  // Stored releases may carry marks of headings and bold type, which are no words.
  const plain = (words) => words.replace(/\*\*|^#+ /gm, "");

  function source(release) {
    const title = release.title || release.url || release.id;
    const facts = [release.publisher, spelled(release.published)].filter(Boolean).join(", ");
    const name = outside(release.url, title) || text(title);
    name.lang = release.language || "";
    return [el("span", { class: "release" }, name), facts ? el("br") : null, text(facts)].filter(Boolean);
  }

  function leave() {
    select(null);
    byId("graph").focus();
  }

  // ---------------------------------------------------------------- legend

  function switches(box, list, off, name, mark) {
    byId(box).replaceChildren(...list.map(([key, count]) => el("label", {},
      el("input", { type: "checkbox", checked: !off.has(key), value: key, onchange: (event) => {
        if (event.target.checked) off.delete(key);
        else off.add(key);
        filtered();
      } }),
      mark ? mark(key) : null,
      el("span", { class: "name" }, text(name(key))),
      el("span", { class: "count" }, count.toLocaleString("en")))));
  }

  function tally(keys) {
    const counts = new Map();
    for (const key of keys) counts.set(key, (counts.get(key) || 0) + 1);
    return counts;
  }

  function showLegend() {
    const types = tally(nodes.map((node) => node.type));
    const order = Object.keys(LOOKS);
    const place = (type) => (order.includes(type) ? order.indexOf(type) : order.length);
    switches("types", [...types].sort((a, b) => place(a[0]) - place(b[0]) || (a[0] < b[0] ? -1 : 1)),
      state.types, (type) => look(type).plural || type, icon);
    const relations = [...tally(claims.map((claim) => claim.relation))];
    switches("relations", relations.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      state.relations, relationName, null);
    byId("former-key").hidden = !claims.some((claim) => claim.former);
    byId("reset").hidden = !state.types.size && !state.relations.size;
  }

  function filtered() {
    byId("reset").hidden = !state.types.size && !state.relations.size;
    hovered = null;
    paint();
    showTable();
    remember();
    announce(`${claimsIn(statements.filter(statementOn))} shown`);
  }

  function showRemainder() {
    const rest = nodes.filter((node) => !node.shown).length;
    byId("remainder").textContent = rest
      ? `The ${(nodes.length - rest).toLocaleString("en")} most connected of ${nodes.length.toLocaleString("en")} entities are drawn; ${rest.toLocaleString("en")} are not shown: find them by search.`
      : "";
  }

  // ---------------------------------------------------------------- search

  const folded = (value) => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null;
  let found = [];
  let chosen = -1;

  function search(query) {
    const wanted = folded(query.trim());
    if (!wanted) return [];
    index ??= nodes.flatMap((node) => [node.label, ...node.names].map((name) => ({ node, name, key: folded(name) })));
    const rank = ({ key }) => (key.startsWith(wanted) ? 0 : key.includes(` ${wanted}`) ? 1 : 2);
    const hits = index.filter(({ key }) => key.includes(wanted))
      .sort((a, b) => rank(a) - rank(b) || a.node.id - b.node.id);
    return hits.filter((hit, i) => hits.findIndex(({ node }) => node === hit.node) === i).slice(0, 8);
  }

  function suggest() {
    const field = byId("search");
    found = search(field.value);
    chosen = found.length ? 0 : -1;
    const open = Boolean(field.value.trim());
    const options = found.map((hit, i) => el("li", { role: "option", id: `suggestion-${i}`,
      onmousedown: (event) => { event.preventDefault(); take(i); } },
    icon(hit.node.type), text(hit.node.label),
    hit.name === hit.node.label ? null : el("small", {}, text(hit.name))));
    byId("suggestions").replaceChildren(...(options.length ? options : [el("li", { class: "none" }, "No such name")]));
    byId("suggestions").hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (open) announce(counted(found.length, "name") + " found");
    markChosen();
  }

  function markChosen() {
    [...byId("suggestions").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) byId("search").removeAttribute("aria-activedescendant");
    else byId("search").setAttribute("aria-activedescendant", `suggestion-${chosen}`);
  }

  function take(i) {
    const { node } = found[i];
    byId("search").value = "";
    suggest();
    state.types.delete(node.type);
    showLegend();
    select(node, { centre: true });
    byId("panel").focus();
  }

  function searchKeys(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!found.length) return;
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      markChosen();
    } else if (event.key === "Enter") {
      if (chosen >= 0) take(chosen);
    } else if (event.key === "Escape") {
      event.target.value = "";
      suggest();
      byId("graph").focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---------------------------------------------------------------- table

  const PAGE = 500;
  const collator = new Intl.Collator("en", { numeric: true });
  const COLUMNS = [
    ["Who or what", ({ subject }) => subject.label],
    ["Claim", ({ label }) => label || ""],
    ["Whom or what", ({ object, claim }) => (object ? object.label : claim.said || "")],
    ["When", ({ claim }) => claim.date || claim.earliest || claim.latest || ""],
    ["Sentence", ({ claim }) => claim.sentence || ""],
    ["Source", ({ claim }) => claim.release?.title || claim.source_text || claim.source || ""],
  ];
  const sorting = { column: null, down: false, rows: PAGE };

  function showTable() {
    if (byId("table").hidden && !printing) return;
    const list = statements.filter(statementOn);
    if (sorting.column !== null) {
      const key = COLUMNS[sorting.column][1];
      list.sort((a, b) => collator.compare(key(a), key(b)) * (sorting.down ? -1 : 1));
    }
    const head = el("tr", {}, ...COLUMNS.map(([name], i) => el("th", { scope: "col",
      "aria-sort": sorting.column === i ? (sorting.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", onclick: () => sortBy(i) }, name))));
    const rest = list.length - sorting.rows;
    byId("table").replaceChildren(el("table", {},
      el("caption", {}, `${claimsIn(list)}, each with its source`),
      el("thead", {}, head),
      el("tbody", {}, ...list.slice(0, sorting.rows).map(tableRow))),
    rest > 0 ? el("button", { type: "button", class: "more", onclick: () => {
      sorting.rows += PAGE;
      showTable();
    } }, `Show more (${rest.toLocaleString("en")} left)`) : "");
  }

  function sortBy(i) {
    sorting.down = sorting.column === i && !sorting.down;
    sorting.column = i;
    showTable();
    byId("table").querySelectorAll("th button")[i].focus();
  }

  function tableRow({ subject, object, claim, label }) {
    const lang = spokenIn(claim);
    return el("tr", {},
      el("th", { scope: "row" }, goTo(subject)),
      el("td", {}, text(label), claim.former ? el("small", {}, "no longer so") : null),
      el("td", {}, object ? goTo(object) : text(claim.said || "", { lang })),
      el("td", {}, spelled(claim.date) || between(claim)),
      el("td", { lang, class: "sentence" }, ...(claim.sentence ? passage(claim.sentence, [claim]) : [])),
      el("td", { class: "from" }, ...from(claim)));
  }

  let printing = false;

  function show(view) {
    if (view !== state.view) select(null, { quiet: true });
    state.view = view;
    const table = view === "table";
    byId("table").hidden = !table;
    byId("view").hidden = table;
    document.body.classList.toggle("tabular", table);
    byId("view-table").setAttribute("aria-pressed", String(table));
    byId("view-graph").setAttribute("aria-pressed", String(!table));
    if (table) showTable();
    else if (network) {
      network.redraw();
      if (!moved) fit(false);
    }
    remember();
  }

  // ---------------------------------------------------------------- start

  const scheme = matchMedia("(prefers-color-scheme: dark)");

  function dress(dark) {
    document.documentElement.classList.toggle("dark", dark);
    byId("theme").textContent = dark ? "Light" : "Dark";
    readColours();
    paint();
  }

  function graphKeys(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) walk(...steps[event.key]);
    else if (event.key === "Enter" && state.selected) byId("panel").focus();
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  }

  function pageKeys(event) {
    if (event.key === "Escape" && state.selected) leave();
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    byId("search").focus();
  }

  function listen() {
    byId("search").addEventListener("input", suggest);
    byId("search").addEventListener("keydown", searchKeys);
    byId("search").addEventListener("blur", () => { byId("suggestions").hidden = true; });
    byId("graph").addEventListener("keydown", graphKeys);
    document.addEventListener("keydown", pageKeys);
    byId("view-graph").addEventListener("click", () => show("graph"));
    byId("view-table").addEventListener("click", () => show("table"));
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    byId("zoom-fit").addEventListener("click", () => fit());
    byId("skip").addEventListener("click", (event) => {
      event.preventDefault();
      show("table");
      byId("table").focus();
    });
    byId("reset").addEventListener("click", () => {
      state.types.clear();
      state.relations.clear();
      showLegend();
      filtered();
    });
    byId("theme").addEventListener("click", () => dress(!document.documentElement.classList.contains("dark")));
    scheme.addEventListener("change", () => dress(scheme.matches));
    window.addEventListener("beforeprint", () => { printing = true; sorting.rows = Infinity; showTable(); });
    window.addEventListener("afterprint", () => { printing = false; sorting.rows = PAGE; showTable(); });
    window.addEventListener("hashchange", () => { recall(); refresh(); });
  }

  function refresh() {
    showLegend();
    show(state.view);
    select(state.selected, { quiet: true });
  }

  function start() {
    listen();
    readColours();
    if (matchMedia("(max-width: 60rem)").matches) byId("switches").open = false;
    recall();
    if (nodes.length) draw();
    else byId("graph").replaceChildren(el("p", { class: "empty" }, "There is nothing to draw: no claim was found."));
    dress(scheme.matches);
    showRemainder();
    refresh();
  }

  start();
})();
