// The legend, whose entries are switches, and the filters by time, source and confidence.

function switches(box, list, off, name, mark) {
  byId(box).replaceChildren(...list.map(([key, count]) => el("label", {},
    el("input", { type: "checkbox", checked: !off.has(key), value: key, onchange: (event) => {
      if (event.target.checked) off.delete(key);
      else off.add(key);
      filtered();
    } }),
    mark ? mark(key) : null,
    el("span", { class: "name" }, text(name(key))),
    el("span", { class: "count" }, number(count)))));
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
    state.types, (type) => (look(type).plural ? say(look(type).plural) : type), icon);
  const relations = [...tally(claims.map((claim) => claim.relation))];
  switches("relations", relations.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    state.relations, relationName, null);
  const bases = tally(claims.map((claim) => claim.basis));
  byId("strokes").replaceChildren(...BASES.filter((basis) => bases.has(basis)).map((basis) =>
    el("p", { class: "key", "data-basis": basis }, stroke(basis), el("span", { class: "name" }, say(STROKES[basis].words)),
      el("span", { class: "count" }, number(bases.get(basis))))));
  showFilters();
  showTime();
}

const option = (value, label) => el("option", { value }, label);

function showFilters() {
  const origins = tally(claims.map((claim) => (claim.release ? "release" : "registry")));
  byId("origin").replaceChildren(option("", say("Releases and registry")), option("release", say("Releases only")), option("registry", say("Registry only")));
  byId("origin").parentElement.hidden = origins.size < 2;
  byId("release").replaceChildren(option("", say("All releases")), ...releases.map((release) =>
    option(release.id, [release.published, release.title || release.id].filter(Boolean).join(" · "))));
  byId("release").parentElement.hidden = releases.length < 2;
  for (const name of ["origin", "release", "on", "from", "to", "query"]) byId(name).value = state[name];
  byId("sure").value = state.sure;
  byId("sure-value").textContent = state.sure ? `≥ ${state.sure}` : say("any");
  byId("reset").hidden = !narrowed();
}

// Bars for the claims of each month or year; a click on a bar chooses its time.
function showTime() {
  const bins = histogram();
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const wide = 188 / Math.max(bins.length, 1);
  const inside = ({ from, to }) => (state.on ? from <= state.on
    : (!state.from || to >= state.from) && (!state.to || from <= state.to));
  const bars = bins.map((bin, i) => {
    const high = bin.count ? 3 + (41 * bin.count) / most : 0;
    const bar = svg("rect", { x: (i * wide).toFixed(2), y: (46 - high).toFixed(1), height: high.toFixed(1),
      width: Math.max(0.5, Math.min(wide - 1, 40)).toFixed(2), class: inside(bin) ? "in" : "out" }, svg("title"));
    bar.firstChild.textContent = `${bin.bin}: ${counted(bin.count, "claim")}`;
    bar.addEventListener("click", () => { Object.assign(state, { on: "", from: bin.from, to: validDay(bin.to) }); filtered(); });
    return bar;
  });
  const first = bins[0]?.bin;
  const last = bins[bins.length - 1]?.bin;
  byId("bars").replaceChildren(...bars);
  byId("bars").parentElement.hidden = !bins.length;
  byId("bars").setAttribute("aria-label", bins.length ? say("Claims from {a} to {b}", { a: spelled(first), b: spelled(last) }) : "");
  byId("span").replaceChildren(...(bins.length ? [el("span", {}, first), el("span", {}, first === last ? "" : last)] : []));
  const slider = byId("slide");
  if (bins.length) {
    slider.max = dayNumber(validDay(bins[bins.length - 1].to)) - dayNumber(bins[0].from);
    slider.dataset.from = bins[0].from;
    slider.value = state.on ? dayNumber(state.on) - dayNumber(bins[0].from) : slider.max;
    slider.setAttribute("aria-valuetext", state.on ? spelled(state.on) : say("all times"));
  }
  slider.hidden = !bins.length;
}

const dayNumber = (day) => Math.round(Date.parse(day) / 864e5);
// A month's end as the last day that it has.
function validDay(day) {
  let valid = day;
  while (Number.isNaN(Date.parse(valid)) || new Date(valid).toISOString().slice(0, 10) !== valid) {
    valid = valid.slice(0, 8) + String(Number(valid.slice(8)) - 1).padStart(2, "0");
  }
  return valid;
}

function filtered() {
  sift();
  hovered = null;
  showFilters();
  showTime();
  paint();
  showPanel();
  showTable();
  remember();
  announce(say("{claims} shown", { claims: claimsIn(statements.filter(statementOn)) }));
}

function showEverything() {
  state.types.clear();
  state.relations.clear();
  Object.assign(state, { on: "", from: "", to: "", release: "", origin: "", sure: 0 });
  showLegend();
  filtered();
}

function showRemainder() {
  const rest = nodes.length - drawn();
  const parts = [];
  if (rest) {
    const key = store.around === null || store.around === undefined ? "The {n} most connected of {all} entities are drawn; {rest} are not shown: find them by search."
      : "The {n} nearest of {all} entities are drawn; {rest} are not shown: find them by search.";
    parts.push(say(key, { n: nodes.length - rest, all: nodes.length, rest }), " ", button(say("Draw all"), showWhole, { class: "small" }));
  }
  if (store.leftOut) parts.push(" ", say("{n} less connected entities are not in this file.", { n: store.leftOut }));
  byId("remainder").replaceChildren(...parts);
}

function hearFilters() {
  const put = (name, value) => { state[name] = value; filtered(); };
  for (const name of ["origin", "release"]) byId(name).addEventListener("change", (event) => put(name, event.target.value));
  byId("sure").addEventListener("input", (event) => put("sure", Number(event.target.value)));
  byId("on").addEventListener("change", (event) => { Object.assign(state, { from: "", to: "" }); put("on", event.target.value); });
  for (const name of ["from", "to"]) byId(name).addEventListener("change", (event) => { state.on = ""; put(name, event.target.value); });
  byId("slide").addEventListener("input", ({ target }) => {
    const day = new Date((dayNumber(target.dataset.from) + Number(target.value)) * 864e5).toISOString().slice(0, 10);
    Object.assign(state, { from: "", to: "" });
    put("on", Number(target.value) === Number(target.max) ? "" : day);
  });
  byId("reset").addEventListener("click", showEverything);
}
