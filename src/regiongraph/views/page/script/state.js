// What the reader chose; the address keeps it, so that a link shows the same.

const state = {
  types: new Set(), relations: new Set(), selected: null, view: "graph", steps: 1, language: "en",
  on: "", from: "", to: "", release: "", origin: "", sure: 0, query: "", reading: null, step: null,
  whole: false,
};

const typeOn = (node) => !state.types.has(node.type);
const nodeOn = (node) => node.shown && typeOn(node);
const edgeOn = ({ claim }) => claim.on;
const lineOn = (line) => nodeOn(line.subject) && nodeOn(line.object) && line.edges.some(edgeOn);
const statementOn = ({ subject, object, claim }) => claim.on && typeOn(subject) && (!object || typeOn(object));
const FILTERS = ["on", "from", "to", "release", "origin"];
const narrowed = () => state.types.size + state.relations.size + state.sure > 0 || FILTERS.some((name) => state[name]);

// Mark which claims the filters let through.
function sift() {
  for (const claim of claims) {
    claim.on = !state.relations.has(claim.relation)
      && (!state.on || holdsOn(claim, state.on))
      && touches(claim, state.from, state.to)
      && (!state.release || claim.release?.id === state.release)
      && (!state.origin || (claim.release ? "release" : "registry") === state.origin)
      && (claim.confidence === null || claim.confidence >= state.sure);
  }
}

const KEPT = ["on", "from", "to", "release", "origin", "query"];

function remember() {
  const marks = new URLSearchParams();
  const { selected } = state;
  if (selected?.path) marks.set("path", selected.path.map((node) => node.iri).join(" "));
  else if (selected?.edges) marks.set("claim", selected.edges[0].claim.iri);
  else if (selected) marks.set("id", selected.iri);
  if (state.steps > 1) marks.set("steps", state.steps);
  if (state.types.size) marks.set("without", [...state.types].sort().join(","));
  if (state.relations.size) marks.set("unclaimed", [...state.relations].sort().join(","));
  for (const name of KEPT) if (state[name]) marks.set(name, state[name]);
  if (state.sure) marks.set("sure", state.sure);
  if (state.view !== "graph") marks.set("view", state.view);
  if (state.reading && state.view === "text") marks.set("text", state.reading.id);
  if (state.step !== null) marks.set("step", state.step + 1);
  if (state.whole) marks.set("whole", "1");
  if (state.language !== LANGUAGE) marks.set("lang", state.language);
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
  for (const name of KEPT) state[name] = marks.get(name) || "";
  if (!location.hash && store.on) state.on = store.on;
  for (const name of ["on", "from", "to"]) state[name] = lastDay(state[name]) || "";
  state.sure = Math.min(1, Number(marks.get("sure")) || 0);
  state.steps = [1, 2, 3].find((steps) => String(steps) === marks.get("steps")) || 1;
  state.language = LANGUAGES.includes(marks.get("lang")) ? marks.get("lang") : LANGUAGE;
  state.reading = releases.find((release) => release.text && release.id === marks.get("text")) || null;
  state.view = { table: "table", text: state.reading ? "text" : "graph" }[marks.get("view")] || "graph";
  state.step = story[Number(marks.get("step")) - 1] ? Number(marks.get("step")) - 1 : null;
  state.whole = marks.get("whole") === "1";
  sift();
  state.selected = recalled(marks);
}

function recalled(marks) {
  const node = (iri) => nodes.find((candidate) => candidate.iri === iri);
  const line = lines.find(({ edges: list }) => list.some(({ claim }) => claim.iri === marks.get("claim")));
  const way = (marks.get("path") || "").split(" ").map(node).filter(Boolean);
  const one = node(marks.get("id")) || (location.hash ? null : nodes[store.around]);
  for (const found of [one, line?.subject, line?.object, ...way]) if (found) reveal(found);
  return one || line || (way.length > 1 ? joined(way) : null) || null;
}

function announce(message) {
  byId("announcer").textContent = message;
}
