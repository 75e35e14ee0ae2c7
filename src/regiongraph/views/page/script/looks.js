// Shapes, colours and elements. Everything shown is built with textContent and createElement.

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

// How a line is drawn tells how it is known when the claim holds.
const STROKES = {
  stated: { width: 2.6, dashes: false, words: "time stated" },
  open: { width: 2.6, dashes: [12, 4, 2, 4], words: "end not known" },
  attested: { width: 1.1, dashes: false, words: "attested on release day" },
  undated: { width: 1.1, dashes: [1.5, 4], words: "no date" },
  past: { width: 1.4, dashes: [7, 5], words: "no longer so" },
};

const RELATIONS = {
  post: "Offices held", membership: "Memberships", event: "Events", participation: "Taking part",
  founding: "Foundings", adoption: "Adoptions", statement: "Quotations", meeting: "Meetings",
  agreement: "Agreements", appointment: "Appointments", count: "Figures", located: "Seats and places",
};
const relationName = (relation) =>
  (Object.hasOwn(RELATIONS, relation) ? say(RELATIONS[relation]) : relation || say("Other"));

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function outline(type, attributes = {}, size = 1, x = 0, y = 0) {
  const { shape, fill } = look(type);
  const at = (corner) => `${(x + corner[0] * size).toFixed(2)},${(y + corner[1] * size).toFixed(2)}`;
  return CORNERS[shape]
    ? svg("polygon", { points: CORNERS[shape].map(at).join(" "), fill, ...attributes })
    : svg("circle", { cx: x, cy: y, r: 0.9 * size, fill, ...attributes });
}

const icon = (type) =>
  svg("svg", { viewBox: "-1.2 -1.2 2.4 2.4", class: "icon", "aria-hidden": "true" }, outline(type));

function stroke(basis) {
  const { width, dashes } = STROKES[basis];
  const line = svg("line", { x1: 0, y1: 4, x2: 34, y2: 4, "stroke-width": width });
  if (dashes) line.setAttribute("stroke-dasharray", dashes.join(" "));
  return svg("svg", { width: 34, height: 8, "aria-hidden": "true" }, line);
}

// Names and sentences come from outside: each keeps its direction to itself.
const text = (value, properties = {}) => el("bdi", properties, String(value));
const button = (label, onclick, properties = {}) => el("button", { type: "button", onclick, ...properties }, label);

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

function grouped(list, key) {
  const groups = new Map();
  for (const item of list) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups.values();
}
