/* Routes and their stops: one layer group for each unit and day, shown when both are ticked. */

const shown = {
  days: new Set(data.days.map((_, i) => i)),
  units: new Set(data.units.map((_, i) => i)),
  villages: { required: true, waiting: true, calm: false },
};
const routeLayers = data.routes.map(() => L.layerGroup());
const stopMarkers = new Map();

function isShown(route) {
  return shown.days.has(route.day) && shown.units.has(route.unit);
}

function shownRoutes() {
  return data.routes.filter(isShown);
}

function drawRoutes() {
  data.routes.forEach((route, i) => {
    for (const halo of [true, false]) {
      for (const leg of route.legs) drawLeg(route, leg, halo, routeLayers[i]);
    }
    route.stops.forEach((stop, k) => {
      if (stop.order) drawStop(route, stop, k, routeLayers[i]);
    });
  });
}

function drawLeg(route, leg, halo, layer) {
  const unit = data.units[route.unit];
  const parts = leg.parts.map((part) => unfold(part.steps));
  const first = parts[0][0], last = parts[parts.length - 1].slice(-1)[0];
  const north = Math.abs(last.lat - first.lat) > Math.abs(last.lng - first.lng);
  const side = (north ? last.lat > first.lat : last.lng > first.lng) ? 1 : -1;
  leg.parts.forEach((part, i) => {
    const look = {
      color: halo ? "#ffffff" : unit.colour,
      weight: halo ? 6 : 3.4,
      opacity: halo ? 0.85 : 0.95,
      dashArray: part.estimated && !halo ? "2 7" : null,
      interactive: !halo,
      smoothFactor: 0.8,
    };
    const beside = side * (route.unit - (data.units.length - 1) / 2);
    const line = new Beside(parts[i], { ...look, beside });
    if (!halo) line.bindPopup(() => routePopup(route, leg), popupOptions());
    line.addTo(layer);
  });
}

/** A line moved sideways by some pixels, so that units on one road do not hide each other. The way
    out and the way home fall together, since a leg's side depends on where it lies, not on where it
    goes. */
const Beside = L.Polyline.extend({
  _projectLatlngs(latlngs, result, bounds) {
    L.Polyline.prototype._projectLatlngs.call(this, latlngs, result, bounds);
    const shift = this.options.beside * besideStep();
    if (!shift) return;
    for (let i = 0; i < result.length; i++) result[i] = movedAside(result[i], shift);
  },
});

/** Pixels between the lines of two units; none when zoomed far out. */
function besideStep() {
  return Math.max(0, Math.min(3, (map.getZoom() - 7.5) * 1.2));
}

/** The same points, in pixels, moved to the right of the way they go. */
function movedAside(points, shift) {
  return points.map((point, i) => {
    const a = points[Math.max(0, i - 1)], b = points[Math.min(points.length - 1, i + 1)];
    const nx = a.y - b.y, ny = b.x - a.x;
    const length = Math.hypot(nx, ny) || 1;
    return L.point(point.x + (nx / length) * shift, point.y + (ny / length) * shift);
  });
}

function drawStop(route, stop, k, layer) {
  const village = data.villages[stop.village];
  if (village.x === null) return;
  const marker = L.marker(at(stop.x, stop.y), { icon: stopIcon(route, stop, 0), riseOnHover: true });
  marker.slot = 0;
  marker.bindPopup(() => stopPopup(route, stop), popupOptions());
  marker.addTo(layer);
  stopMarkers.set(route.id + "/" + k, { marker, route, stop });
}

/** "A1": the unit's letter and which stop of its day this is. */
function stopIcon(route, stop, slot) {
  const unit = data.units[route.unit];
  const pill = el("span", "stop" + (data.villages[stop.village].approximate ? " approximate" : ""), unit.letter + stop.order);
  pill.style.backgroundColor = unit.colour;
  return L.divIcon({ className: "stop-icon", html: pill, iconSize: [30, 22], iconAnchor: [15 - slot * 27, 11] });
}

/** Show what is ticked; stops that share a place stand side by side. */
function showRoutes() {
  data.routes.forEach((route, i) => {
    routeLayers[i].remove();
    if (isShown(route)) routeLayers[i].addTo(map);
  });
  const taken = new Map();
  for (const { marker, route, stop } of stopMarkers.values()) {
    if (!isShown(route)) continue;
    const where = stop.x + "," + stop.y, slot = taken.get(where) || 0;
    taken.set(where, slot + 1);
    if (marker.slot !== slot) {
      marker.slot = slot;
      marker.setIcon(stopIcon(route, stop, slot));
    }
  }
}

function drawHomes() {
  for (const home of data.homes) {
    const icon = el("span", "home " + home.kind, null, [homeSymbol(home.kind)]);
    const look = { className: "home-icon", html: icon, iconSize: [24, 24] };
    L.marker(at(home.x, home.y), { icon: L.divIcon(look), zIndexOffset: -500 })
      .bindPopup(() => homePopup(home), popupOptions())
      .addTo(map);
  }
}

/** A house for a base, a bed for a lodging. */
function homeSymbol(kind) {
  const path = kind === "base"
    ? "M3 10 L10 4 L17 10 V17 H12 V12 H8 V17 H3 Z"
    : "M2 5 V16 M2 13 H18 V16 M18 13 V10 H9 V13 M5.5 10.5 h0.1";
  const look = kind === "base"
    ? { d: path, fill: "currentColor" }
    : { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2.2, "stroke-linecap": "round" };
  return svg("svg", { viewBox: "0 0 20 20", width: 15, height: 15, "aria-hidden": "true" }, [svg("path", look)]);
}

function planLabels() {
  const labels = data.homes.map((home) => ({
    at: at(home.x, home.y), text: pick(home.name), look: "home", rank: 2, zoom: 8, room: 14,
  }));
  const named = new Set();
  for (const route of shownRoutes()) {
    for (const stop of route.stops) {
      if (!stop.order || named.has(stop.place)) continue;
      named.add(stop.place);
      labels.push({ at: at(stop.x, stop.y), text: pick(data.villages[stop.village].name), look: "village", rank: 1, zoom: 8, room: 17 });
    }
  }
  return labels;
}
