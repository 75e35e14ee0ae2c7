"use strict";
const query = document.getElementById("query");
const lines = document.getElementById("lines");
const error = document.getElementById("error");
const state = document.getElementById("state");
const rows = document.getElementById("rows");
const example = document.getElementById("example");

function number(wrong) {
  lines.replaceChildren();
  query.value.split("\n").forEach((_, at) => {
    const line = document.createElement("span");
    line.textContent = `${at + 1}\n`;
    if (at + 1 === wrong) line.className = "wrong";
    lines.append(line);
  });
}

function complain(words) {
  error.textContent = words;
  error.hidden = false;
  state.textContent = "";
  const place = /\b(?:at|line) (\d+):(\d+)/.exec(words);
  if (!place) return;
  const [line, column] = [Number(place[1]), Number(place[2])];
  const before = query.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  number(line);
  query.focus();
  query.setSelectionRange(start, Math.min(start + 1, query.value.length));
}

function cell(row, term) {
  const td = document.createElement("td");
  row.append(td);
  if (!term) return;
  const base = /\/id\/(.+)$/.exec(term.type === "uri" ? term.value : "");
  if (!base) {
    td.textContent = term.value;
    if (term["xml:lang"]) td.lang = term["xml:lang"];
    return;
  }
  const link = document.createElement("a");
  link.href = `/id/${base[1]}`;
  link.textContent = term.value;
  td.append(link);
}

function show(answer) {
  const columns = answer.head.vars || [];
  const head = document.createElement("tr");
  columns.forEach((name) => {
    const th = document.createElement("th");
    th.textContent = name;
    head.append(th);
  });
  rows.replaceChildren(document.createElement("thead"), document.createElement("tbody"));
  rows.tHead.append(head);
  for (const binding of answer.results.bindings) {
    const row = document.createElement("tr");
    columns.forEach((name) => cell(row, binding[name]));
    rows.tBodies[0].append(row);
  }
  rows.hidden = false;
  const n = answer.results.bindings.length;
  state.textContent = n === 1 ? "1 row" : `${n} rows`;
}

async function run() {
  error.hidden = true;
  rows.hidden = true;
  number(0);
  state.textContent = "Running";
  const accept = "application/sparql-results+json, text/turtle;q=0.9";
  try {
    const answer = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: query.value,
    });
    if (!answer.ok) return complain(await answer.text());
    if (!answer.headers.get("content-type").startsWith("application/sparql-results+json")) {
      rows.replaceChildren(document.createElement("tbody"));
      cell(rows.tBodies[0].insertRow(), { type: "literal", value: await answer.text() });
      rows.hidden = false;
      state.textContent = "Turtle";
      return undefined;
    }
    const found = await answer.json();
    if ("boolean" in found) state.textContent = found.boolean ? "yes" : "no";
    else show(found);
  } catch (failure) {
    complain(`The server does not answer: ${failure.message}`);
  }
  return undefined;
}

async function write(fieldset) {
  const given = new URLSearchParams();
  fieldset.querySelectorAll("input").forEach((input) => given.set(input.name, input.value));
  const answer = await fetch(`/questions/${fieldset.dataset.question}?${given}`);
  const text = await answer.text();
  if (!answer.ok) return complain(text);
  query.value = text;
  return run();
}

query.addEventListener("input", () => number(0));
query.addEventListener("scroll", () => { lines.scrollTop = query.scrollTop; });
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
document.getElementById("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
example.addEventListener("change", () => {
  document.querySelectorAll("fieldset").forEach((fieldset) => {
    fieldset.hidden = fieldset.dataset.question !== example.value;
  });
});
document.getElementById("question").addEventListener("submit", (event) => {
  event.preventDefault();
  write(document.querySelector("fieldset:not([hidden])"));
});
number(0);
