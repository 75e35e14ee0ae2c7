// What is shown, to take away: the table as CSV and JSON-LD, the picture as SVG and PNG.

const FIELDS = [
  ["subject", ({ subject }) => subject.label], ["subject_iri", ({ subject }) => subject.iri],
  ["relation", ({ claim }) => claim.relation], ["label", ({ label }) => label],
  ["object", ({ object, claim }) => (object ? object.label : claim.said)], ["object_iri", ({ object }) => object?.iri],
  ["date", ({ claim }) => claim.date], ["earliest", ({ claim }) => claim.earliest], ["latest", ({ claim }) => claim.latest],
  ["basis", ({ claim }) => claim.basis], ["attested", ({ claim }) => claim.known],
  ["quote", ({ claim }) => quoteOf(claim)], ["release", ({ claim }) => claim.release?.title],
  ["publisher", ({ claim }) => claim.release?.publisher], ["published", ({ claim }) => claim.release?.published],
  ["url", ({ claim }) => claim.release?.url || claim.source_text], ["rule", ({ claim }) => claim.rule],
  ["confidence", ({ claim }) => claim.confidence], ["claim", ({ claim }) => claim.iri],
];

function csv() {
  // a cell that a spreadsheet would take for a formula gets a sign before it
  const safe = (value) => String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&");
  const cell = (value) => (/[",\n\r]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  const rows = [FIELDS.map(([name]) => name), ...listed().map((one) => FIELDS.map(([, value]) => safe(value(one))))];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function jsonld() {
  const rg = "https://w3id.org/regiongraph/ontology#";
  const context = { rg, schema: "https://schema.org/", dcterms: "http://purl.org/dc/terms/", oa: "http://www.w3.org/ns/oa#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#" };
  const thing = (node) => (node ? { "@id": node.iri, "rdfs:label": node.label } : undefined);
  const day = (value) => (value ? { "@value": value, "@type": "xsd:date" } : undefined);
  const graph = [...grouped(listed(), ({ claim }) => claim)].map((same) => [same[0].claim, same]).map(([claim, same]) => ({
    "@id": claim.iri, "@type": "rg:Claim", "rg:rule": claim.rule || undefined,
    "rg:confidence": claim.confidence ?? undefined, "rg:earliest": day(claim.earliest), "rg:latest": day(claim.latest),
    "schema:about": same.flatMap((one) => [thing(one.subject), thing(one.object)])
      .filter(Boolean).filter((one, i, all) => all.findIndex((first) => first["@id"] === one["@id"]) === i),
    "rg:evidence": { "@type": "rg:Evidence", "oa:exact": quoteOf(claim) || undefined,
      "dcterms:source": claim.release ? { "schema:headline": claim.release.title || undefined,
        "schema:publisher": claim.release.publisher || undefined, "schema:datePublished": claim.release.published || undefined,
        "schema:url": claim.release.url || undefined } : claim.source_text || undefined },
  }));
  return JSON.stringify({ "@context": context, "@graph": graph }, null, 1);
}

function save(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1e4);
  announce(say("{name} saved", { name }));
}

const fileName = (ending) => {
  const stem = folded(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph";
  return `${stem}.${ending}`;
};

// The picture as it stands: the same shapes, lines and names at the same places.
function picture() {
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const place = (at) => network.canvasToDOM(at);
  const scale = network.getScale();
  const drawing = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    svg("rect", { width, height, fill: colours.ground }));
  for (const line of bundles.flatMap(visible)) {
    const { width: thick, dashes } = STROKES[basisOf(line)];
    const points = Array.from({ length: bent(line) ? 13 : 2 }, (_, i, all = bent(line) ? 12 : 1) => place(point(line, i / all)));
    drawing.append(svg("polyline", { points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), fill: "none",
      stroke: colours.line, "stroke-width": thick * scale, opacity: bright(line) ? 1 : 0.15, ...(dashes && { "stroke-dasharray": dashes.map((dash) => dash * scale).join(" ") }) }));
  }
  for (const node of nodes.filter(nodeOn)) {
    const { x, y } = place(node);
    drawing.append(outline(node.type, { stroke: colours.border, "stroke-width": 1.5 * scale, opacity: !strong || strong.nodes.has(node) ? 1 : 0.22 },
      radius(node) * scale, x, y));
  }
  for (const { words, x, y, colour, font, alpha } of written) {
    const at = place({ x, y });
    const [, style, size] = font.match(/^(.*?)([\d.]+)px/);
    const name = svg("text", { x: at.x.toFixed(1), y: at.y.toFixed(1), fill: colour, opacity: alpha, "text-anchor": "middle", "dominant-baseline": "central",
      "font-family": "sans-serif", "font-size": (size * scale).toFixed(1), "font-style": style.includes("italic") ? "italic" : "normal",
      stroke: colours.ground, "stroke-width": 3, "paint-order": "stroke" });
    name.textContent = words;
    drawing.append(name);
  }
  return new XMLSerializer().serializeToString(drawing);
}

function photograph() {
  const shot = byId("graph").querySelector("canvas");
  const copy = el("canvas", { width: shot.width, height: shot.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(shot, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), "image/png", blob));
}

const EXPORTS = {
  csv: () => save(fileName("csv"), "text/csv;charset=utf-8", csv()),
  jsonld: () => save(fileName("jsonld"), "application/ld+json", jsonld()),
  svg: () => save(fileName("svg"), "image/svg+xml", picture()),
  png: photograph,
};
