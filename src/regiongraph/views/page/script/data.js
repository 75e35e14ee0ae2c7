// What the page holds: claims, things, the lines between things, and bundles of parallel lines.

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);

const store = read("claims");
const columns = [...store.textColumns, ...store.numberColumns];
const releases = store.releases.map((release, index) => ({ index, ...release }));
const claims = store.rows.map((row, index) => {
  const claim = { index, iri: store.claimBase + row[0], on: true };
  columns.forEach((column, i) => {
    const value = row[i + 1];
    claim[column] = value !== null && i < store.textColumns.length ? store.texts[value] : value;
  });
  claim.release = claim.release === null ? null : releases[claim.release];
  claim.conflicts = store.conflicts[index] || [];
  return Object.assign(claim, timeOf(claim));
});
const nodes = read("nodes").map((node) => ({
  names: [], identifiers: [], claims: [], reviews: [], links: [], shown: false, type: "Unknown",
  ...node,
  iri: store.nodeBase + node.iri,
  lines: node.lines || [node.label],
}));
const edges = read("edges").map((edge) => ({
  subject: nodes[edge.from], object: nodes[edge.to], claim: claims[edge.claim],
  label: store.texts[edge.label],
}));
const lines = gatherLines();
const bundles = gatherBundles();

// One line joins two nodes by one relation; it may stand for several claims.
function gatherLines() {
  const found = new Map();
  for (const edge of edges) {
    const { subject, object, claim } = edge;
    const key = [subject.id, object.id, claim.relation, claim.basis].join(" ");
    if (!found.has(key)) {
      const line = { id: key, subject, object, relation: claim.relation, basis: claim.basis,
        edges: [], bend: 0 };
      found.set(key, line);
      subject.links.push(line);
      if (object !== subject) object.links.push(line);
    }
    found.get(key).edges.push(edge);
  }
  return [...found.values()];
}

// A bundle is every line between two nodes; it is drawn as one until it is opened.
function gatherBundles() {
  const found = new Map();
  for (const line of lines) {
    const pair = [line.subject.id, line.object.id].sort((a, b) => a - b);
    const key = `bundle ${pair.join(" ")}`;
    if (!found.has(key)) {
      found.set(key, { id: key, subject: nodes[pair[0]], object: nodes[pair[1]], lines: [] });
    }
    const bundle = found.get(key);
    line.bundle = bundle;
    line.bend = line.subject === line.object ? 0 : bundle.lines.length;
    bundle.lines.push(line);
  }
  for (const bundle of found.values()) bundle.edges = bundle.lines.flatMap((line) => line.edges);
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
const about = (thing) => thing.edges || [...thing.links.flatMap((line) => line.edges), ...alone(thing)];
const other = (line, node) => (line.subject === node ? line.object : line.subject);

// The characters of a text by code point, as the reading counts them; kept for the releases.
function charactersOf(release) {
  release.characters ??= [...(release.text || "")];
  return release.characters;
}

// The paragraphs that hold the proving words of a claim, and where in them the words begin.
function passageOf(claim) {
  if (claim.sentence) return { characters: [...claim.sentence], at: claim.at, key: claim.sentence };
  const text = claim.release?.text;
  if (!text || !claim.length) return null;
  const characters = charactersOf(claim.release);
  const gap = (i) => characters[i] === "\n" && characters[i + 1] === "\n";
  let first = claim.at;
  while (first > 0 && !gap(first - 2)) first -= 1;
  let last = claim.at + claim.length;
  while (last < characters.length && !gap(last)) last += 1;
  return { characters: characters.slice(first, last), at: claim.at - first, key: `${claim.release.id} ${first}` };
}

function quoteOf(claim) {
  const passage = passageOf(claim);
  if (!passage) return claim.said || "";
  return plain(passage.characters.slice(passage.at, passage.at + claim.length).join(""));
}

// Stored releases may carry marks of headings and bold type, which are no words.
const plain = (words) => words.replace(/\*\*|^#+ |\\(?=[*_#])/gm, "");
