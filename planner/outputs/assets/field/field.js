/* The field's pages with scripts: one day at a time, the next stop, a map, day and night.
   Without this file the page is whole: everything here only arranges what stands there already. */
(function () {
"use strict";
const held = document.getElementById("field-data");
if (!held) return;
const data = JSON.parse(held.textContent);
const STEPS = 100000, TIME_ZONE_MS = 7 * 3600 * 1000;
const days = [...document.querySelectorAll(".day")], tabs = [...document.querySelectorAll(".tabs a")];
let shown = 0, next = 0, map = null;
document.documentElement.classList.add("scripted");

function el(name, look, text) {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text) made.textContent = text;
  return made;
}

function button(text, look, press) {
  const made = el("button", look, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** Thailand's clock, wherever the phone thinks it is. */
function here() {
  const moment = new Date(Date.now() + TIME_ZONE_MS);
  return { iso: moment.toISOString().slice(0, 10), seconds: moment.getUTCHours() * 3600 + moment.getUTCMinutes() * 60 };
}

function firstNext(day) {
  const now = here();
  if (data.days[day].iso !== now.iso) return 0;
  const at = data.days[day].stops.findIndex((stop) => stop.leave_s > now.seconds);
  return at < 0 ? data.days[day].stops.length : at;
}

function showDay(day) {
  shown = day;
  days.forEach((section, i) => { section.hidden = i !== day; });
  tabs.forEach((tab, i) => { if (i === day) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current"); });
  next = firstNext(day);
  showNext();
  if (map) drawDay();
}

/** What is said of closed roads between the stop before (lunch is none) and this one. */
function overOnTheWay(place) {
  let at = place.previousElementSibling;
  while (at && !at.classList.contains("stop") && !at.querySelector(".over")) at = at.previousElementSibling;
  return at && at.querySelector(".over");
}

const card = el("div", "next");
card.setAttribute("aria-live", "polite");

function showNext() {
  const stops = data.days[shown].stops, section = days[shown];
  section.querySelectorAll(".is-next").forEach((stop) => stop.classList.remove("is-next"));
  card.replaceChildren(el("p", "", data.texts.next));
  const shownStop = next < stops.length && section.querySelector('.stop[data-mark="' + stops[next].mark + '"]');
  if (shownStop) {
    shownStop.classList.add("is-next");
    const line = el("p");
    const name = el("strong", "", stops[next].mark + " " + stops[next].village);
    line.append(name, " · " + shownStop.querySelector(".times b").textContent);
    card.append(line);
  } else card.append(el("p", "", data.texts.next_home));
  const over = overOnTheWay(shownStop || section.querySelector(".end"));
  if (over) card.append(el("p", "over", over.textContent));
  const actions = el("div", "actions");
  const back = button(data.texts.before, "", () => { next -= 1; showNext(); });
  back.disabled = next <= 0;
  const on = button(data.texts.after, "main", () => { next += 1; showNext(); });
  on.disabled = next >= stops.length;
  if (shownStop) {
    const go = shownStop.querySelector(".go"), call = shownStop.querySelector(".call");
    for (const [link, text] of [[go, data.texts.go], [call, data.texts.call]]) {
      if (!link) continue;
      const copy = el("a", link.className, text);
      copy.href = link.href;
      actions.append(copy);
    }
  }
  actions.append(back, on);
  card.append(actions);
  section.insertBefore(card, section.querySelector(".sums").nextSibling);
}

/* The map: made when first asked for, so that an old phone is ready before it. */
const frame = el("div", "map");

function unfold(steps) {
  const points = [];
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i]; y += steps[i + 1];
    points.push([y / STEPS, x / STEPS]);
  }
  return points;
}

let layer = null;

/** Leaflet runs only when a map is asked for: text in the single file, else the page knows how. */
async function library() {
  if (window.L) return;
  const text = document.getElementById("leaflet");
  if (!text) return window.loadLeaflet();
  const script = document.createElement("script");
  script.textContent = text.textContent;
  document.head.append(script);
}

function makeMap() {
  map = L.map(frame, { preferCanvas: true, attributionControl: false, fadeAnimation: false, zoomAnimation: false, minZoom: 6, maxZoom: 17, zoomSnap: 0.5 });
  map.zoomControl.setPosition("bottomright");
  for (const ring of data.land.districts) L.polygon(unfold(ring), { color: "#8b8672", weight: 1, dashArray: "5 4", fill: false, interactive: false }).addTo(map);
  for (const [guess, steps] of data.land.roads) L.polyline(unfold(steps), { color: "#b59a55", weight: 2, dashArray: guess ? "3 5" : null, interactive: false }).addTo(map);
  layer = L.layerGroup().addTo(map);
}

function drawDay() {
  layer.clearLayers();
  const day = data.days[shown], bounds = L.latLngBounds([]);
  for (const look of [{ color: "#ffffff", weight: 8 }, { color: data.colour, weight: 4.5 }]) {
    for (const [guess, steps] of day.lines) {
      const points = unfold(steps);
      L.polyline(points, { ...look, dashArray: guess ? "2 8" : null, interactive: false }).addTo(layer);
      points.forEach((point) => bounds.extend(point));
    }
  }
  for (const [lon, lat] of day.shut) L.circleMarker([lat, lon], { radius: 9, color: "#d02020", weight: 4, fill: false }).addTo(layer);
  const spots = new Map();
  day.stops.forEach((stop) => {
    if (stop.lon === null) return;
    const key = stop.lon + "," + stop.lat, slot = spots.get(key) || 0;
    spots.set(key, slot + 1);
    const icon = L.divIcon({ className: "pin-icon", html: el("span", "pin", stop.mark), iconSize: [34, 26], iconAnchor: [17 - slot * 30, 13] });
    L.marker([stop.lat, stop.lon], { icon, title: stop.mark + " " + stop.village, alt: stop.mark + " " + stop.village }).addTo(layer)
      .on("click", () => { toggleMap(false); location.hash = ""; location.hash = "stop-" + day.iso + "-" + stop.mark; });
    bounds.extend([stop.lat, stop.lon]);
  });
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [30, 30], animate: false });
}

async function toggleMap(wanted) {
  const open = wanted ?? !frame.isConnected;
  if (open) {
    days[shown].parentNode.insertBefore(frame, days[0]);
    await library();
    if (!map) makeMap();
    map.invalidateSize({ animate: false });
    drawDay();
    window.scrollTo(0, 0);
  } else frame.remove();
  mapButton.textContent = open ? data.texts.list : data.texts.map;
  mapButton.setAttribute("aria-pressed", String(open));
}

function remembered(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch { return null; }
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remembered("field-theme", root.dataset.theme);
}

const mapButton = button(data.texts.map, "main", () => toggleMap());
const bar = el("div", "bar");
bar.append(
  button(data.texts.today, "", () => { toggleMap(false); showDay(today()); card.scrollIntoView({ block: "center" }); }),
  mapButton,
  button(data.texts.theme, "", toggleTheme),
);

function today() {
  const iso = here().iso, at = data.days.findIndex((day) => day.iso === iso);
  return at < 0 ? 0 : at;
}

const theme = remembered("field-theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
tabs.forEach((tab, i) => tab.addEventListener("click", (event) => { event.preventDefault(); showDay(i); window.scrollTo(0, 0); }));
document.body.append(bar);
showDay(today());
document.documentElement.dataset.ready = "yes";
})();
