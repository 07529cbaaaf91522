/* Provinces and visits on the map; a click tells a province's figures. */

const PLANNED = { color: "#ffffff", weight: 1.2, fillOpacity: 0.92 };
const FAILED = { color: "#a3161b", weight: 1.6, dashArray: "4 3", fillColor: "#f6e3dd", fillOpacity: 0.9 };
const WAITS = { color: "#8a9596", weight: 1, dashArray: "2 3", fillColor: "#eceae3", fillOpacity: 0.9 };
const VISIT = { stroke: true, color: "#ffffff", weight: 0.6, fillColor: "#b5400d", fillOpacity: 0.85, interactive: false };
const LABELS_FROM = 7.25;

const drawn = new Map();
const labels = L.layerGroup();
const dots = [];

map.options.renderer = L.canvas({ padding: 0.4, tolerance: 4 });

function looks(province) {
  if (province.look === "failed") return FAILED;
  if (province.look === "waits") return WAITS;
  return { ...PLANNED, fillColor: province.share === null ? SHADES[0] : shade(province.share) };
}

function drawProvinces() {
  for (const province of data.provinces) {
    if (!province.rings.length) continue;
    const shape = L.polygon(province.rings.map((ring) => [unfold(ring)]), looks(province)).addTo(map);
    shape.on("click", (event) => tell(province, event.latlng));
    drawn.set(province.code, shape);
  }
}

function drawVisits() {
  for (const province of data.provinces) {
    for (const [x, y, people] of province.visits) {
      const dot = L.circleMarker(at(x, y), { ...VISIT, radius: 2 }).addTo(map);
      dots.push({ dot, people });
    }
  }
}

function sizeVisits() {
  const zoom = map.getZoom();
  for (const { dot, people } of dots) {
    dot.setRadius(Math.max(1.2, (zoom - 4.4) * (0.55 + Math.min(1, people / 150))));
  }
}

function placeLabels() {
  labels.clearLayers();
  labels.addTo(map);
  if (map.getZoom() < LABELS_FROM) return;
  for (const province of data.provinces) {
    const shape = drawn.get(province.code);
    if (!shape) continue;
    const text = el("span", "label district", pick(province.name));
    L.marker(shape.getBounds().getCenter(), {
      icon: L.divIcon({ className: "name-icon", html: text, iconSize: [0, 0] }), interactive: false, keyboard: false,
    }).addTo(labels);
  }
}

function fact(code, value) {
  return el("p", "fact", null, [el("span", null, say(code)), el("span", null, value)]);
}

function tell(province, where) {
  const f = province.figures;
  const lines = [el("div", "pop-head", null, [el("div", null, null, [
    el("strong", null, pick(province.name)),
    el("span", "muted", pick(province.outcome)),
  ])])];
  if (f) {
    lines.push(
      fact("people", number(f.people_served)),
      fact("due", percent(province.share)),
      fact("villages", number(f.villages_visited) + "/" + number(f.villages)),
      fact("promises", number(f.promises_kept) + "/" + number(f.promises)),
      fact("gap", f.gap === null ? "–" : (100 * f.gap).toFixed(1) + " %"),
    );
  }
  if (province.tries > 1) lines.push(el("p", "muted small", say("tries", { tries: province.tries })));
  L.popup({ maxWidth: 300 }).setLatLng(where).setContent(el("div", null, null, lines)).openOn(map);
}

function showProvince(province) {
  const shape = drawn.get(province.code);
  if (!shape) return;
  map.fitBounds(shape.getBounds(), { padding: [40, 40], maxZoom: 9 });
  tell(province, shape.getBounds().getCenter());
}

function area() {
  const bounds = L.latLngBounds([]);
  for (const shape of drawn.values()) bounds.extend(shape.getBounds());
  return bounds.isValid() ? bounds : L.latLngBounds([[5.6, 97.3], [20.5, 105.7]]);
}

function fold(folded) {
  map.closePopup();
  document.body.classList.toggle("folded", folded);
  fillFold();
  map.invalidateSize({ animate: false });
}

function setLanguage(next) {
  language = next;
  map.closePopup();
  fillPanel();
  placeLabels();
}

function fit() {
  map.invalidateSize({ animate: false });
  map.fitBounds(area(), { padding: [14, 14], animate: false });
}

function start() {
  map.setMinZoom(4);
  if (window.matchMedia("(max-width: 760px)").matches) document.body.classList.add("folded");
  fillPanel();
  drawProvinces();
  fit();
  drawVisits();
  map.on("zoomend", () => { sizeVisits(); placeLabels(); });
  sizeVisits();
  placeLabels();
  const scale = addScale();
  byId("language").addEventListener("click", () => {
    setLanguage(language === "th" ? "en" : "th");
    scale._update();
  });
  byId("fold").addEventListener("click", () => fold(!document.body.classList.contains("folded")));
  byId("unfold").addEventListener("click", () => fold(false));
  window.addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); fit(); });
  window.addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); fit(); });
  window.addEventListener("resize", () => map.invalidateSize({ animate: false }));
}
