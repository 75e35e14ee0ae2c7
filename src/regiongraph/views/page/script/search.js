// Search by any name in any language.

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
  byId("suggestions").replaceChildren(...(options.length ? options : [el("li", { class: "none" }, say("No such name"))]));
  byId("suggestions").hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (open) announce(say("{names} found", { names: counted(found.length, "name") }));
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
  if (seeking) endWay(node);
  else select(node, { centre: true });
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
    leaveWay();
    byId("graph").focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
