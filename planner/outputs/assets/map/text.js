/* Data, language and plain text. Everything shown is set by textContent: nothing is ever parsed. */

const data = JSON.parse(document.getElementById("plan-data").textContent);
let language = data.language;

const PRESSURES = ["required", "waiting", "calm"];

/** Rows come as [service, people, pressure, reason, due], villages with indices of shared names. */
for (const left of data.leftOut) {
  left.pressure = PRESSURES[left.pressure];
  left.rows = left.rows.map(([service, people, pressure, reason, due]) => ({
    service, people, pressure: PRESSURES[pressure], reason: data.reasons[reason], due: due === null ? null : data.dates[due],
  }));
}
for (const village of data.villages) {
  village.where = data.shared[village.where];
  village.contacts = village.contacts.map(([role, phone]) => ({ role: data.shared[role], phone }));
}

/** A text of the catalog with its {facts} filled in. */
function say(code, facts) {
  const template = data.texts[language][code];
  return template.replace(/\{(\w+)\}/g, (whole, name) => (facts && name in facts ? String(facts[name]) : "–"));
}

/** The Thai or English one of a pair; Thai where there is no English. */
function pick(pair) {
  return (language === "en" && pair[1]) || pair[0];
}

/** Code and name of a mobile unit, as on every page. */
function unitName(unit) {
  return unit.code + " " + pick(unit.name);
}

/** An element with a class, a text and children. */
function el(tag, className, text, children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  for (const child of children || []) if (child) made.append(child);
  return made;
}

/** An SVG element with attributes. */
function svg(tag, attributes, children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  for (const child of children || []) made.append(child);
  return made;
}

function clock(seconds) {
  const minutes = Math.floor((seconds % 86400) / 60);
  return String(Math.floor(minutes / 60)).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");
}

function hours(seconds) {
  const minutes = Math.ceil(seconds / 60);
  const facts = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  if (!facts.hours) return say("minutes", facts);
  return say(facts.minutes ? "hours_minutes" : "hours", facts);
}

function number(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function kilometres(metres) {
  const km = metres / 1000;
  return say("km", { km: km < 100 ? km.toFixed(1) : number(km) });
}

/** "A" on the unit's colour. */
function badge(unit, text) {
  const made = el("span", "badge", text || unit.letter);
  made.style.backgroundColor = unit.colour;
  return made;
}
