// A story: one selection after the other, each with a sentence. Places of the whole picture.

const story = store.story?.steps || [];

function tell(step) {
  state.step = story[step] ? step : null;
  const told = story[state.step];
  byId("story").hidden = !told;
  byId("tell").setAttribute("aria-pressed", String(Boolean(told)));
  if (!told) return select(null, { quiet: true });
  byId("story-text").replaceChildren(el("small", {}, `${step + 1} / ${story.length}`), " ", text(told.text));
  byId("story-back").disabled = step === 0;
  byId("story-next").disabled = step === story.length - 1;
  state.on = told.on || "";
  sift();
  showLegend();
  show("graph", { keep: true });
  const stops = told.nodes.map((index) => nodes[index]);
  select(stops.length > 1 ? joined(stops) || stops[0] : stops[0] || null, { quiet: true, centre: true });
  return announce(told.text);
}

function hearStory() {
  byId("tell").hidden = !story.length;
  byId("tell").addEventListener("click", () => tell(state.step === null ? 0 : null));
  byId("story-back").addEventListener("click", () => tell(state.step - 1));
  byId("story-next").addEventListener("click", () => tell(state.step + 1));
  byId("story-end").addEventListener("click", () => { tell(null); byId("tell").focus(); });
}

function placeWhole() {
  if (!store.whole || placeWhole.done) return;
  nodes.forEach((node, i) => Object.assign(node, { x: store.whole[2 * i], y: store.whole[2 * i + 1] }));
  placeWhole.done = true;
}
