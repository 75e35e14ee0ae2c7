// Keys, buttons, views and the beginning.

const VIEWS = { graph: "view", table: "table", text: "text" };

function show(view, { keep = false } = {}) {
  if (view !== state.view && !keep) select(null, { quiet: true });
  state.view = view;
  for (const [name, id] of Object.entries(VIEWS)) byId(id).hidden = name !== view;
  document.body.classList.toggle("tabular", view !== "graph");
  for (const name of ["graph", "table"]) byId(`view-${name}`).setAttribute("aria-pressed", String(name === view));
  if (view === "table") showTable();
  else if (view === "text") drawText();
  else if (network) {
    network.redraw();
    if (!moved) fit(false);
  }
  remember();
}

const scheme = matchMedia("(prefers-color-scheme: dark)");

function dress(dark) {
  document.documentElement.classList.toggle("dark", dark);
  byId("theme").textContent = dark ? say("Light") : say("Dark");
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
  else if (/^[123]$/.test(event.key) && state.selected?.iri) {
    state.steps = Number(event.key);
    select(state.selected, { quiet: true });
    announce(say("Steps shown: {n}", { n: state.steps }));
  } else return;
  event.preventDefault();
}

function pageKeys(event) {
  if (event.key === "Escape" && state.view === "text") show("graph", { keep: true });
  else if (event.key === "Escape" && (state.selected || seeking)) leave();
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
  byId("query").addEventListener("input", (event) => {
    state.query = event.target.value;
    showTable();
    remember();
    announce(say("{claims} shown", { claims: claimsIn(listed()) }));
  });
  for (const [name, run] of Object.entries(EXPORTS)) byId(`save-${name}`).addEventListener("click", run);
  hearFilters();
  hearStory();
  hearLanguage();
  byId("theme").addEventListener("click", () => dress(!document.documentElement.classList.contains("dark")));
  scheme.addEventListener("change", () => dress(scheme.matches));
  window.addEventListener("beforeprint", () => { printing = true; sorting.rows = Infinity; showTable(); });
  window.addEventListener("afterprint", () => { printing = false; sorting.rows = PAGE; showTable(); });
  window.addEventListener("hashchange", () => { recall(); refresh(); });
}

function refresh() {
  translate();
  showLegend();
  showRemainder();
  show(state.view, { keep: true });
  if (state.step !== null) tell(state.step);
  else select(state.selected, { quiet: true });
}

async function start() {
  try {
    await loadEngine();
  } catch {
    window.vis = undefined;
  }
  nodes.slice(0, store.firstDrawn).forEach(bringIn);
  listen();
  document.documentElement.classList.toggle("dark", scheme.matches);
  readColours();
  if (matchMedia("(max-width: 60rem)").matches) byId("switches").open = false;
  recall();
  if (state.whole) { nodes.forEach(bringIn); placeWhole(); }
  if (byId("graph").clientWidth < byId("graph").clientHeight) {
    // a tall screen gets a tall picture
    for (const node of nodes) node.y *= 1.7;
  }
  if (nodes.length) draw();
  refresh();
  if (!nodes.length) byId("graph").replaceChildren(el("p", { class: "empty" }, say("There is nothing to draw: no claim was found.")));
  fit(false);
  document.body.dataset.ready = "yes";
}

// The drawing engine is stored compressed; as a script it runs only if it is, byte for byte,
// the one whose hash the policy of this page names.
async function loadEngine() {
  const packed = Uint8Array.from(atob(byId("engine").textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  script.remove();
  byId("engine").remove();
}

start();
