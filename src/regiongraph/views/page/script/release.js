// A whole release, with everything that it names marked; a name leads back to the graph.

function readText(release, proving = []) {
  state.reading = release;
  show("text", { keep: true });
  drawText(proving);
  byId("text").focus();
  byId("text").querySelector("mark")?.scrollIntoView({ block: "center" });
}

function drawText(proving = []) {
  const release = state.reading;
  const body = el("div", { class: "body", lang: release.language, dir: "auto" });
  const characters = charactersOf(release);
  let here = 0;
  for (const block of release.text.split("\n\n")) {
    const length = [...block].length;
    if (block.trim()) body.append(paragraph(release, characters, here, here + length, proving));
    here += length + 2;
  }
  byId("text").replaceChildren(
    button(say("Back to the graph"), () => { show("graph", { keep: true }); byId("graph").focus(); }),
    el("p", { class: "source" }, ...source(release)),
    el("p", { class: "names" }, say("{n} names are marked; each opens its entity.", { n: places(release).length })),
    body);
}

// Names in the order of the text; of names inside each other, the longest.
function places(release) {
  if (!release.places) {
    const list = [];
    const flat = release.mentions || [];
    for (let i = 0; i < flat.length; i += 3) list.push({ start: flat[i], end: flat[i] + flat[i + 1], node: nodes[flat[i + 2]] });
    list.sort((a, b) => a.start - b.start || b.end - a.end);
    release.places = list.filter((place, i) => !list.slice(Math.max(0, i - 20), i).some((before) => before.end > place.start));
  }
  return release.places;
}

function paragraph(release, characters, start, end, proving) {
  const heading = /^#+ /.test(characters.slice(start, start + 5).join(""));
  const element = el(heading ? "h3" : "p");
  let here = start;
  for (const place of places(release)) {
    if (place.start < start || place.end > end) continue;
    element.append(...marked(characters, here, place.start, proving),
      mention(place.node, marked(characters, place.start, place.end, proving)));
    here = place.end;
  }
  element.append(...marked(characters, here, end, proving));
  return element;
}

// A stretch of the text, with what proves a claim marked.
function marked(characters, start, end, proving) {
  const marks = proving.map((claim) => [claim.at, claim.at + claim.length]);
  const cuts = [...new Set([start, ...marks.flat().filter((at) => at > start && at < end), end])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const words = plain(characters.slice(cuts[i], to).join(""));
    return marks.some(([from, until]) => cuts[i] >= from && cuts[i] < until) ? el("mark", {}, words) : words;
  });
}

function mention(node, parts) {
  return el("a", { class: "mention", href: `#id=${encodeURIComponent(node.iri)}`, title: `${node.label} · ${say(node.type)}`,
    onclick: (event) => {
      event.preventDefault();
      show("graph", { keep: true });
      select(node, { centre: true });
      byId("panel").focus();
    } }, ...parts);
}
