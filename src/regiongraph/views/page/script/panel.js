// The evidence behind what is chosen.

function showPanel() {
  const panel = byId("panel");
  const thing = state.selected;
  panel.scrollTop = 0;
  document.body.classList.toggle("chosen", Boolean(thing));
  const parts = !thing ? openingPanel() : thing.path ? wayPanel(thing) : thing.edges ? linePanel(thing) : nodePanel(thing);
  panel.replaceChildren(...parts.filter(Boolean));
}

const closeButton = () => button("×", () => leave(), { class: "close", "aria-label": say("Close") });

function nodePanel(node) {
  const links = node.identifiers.map((address) => outside(address, shortened(address))).filter(Boolean);
  const kind = node.kind ? `${say(node.type)} · ${node.kind}` : say(node.type);
  const steps = [1, 2, 3].map((count) => button(String(count), () => { state.steps = count; select(node, { quiet: true }); announce(say("Steps shown: {n}", { n: count })); },
    { "aria-pressed": String(state.steps === count), "aria-label": counted(count, "step") }));
  return [
    closeButton(),
    el("p", { class: "type" }, icon(node.type), text(kind)),
    el("h2", { dir: "auto" }, node.label),
    node.names.length ? el("p", { class: "names" }, say("Also:"), " ", text(node.names.join(" · "))) : null,
    links.length ? el("p", { class: "names" }, ...links.flatMap((link, i) => (i ? [" · ", link] : [link]))) : null,
    ...node.reviews.map((words) => el("p", { class: "review" }, `${say("A reviewer decided:")} `, text(words))),
    state.view === "graph" ? el("div", { class: "tools", role: "group", "aria-label": say("Neighbourhood") },
      el("span", {}, say("Steps")), ...steps, button(say("Way to …"), () => startWay(node)),
      node.links.some((line) => !other(line, node).shown) ? button(say("Expand"), () => { expand(node); select(node); }) : null) : null,
    ...cards(about(node), node),
  ];
}

function shortened(address) {
  return address.replace(/^https?:\/\/(www\.)?/, "").replace(/^(.{34}).{4,}(.{12})$/, "$1…$2");
}

function linePanel(line) {
  const kinds = [...new Set((line.lines || [line]).filter((one) => one.edges.some(edgeOn)).map((one) => relationName(one.relation)))];
  const words = line.lines ? counted(line.edges.filter(edgeOn).length, "claim") : relationWords(line.edges[0].label);
  return [
    closeButton(),
    el("p", { class: "type" }, text(kinds.join(" · "))),
    el("h2", { dir: "auto" }, goTo(line.subject), el("span", { class: "label" }, text(words)), goTo(line.object)),
    ...cards(line.edges, null),
  ];
}

function wayPanel(way) {
  return [
    closeButton(),
    el("p", { class: "type" }, say("A way of {steps}", { steps: counted(way.path.length - 1, "step") })),
    el("h2", { dir: "auto" }, ...way.path.flatMap((node, i) =>
      (i ? [el("span", { class: "label" }, "↓"), goTo(node)] : [goTo(node)]))),
    ...cards(way.edges, null),
  ];
}

function openingPanel() {
  const sources = releases.map((release) => el("li", {}, ...source(release), reader(release)));
  return [
    el("h2", {}, say("Every line has its source")),
    el("p", {}, say("Choose an entity or a line to read the words that prove it."), " ",
      say("A release says what held on its day; nothing is brought up to today.")),
    sources.length ? el("h3", {}, sources.length === 1 ? say("Source") : say("Sources")) : null,
    sources.length ? el("ul", { class: "sources" }, ...sources.slice(0, 200)) : null,
  ];
}

const reader = (release) => (release.text
  ? button(say("Read the release"), () => readText(release), { class: "small" }) : null);

// Under each source its sentences: first what a sentence proves, then the words themselves.
function cards(list, node) {
  const on = list.filter(edgeOn);
  const hidden = list.length - on.length;
  const rest = hidden ? el("p", { class: "names" }, say("{n} more are hidden by the filters", { n: hidden })) : null;
  if (!on.length) return [rest || el("p", {}, say("No claim speaks of it."))];
  const origin = ({ claim }) => claim.release?.id ?? `registry ${claim.source_text || ""}`;
  const sentence = ({ claim }) => `${passageOf(claim)?.key}\n${claim.said || ""}`;
  return [...[...grouped(on, origin)].map((group) => el("section", {},
    el("p", { class: "source" }, ...from(group[0].claim)),
    ...[...grouped(group, sentence)].map((same) => el("article", {},
      el("ul", { class: "proves" }, ...same.map((statement) => proved(statement, node))),
      quotation(same.map(({ claim }) => claim)) || "",
      tools(same.map(({ claim }) => claim)))))), rest];
}

