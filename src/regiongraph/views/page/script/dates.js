// When a claim holds, and how that is known.

// A happening takes place once; a state lasts until somebody says that it ended.
const HAPPENINGS = ["event", "participation", "founding", "adoption", "statement", "meeting", "agreement", "appointment", "count"];
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const firstDay = (date) => (DAY.test(date || "") ? date + { 4: "-01-01", 7: "-01", 10: "" }[date.length] : null);
const lastDay = (date) => (DAY.test(date || "") ? date + { 4: "-12-31", 7: "-31", 10: "" }[date.length] : null);

// begins and ends: bounds that are stated; known: the day on which it is attested.
// basis: stated (with its end, if it lasts), open (the end is not known), attested (no date but
// that of the release), undated, or past (it is said to hold no longer).
function timeOf(claim) {
  const happens = HAPPENINGS.includes(claim.relation);
  const [from, to] = (claim.date || "").split("/");
  const begins = firstDay(claim.earliest || from);
  const ends = lastDay(claim.latest || claim.until || to || (happens ? from : null));
  const known = claim.attested || (claim.release && claim.release.published) || null;
  const known10 = known && lastDay(known.slice(0, 10));
  let basis = "undated";
  if (claim.former) basis = "past";
  else if (ends || (begins && happens)) basis = "stated";
  else if (begins) basis = "open";
  else if (known10) basis = "attested";
  return { happens, begins, ends, known: known10, basis };
}

// What is known to have begun by a day and not known to have ended; what has no date stays.
function holdsOn(claim, day) {
  const start = claim.begins || claim.known;
  if (claim.basis === "past") return !(claim.ends || claim.known) || day <= (claim.ends || claim.known);
  if (claim.begins ? claim.begins > day : !claim.ends && start && start > day) return false;
  return claim.happens || !claim.ends || claim.ends >= day;
}

// What happened, or held at least for a part, in a period.
function touches(claim, from, to) {
  const start = claim.begins || (claim.basis === "past" ? null : claim.known);
  const end = claim.ends || (claim.happens || claim.basis === "past" ? claim.known : null);
  return (!to || !start || start <= to) && (!from || !end || end >= from);
}

function spelled(date) {
  if (!date) return "";
  if (/^[^/]+\/[^/]+$/.test(date)) return date.split("/").map(spelled).join(" – ");
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime()) || !DAY.test(date)) return date;
  const parts = { 4: {}, 7: { month: "long" }, 10: { day: "numeric", month: "long" } }[date.length];
  return moment.toLocaleDateString(state.language === "en" ? "en-GB" : state.language,
    { ...parts, year: "numeric", timeZone: "UTC" });
}

// The stated time of a claim in words.
function when(claim) {
  if (claim.date || claim.until) return [spelled(claim.date), spelled(claim.until)].filter(Boolean).join(" – ");
  return [claim.earliest && say("from {day}", { day: spelled(claim.earliest) }),
    claim.latest && say("until {day}", { day: spelled(claim.latest) })].filter(Boolean).join(" ");
}

// How many claims began, happened or were attested in each month, or year if there are many.
function histogram() {
  const days = claims.map((claim) => claim.begins || claim.known || claim.ends).filter(Boolean).sort();
  if (!days.length) return [];
  const [first, last] = [days[0], days[days.length - 1]];
  const monthly = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) < 3;
  const bins = new Map();
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  const name = () => String(year).padStart(4, "0") + (monthly ? `-${String(month).padStart(2, "0")}` : "");
  while (name() <= last && bins.size < 400) {
    bins.set(name(), 0);
    month += 1;
    if (!monthly || month > 12) [year, month] = [year + 1, 1];
  }
  for (const day of days) {
    const bin = day.slice(0, monthly ? 7 : 4);
    bins.set(bin, (bins.get(bin) || 0) + 1);
  }
  return [...bins].map(([bin, count]) => ({ bin, count, from: firstDay(bin), to: lastDay(bin) }));
}
