/* The field's app: keeps its pages on the phone, takes reports, sends them when there is a signal. */

import { keep, kept, newId, refresh, send, wipe } from "./queue.js";

const words = JSON.parse(document.getElementById("app-words").textContent);
const own = document.getElementById("app-data");
const app = own && JSON.parse(own.textContent);
const EVERY_MS = 30000;
const signal = document.querySelector(".signal");

function el(name, look, ...inside) {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.append(...inside);
  return made;
}

function button(text, look, press) {
  const made = el("button", look, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

function say(code, facts = {}) {
  return words[code].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** The single file carries Leaflet inside; here it is a file of the service, kept on the phone. */
window.loadLeaflet = () => new Promise((done, failed) => {
  const script = el("script");
  script.src = "/static/leaflet/leaflet.js";
  script.addEventListener("load", () => done());
  script.addEventListener("error", failed);
  document.head.append(script);
});

/* Kept on the phone */

async function keepPages() {
  if (!("serviceWorker" in navigator)) return tellKept("not_saved");
  try {
    await forgetOthers();
    await navigator.serviceWorker.register("/field/sw.js", { scope: "/field" });
    await navigator.serviceWorker.ready;
    if (navigator.onLine) await keepThese();
    navigator.storage?.persist?.();
    tellKept("saved");
  } catch { tellKept(navigator.onLine ? "not_saved" : "saved"); }
}

/** Pages that somebody else left on this device are not shown to this person. */
async function forgetOthers() {
  const login = document.body.dataset.login;
  const before = localStorage.getItem("field-login");
  if (before && before !== login) await caches.delete("field-pages");
  localStorage.setItem("field-login", login);
}

/** This page in both languages, and the list of units. */
async function keepThese() {
  const cache = await caches.open("field-pages"), path = location.pathname;
  const language = document.documentElement.lang;
  for (const code of ["th", "en"]) {
    const answer = await fetch(path + "?language=" + code + "&keep=0");
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    if (code === language) await cache.put(path, answer.clone());
    await cache.put(path + "?language=" + code, answer);
  }
  if (path !== "/field") {
    const list = await fetch("/field");
    if (list.ok && !list.redirected) await cache.put("/field", list);
  }
}

const keptLine = el("p", "quiet kept");

function tellKept(code) {
  keptLine.textContent = words[code];
  keptLine.dataset.kept = code;
}

/* Reports */

function stopOf(entry) {
  return app.stops.find((stop) => stop.place === entry.report.place_code && stop.date === entry.report.on_date);
}

async function tell(kind, more) {
  const id = newId();
  const report = { id, kind, plan_id: app.plan, unit_code: app.unit, at: new Date().toISOString(), ...more };
  await keep({ id, province: app.province, report, made: Date.now(), status: "queued", fault: "" });
  await show();
  exchange(); // nobody waits for a bad signal: the report is kept
}

function ofStop(stop, more = {}) {
  return { on_date: stop.date, place_code: stop.place, ...more };
}

/** An earlier word of this phone about the same thing is corrected by the new one. */
async function earlier(stop) {
  const said = (await kept()).filter((entry) => entry.report.place_code === stop.place
    && entry.report.on_date === stop.date && entry.report.unit_code === app.unit
    && (entry.report.kind === "served" || entry.report.kind === "not_reached")
    && entry.status !== "refused");
  return said.length ? { corrects: said[said.length - 1].id } : {};
}

function dialog(title, fields, done) {
  const box = el("dialog", "report"), form = el("form");
  const fault = el("p", "fault");
  fault.setAttribute("role", "alert");
  fault.hidden = true;
  form.noValidate = false;
  const heading = el("h2", "", title);
  heading.id = "dialog-title";
  box.setAttribute("aria-labelledby", heading.id);
  const submit = el("button", "main", words.keep);
  form.append(heading, ...fields, fault, el("div", "actions", submit, button(words.cancel, "", () => box.close())));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const told = await done();
    submit.disabled = false;
    fault.textContent = told || "";
    fault.hidden = !told;
    if (!told) box.close();
  });
  box.append(form);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

function labelled(text, field, note) {
  const label = el("label", "", el("span", "", text));
  if (note) label.append(el("small", "", note));
  label.append(field);
  return label;
}

function textField() {
  const field = el("textarea");
  field.rows = 3;
  field.maxLength = 2000;
  return field;
}

function choice(options) {
  const field = el("select");
  for (const [value, text] of options) field.append(new Option(text, value));
  return field;
}

function tellServed(stop) {
  const numbers = stop.rows.map((row) => {
    const field = el("input");
    Object.assign(field, { type: "number", min: 0, max: 100000, step: 1, inputMode: "numeric" });
    return [row, field];
  });
  const fields = numbers.map(([row, field]) => labelled(row.name, field, say("expected", { n: row.expected })));
  const text = textField();
  dialog(stop.mark + " " + stop.name, [el("p", "quiet", words.served_how), ...fields, labelled(words.text, text)], async () => {
    const served = numbers.filter(([, field]) => field.value !== "")
      .map(([row, field]) => ({ village_code: row.village, service_code: row.service, people: Number(field.value) }));
    if (!served.length) return words.nothing_told;
    await tell("served", ofStop(stop, { served, text: text.value.trim(), ...await earlier(stop) }));
    return "";
  });
}

function tellMissed(stop) {
  const why = choice(app.whys), text = textField();
  dialog(stop.mark + " " + stop.name, [labelled(words.why, why), labelled(words.text, text)], async () => {
    await tell("not_reached", ofStop(stop, { why: why.value, text: text.value.trim(), ...await earlier(stop) }));
    return "";
  });
}

let toldToday = "";

/** Thailand's day; the service's, where it told a later one than a phone whose clock is wrong. */
function today() {
  const own = new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
  return own > toldToday ? own : toldToday;
}

function position() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      (found) => done({ lon: found.coords.longitude, lat: found.coords.latitude }),
      () => done(null), { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}

function tellRoad() {
  const placed = app.stops.filter((stop) => stop.lon !== null);
  const where = choice([["", words.where_here], ...placed.map((stop, i) => [String(i), say("where_near", { stop: stop.mark + " " + stop.name })])]);
  const text = textField();
  dialog(words.road_closed, [labelled(words.where, where), labelled(words.text, text)], async () => {
    const stop = where.value === "" ? null : placed[Number(where.value)];
    const location = stop ? { lon: stop.lon, lat: stop.lat } : await position();
    if (!location) return words.no_position;
    await tell("road_closed", { on_date: today(), location, text: text.value.trim() });
    return "";
  });
}

function tellRemark() {
  const text = textField();
  text.required = true;
  dialog(words.remark, [labelled(words.text, text)], async () => {
    if (!text.value.trim()) return words.nothing_told;
    await tell("remark", { on_date: today(), text: text.value.trim() });
    return "";
  });
}

function tellOther() {
  const box = el("dialog", "report");
  const heading = el("h2", "", words.other);
  heading.id = "dialog-title";
  box.append(
    heading,
    el("div", "actions tall",
      button(words.road_closed, "main", () => { box.close(); tellRoad(); }),
      button(words.remark, "main", () => { box.close(); tellRemark(); }),
      button(words.close, "", () => box.close())),
  );
  box.setAttribute("aria-labelledby", heading.id);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/* What was told, and how it stands */

const listed = el("ul", "sent-list");

function kindText(report) {
  return words[report.kind];
}

function line(entry) {
  const stop = stopOf(entry), report = entry.report;
  const clock = new Date(report.at).toLocaleTimeString("en-GB", { timeZone: "Asia/Bangkok", hour: "2-digit", minute: "2-digit" });
  const people = (report.served || []).map((row) => row.people).join(" + ");
  const what = [clock, stop ? stop.mark : "", kindText(report), people].filter(Boolean).join(" · ");
  const why = entry.status === "refused" && words["fault_" + entry.fault];
  const status = el("span", "status " + entry.status, why ? say("refused_because", { why }) : words["status_" + entry.status]);
  const made = el("li", "", el("span", "", what), " ", status);
  made.dataset.status = entry.status;
  return made;
}

async function show() {
  const all = await kept(), waiting = all.filter((entry) => entry.status === "queued").length;
  document.body.dataset.queued = String(waiting);
  signal.textContent = [navigator.onLine ? "" : words.offline, waiting ? say("waiting_n", { n: waiting }) : ""].filter(Boolean).join(" · ");
  if (!app) return;
  openDays(); // a phone that lies open over midnight
  const here = all.filter((entry) => entry.report.unit_code === app.unit);
  listed.replaceChildren(...here.map(line).reverse());
  if (!here.length) listed.append(el("li", "quiet", words.nothing_sent));
  for (const place of document.querySelectorAll("li.stop")) {
    const day = place.closest(".day").dataset.iso;
    const about = here.filter((entry) => entry.report.place_code === place.dataset.place && entry.report.on_date === day);
    place.querySelector(".told").replaceChildren(...about.map(line));
  }
}

let exchanging = false, asked = false;

/** One at a time; what is reported while one is on its way is sent by another right after it. */
async function exchange() {
  asked = true;
  if (exchanging) return;
  exchanging = true;
  try {
    while (asked) {
      asked = false;
      await exchangeOnce();
    }
  } finally { exchanging = false; }
}

async function exchangeOnce() {
  const told = await send();
  if (app && told !== "offline") await refresh(app.province, app.unit, app.start);
  await show();
  if (told === "login") askToSignIn();
  else if (app && navigator.onLine) await lookForNewer();
}

function askToSignIn() {
  const link = el("a", "", words.login_again);
  link.href = "/login?next=" + encodeURIComponent(location.pathname);
  signal.replaceChildren(link);
}

async function lookForNewer() {
  if (document.querySelector(".newer")) return;
  try {
    const answer = await fetch(location.pathname + "/version");
    if (answer.redirected) return askToSignIn();
    if (!answer.ok) return;
    const now = await answer.json();
    toldToday = now.today;
    openDays();
    if (now.digest === app.digest && now.plan_id === app.plan) return;
    const banner = button(words.newer, "newer", () => location.reload());
    document.querySelector(".strip").after(banner);
  } catch { /* no signal: the page that is here is all there is */ }
}

async function logOut(event) {
  event.preventDefault();
  const form = event.target;
  const waiting = (await kept()).filter((entry) => entry.status === "queued").length;
  if (waiting && !confirm(say("log_out_warning", { n: waiting }))) return;
  await wipe();
  form.submit();
}

/** Nothing can be reported of a day that has not come; the service refuses it as well. */
function openDays() {
  for (const row of document.querySelectorAll(".reports")) {
    const isToCome = row.closest(".day").dataset.iso > today();
    row.previousElementSibling.hidden = !isToCome;
    for (const press of row.querySelectorAll("button")) press.disabled = isToCome;
  }
}

function buildReports() {
  for (const place of document.querySelectorAll("li.stop")) {
    const day = place.closest(".day").dataset.iso;
    const stop = app.stops.find((one) => one.mark === place.dataset.mark && one.date === day);
    const row = el("div", "actions reports",
      button(words.arrived, "", () => tell("arrived", ofStop(stop))),
      button(words.left, "", () => tell("left", ofStop(stop))),
      button(words.served, "main", () => tellServed(stop)),
      button(words.not_reached, "", () => tellMissed(stop)));
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", words.report_stop + " " + stop.mark);
    const note = el("p", "quiet to-come", words.day_to_come);
    note.id = "to-come-" + day + "-" + stop.mark;
    row.setAttribute("aria-describedby", note.id);
    place.append(note, row, el("ul", "told"));
  }
  openDays();
  const heading = el("h2", "", words.sent_list);
  document.querySelector(".foot").before(el("section", "sent", heading, listed));
  document.querySelector(".bar")?.append(button(words.other, "", tellOther));
}

document.querySelector(".log-out").addEventListener("submit", logOut);
document.querySelector("main").append(keptLine);
keptLine.textContent = words.saving;
if (app) buildReports();
for (const name of ["online", "offline"]) addEventListener(name, () => { show(); exchange(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) exchange(); });
setInterval(exchange, EVERY_MS);
await show();
document.documentElement.dataset.app = "ready";
keepPages();
exchange();
