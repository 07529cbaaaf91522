/* A closure drawn: a spot on a road, a whole road by its number, or an area by its corners. What is
   drawn is told to the page around this one, and to nobody else. */

const MODES = ["spot", "road", "area"];
const RED = "#c00000";
const CLICK_PIXELS = 14;
const TWICE_PIXELS = 3;
let mode = "spot";
let corners = [];
let drawn = L.layerGroup();
let told = null;

map.options.renderer = L.canvas({ padding: 0.4, tolerance: 6 });

function planLabels() {
  return [];
}

function villageLabels() {
  return data.places.map((place) => ({
    at: at(place.x, place.y), text: pick(place.name), look: "small", rank: 3, zoom: 10.5, room: 8,
  }));
}

function takenBoxes() {
  return [];
}

function tell(what, facts) {
  told = { planner: "closing", what, ...facts };
  if (window.parent !== window) window.parent.postMessage(told, "*");
}

/** The page around may be ready later than the map: it asks then for what was told before. */
function answer(event) {
  if (event.source !== window.parent || window.parent === window || !told) return;
  const { planner, what } = event.data || {};
  if (planner === "closing" && what === "ask") window.parent.postMessage(told, "*");
}

function hint(code, facts) {
  document.getElementById("hint").textContent = say(code, facts);
}

function setMode(next) {
  mode = next;
  corners = [];
  drawn.clearLayers();
  for (const button of document.querySelectorAll("#modes button[data-mode]")) {
    button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }
  hint("hint_" + mode);
  tell("clear", {});
}

function fillModes() {
  const box = document.getElementById("modes");
  for (const name of MODES) {
    const button = el("button", null, say(name));
    button.type = "button";
    button.dataset.mode = name;
    button.addEventListener("click", () => setMode(name));
    box.append(button);
  }
  const again = el("button", null, say("again"));
  again.type = "button";
  again.addEventListener("click", () => setMode(mode));
  box.append(again);
}

/** The point of any road nearest to a click, within reach of a finger; null when there is none. */
function nearest(point) {
  const here = map.latLngToLayerPoint(point);
  let best = null, least = CLICK_PIXELS;
  for (const road of data.numbered) {
    const line = road.line.map((p) => map.latLngToLayerPoint(p));
    for (let i = 1; i < line.length; i++) {
      const spot = L.LineUtil.closestPointOnSegment(here, line[i - 1], line[i]);
      const away = here.distanceTo(spot);
      if (away < least) {
        least = away;
        best = { road, at: map.layerPointToLatLng(spot) };
      }
    }
  }
  return best;
}

function round(point) {
  return [Number(point.lng.toFixed(5)), Number(point.lat.toFixed(5))];
}

function clicked(point) {
  if (mode === "area") return addCorner(point);
  const found = nearest(point);
  drawn.clearLayers();
  if (mode === "road") {
    if (!found || !found.road.number) return hint("no_road");
    for (const road of data.numbered.filter((one) => one.number === found.road.number)) {
      L.polyline(road.line, { color: RED, weight: 6, opacity: 0.8, interactive: false }).addTo(drawn);
    }
    hint("road_chosen", { number: found.road.number });
    return tell("road", { number: found.road.number });
  }
  const where = found ? found.at : point;
  L.circle(where, { radius: 300, color: RED, weight: 3, interactive: false }).addTo(drawn);
  L.circleMarker(where, { radius: 5, color: RED, fillOpacity: 1, interactive: false }).addTo(drawn);
  const [lon, lat] = round(where);
  hint(found ? "spot_chosen" : "spot_off", { number: found?.road.number || "–" });
  return tell("spot", { lon, lat, number: found?.road.number || "" });
}

function addCorner(point) {
  const here = map.latLngToContainerPoint(point);
  const last = corners.at(-1);
  if (last && here.distanceTo(map.latLngToContainerPoint(last)) < TWICE_PIXELS) return;
  corners.push(point);
  drawn.clearLayers();
  const look = { color: RED, weight: 3, interactive: false };
  if (corners.length < 3) L.polyline(corners, look).addTo(drawn);
  else L.polygon(corners, { ...look, fillOpacity: 0.15 }).addTo(drawn);
  for (const corner of corners) L.circleMarker(corner, { ...look, radius: 4, fillOpacity: 1 }).addTo(drawn);
  hint("corners", { count: corners.length });
  tell("area", { corners: corners.map(round) });
}

function drawKnown() {
  for (const closure of data.closures) {
    const look = { color: RED, weight: 4, dashArray: "6 5", opacity: 0.9, interactive: false };
    for (const line of closure.lines) L.polyline(unfold(line), look).addTo(map);
    if (closure.ring.length) L.polygon(unfold(closure.ring), { ...look, weight: 2, fillOpacity: 0.12 }).addTo(map);
    if (closure.spot) {
      const [x, y, radius] = closure.spot;
      L.circle(at(x, y), { ...look, radius }).addTo(map);
      L.circleMarker(at(x, y), { radius: 5, color: RED, interactive: false }).addTo(map);
    }
  }
}

function start() {
  for (const road of data.numbered) road.line = unfold(road.steps);
  document.getElementById("credit").textContent = data.attribution.join(" · ");
  fillModes();
  map.invalidateSize({ animate: false });
  const rings = data.districts.flatMap((district) => district.rings.flatMap(unfold));
  const points = rings.length ? rings : data.places.map((place) => at(place.x, place.y));
  map.fitBounds(points.length ? L.latLngBounds(points) : L.latLngBounds([[5.6, 97.3], [20.5, 105.7]]), { animate: false });
  drawBasemap();
  drawKnown();
  drawn.addTo(map);
  startLabels();
  placeLabels();
  addScale();
  map.on("click", (event) => clicked(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter") clicked(map.getCenter());
  });
  window.addEventListener("message", answer);
  window.addEventListener("resize", () => map.invalidateSize({ animate: false }));
  setMode("spot");
}
