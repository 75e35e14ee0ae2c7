// The same claims as a table, to be filtered, sorted and taken away.

const PAGE = 500;
const collator = new Intl.Collator("en", { numeric: true });
const COLUMNS = [
  ["Who or what", ({ subject }) => subject.label],
  ["Claim", ({ label }) => relationWords(label || "")],
  ["Whom or what", ({ object, claim }) => (object ? object.label : claim.said || "")],
  ["When", ({ claim }) => claim.date || claim.begins || claim.ends || ""],
  ["Sentence", ({ claim }) => quoteOf(claim)],
  ["Source", ({ claim }) => claim.release?.title || claim.source_text || claim.source || ""],
];
const sorting = { column: null, down: false, rows: PAGE };
let printing = false;

function listed() {
  const list = statements.filter(statementOn);
  const wanted = folded(state.query.trim());
  const found = wanted ? list.filter((one) => folded(COLUMNS.map(([, cell]) => cell(one)).join(" ")).includes(wanted)) : list;
  if (sorting.column === null) return found;
  const key = COLUMNS[sorting.column][1];
  return found.map((one) => [key(one), one])
    .sort((a, b) => collator.compare(a[0], b[0]) * (sorting.down ? -1 : 1)).map(([, one]) => one);
}

function showTable() {
  if (byId("table").hidden && !printing) return;
  const list = listed();
  const head = el("tr", {}, ...COLUMNS.map(([name], i) => el("th", { scope: "col",
    "aria-sort": sorting.column === i ? (sorting.down ? "descending" : "ascending") : "none" },
  button(say(name), () => sortBy(i)))));
  const rest = list.length - sorting.rows;
  byId("rows").replaceChildren(el("table", {},
    el("caption", {}, say("{claims}, each with its source", { claims: claimsIn(list) })),
    el("thead", {}, head),
    el("tbody", {}, ...list.slice(0, sorting.rows).map(tableRow))),
  rest > 0 ? button(say("Show more ({n} left)", { n: rest }), () => {
    sorting.rows += PAGE;
    showTable();
  }, { class: "more" }) : "");
}

function sortBy(i) {
  sorting.down = sorting.column === i && !sorting.down;
  sorting.column = i;
  showTable();
  byId("table").querySelectorAll("th button")[i].focus();
}

function tableRow({ subject, object, claim, label }) {
  const lang = spokenIn(claim);
  const basis = claim.basis === "stated" || claim.basis === "undated" ? null
    : say(STROKES[claim.basis].words) + (claim.basis === "attested" ? ` (${spelled(claim.known)})` : "");
  return el("tr", {},
    el("th", { scope: "row" }, goTo(subject)),
    el("td", {}, text(relationWords(label))),
    el("td", {}, object ? goTo(object) : text(claim.said || "", { lang })),
    el("td", {}, when(claim), basis ? el("small", {}, basis) : null),
    el("td", { lang, class: "sentence" }, ...passage([claim])),
    el("td", { class: "from" }, ...from(claim)));
}