function tools(list) {
  const { release } = list[0];
  const there = release && fragment(release.url, list[0]);
  return el("p", { class: "tools" },
    release?.text ? button(say("In the release"), () => readText(release, list)) : null,
    there ? el("a", { href: there, target: "_blank", rel: "noopener noreferrer" }, say("Original")) : null,
    button(say("Copy as citation"), (event) => copy(citation(list[0]), event.target)));
}

// The address of the original with the words to scroll to, which browsers then mark.
function fragment(address, claim) {
  const link = outside(address, "");
  const words = quoteOf(claim).split(/\s+/).filter(Boolean);
  if (!link || !words.length) return link && link.href;
  const encoded = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
  const marked = words.length > 12 ? `${encoded(words.slice(0, 5))},${encoded(words.slice(-5))}` : encoded(words);
  return `${link.href.replace(/#.*$/, "")}#:~:text=${marked}`;
}

function citation(claim) {
  const quote = quoteOf(claim);
  const { release } = claim;
  const place = release
    ? [release.publisher, release.title && `»${release.title}«`, spelled(release.published), release.url]
    : [say("Registry"), claim.source_text];
  return [quote && `“${quote}”`, ...place, claim.iri].filter(Boolean).join(", ");
}

function copy(words, at) {
  const done = () => announce(at.textContent = say("Copied"));
  const field = el("textarea", { class: "copied", readonly: true, rows: 4, "aria-label": say("Copy as citation") }, words);
  const shown = () => {
    at.replaceWith(field);
    field.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, shown);
  else shown();
}

function from(claim) {
  if (claim.release) return source(claim.release);
  const place = claim.source_text || "";
  return [say("Registry"), place ? ": " : "", outside(place, shortened(place)) || text(place)];
}

function proved({ subject, object, claim, label: words }, node) {
  const extra = claim.relation !== "statement" && claim.said && claim.said !== words ? ` ${claim.said}` : "";
  const label = el("span", { class: "label" }, text(relationWords(words) + extra));
  const ends = [subject === node ? null : goTo(subject), label, object && object !== node ? goTo(object) : null];
  const facts = [when(claim), claim.former || claim.basis === "open" ? say(STROKES[claim.basis].words) : null].filter(Boolean);
  return el("li", {},
    ...ends.filter(Boolean).flatMap((part, i) => (i ? [" ", part] : [part])),
    facts.length ? el("span", { class: "when" }, ` · ${facts.join(" · ")}`) : null,
    el("small", {}, text(claim.rule || claim.source || ""),
      claim.confidence === null ? "" : ` · ${say("confidence")} ${claim.confidence}`),
    ...claim.conflicts.map((rival) => contradiction(claims[rival])));
}

function contradiction(rival) {
  const statement = statements.find(({ claim }) => claim === rival);
  if (!statement) return null;
  const words = [statement.subject.label, relationWords(statement.label), statement.object?.label || rival.said, when(rival)];
  return el("p", { class: "conflict" }, say("Contradicted:"), " ",
    button(words.filter(Boolean).join(" "), () => select(lines.find((line) => line.edges.includes(statement)) || statement.subject), { class: "small" }));
}

function goTo(node) {
  return el("button", { type: "button", class: "entity", onclick: () => {
    select(node, { centre: true });
    byId("panel").focus();
  } }, icon(node.type), text(node.label));
}

function quotation(list) {
  const { said, relation } = list[0];
  const quote = el("blockquote", { lang: spokenIn(list[0]), dir: "auto" });
  if (said && relation === "statement") quote.append(el("p", {}, said));
  else quote.append(...passage(list));
  return quote.hasChildNodes() ? quote : null;
}

const spokenIn = (claim) => claim.language || claim.release?.language || null;

// The passage around the proving words, which are marked: from the start of a sentence to the
// end of one, a paragraph being long. Stretches that touch become one mark.
function passage(list) {
  const places = list.map(passageOf);
  if (!places[0]) return [];
  const { characters } = places[0];
  const cuts = places.map(({ at }, i) => [at, at + list[i].length]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
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

function source(release) {
  const title = release.title || release.url || release.id;
  const facts = [release.publisher, spelled(release.published)].filter(Boolean).join(", ");
  const name = outside(release.url, title) || text(title);
  name.lang = release.language || "";
  return [el("span", { class: "release" }, name), facts ? el("br") : null, text(facts)].filter(Boolean);
}
