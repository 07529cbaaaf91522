/* Names on the map: the most important first, each only where it hides nothing. */

const FONTS = {
  district: "700 15px", village: "700 13px", home: "700 12px", small: "400 12px", shield: "700 10px",
};
const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map();
let labelPane;

function startLabels() {
  labelPane = map.createPane("labels");
  labelPane.classList.add("leaflet-zoom-hide");
  map.on("moveend zoomend resize viewreset", placeLabels);
  if (document.fonts) document.fonts.ready.then(() => { widths.clear(); placeLabels(); });
}

function textWidth(label) {
  const key = label.look + label.text;
  if (!widths.has(key)) {
    measuring.font = FONTS[label.look] + " PlanSarabun, sans-serif";
    widths.set(key, measuring.measureText(label.text).width + (label.look === "shield" ? 8 : 4));
  }
  return widths.get(key);
}

function placeLabels() {
  const zoom = map.getZoom(), view = map.getPixelBounds().pad(0.1), origin = map.getPixelOrigin();
  const taken = takenBoxes();
  const made = document.createDocumentFragment();
  const labels = [...planLabels(), ...villageLabels(), ...basemapLabels()];
  labels.filter((label) => zoom >= label.zoom).sort((a, b) => a.rank - b.rank).forEach((label) => {
    const point = map.project(label.at, zoom);
    if (!view.contains(point)) return;
    const place = freePlace(label, point.subtract(origin).add(label.aside || [0, 0]), taken);
    if (!place) return;
    taken.push(place);
    const name = el("span", "label " + label.look, label.text);
    name.style.left = place.left + "px";
    name.style.top = place.top + "px";
    made.append(name);
  });
  labelPane.replaceChildren(made);
}

function boxAt(latlng, dx, w, h) {
  const p = map.latLngToLayerPoint(latlng);
  return { left: p.x + dx - w / 2, top: p.y - h / 2, right: p.x + dx + w / 2, bottom: p.y + h / 2 };
}

/** Boxes of the marks that a name must not hide; a stop that has no room shrinks to a dot. */
function takenBoxes() {
  const boxes = data.homes.map((home) => boxAt(at(home.x, home.y), 0, 20, 20));
  for (const { marker, route } of stopMarkers.values()) {
    if (!isShown(route)) continue;
    const dx = marker.slot * 27, pill = boxAt(marker.getLatLng(), dx, 24, 17);
    const crowded = boxes.some((other) => overlap(pill, other));
    marker.getElement().classList.toggle("crowded", crowded);
    marker.setZIndexOffset(crowded ? -300 : 0);
    boxes.push(crowded ? boxAt(marker.getLatLng(), dx, 9, 9) : pill);
  }
  const add = (...box) => boxes.push(boxAt(...box));
  for (const left of data.leftOut) {
    const village = data.villages[left.village];
    if (left.pressure === "required" && shown.villages.required && village.x !== null) add(at(village.x, village.y), 0, 12, 12);
  }
  return boxes;
}

function freePlace(label, p, taken) {
  const w = textWidth(label), h = label.look === "district" ? 20 : 16, room = label.room || 0;
  const spots = label.centred
    ? [[-w / 2, -h / 2]]
    : [[room, -h / 2], [-room - w, -h / 2], [-w / 2, -room - h + 3], [-w / 2, room - 3]];
  for (const [dx, dy] of spots) {
    const box = { left: p.x + dx, top: p.y + dy, right: p.x + dx + w, bottom: p.y + dy + h };
    if (!taken.some((other) => overlap(box, other))) return box;
  }
  return null;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
