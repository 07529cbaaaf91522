/* A click says where: to the page around this one, and to nobody else. */

const OWN = { radius: 8, color: "#0b3d40", weight: 2, fillColor: "#0e7377", fillOpacity: 0.9 };
const ROUGH = { radius: 8, color: "#7a4100", weight: 2, fillColor: "#ffd08a", fillOpacity: 0.9, dashArray: "3 3" };
const OTHER = { radius: 3.5, stroke: false, fillColor: "#5a666d", fillOpacity: 0.75, interactive: false };
const STOP = { radius: 6, color: "#0b3d40", weight: 2, fillColor: "#ffffff", fillOpacity: 0.9, interactive: false };
const CHOSEN = { radius: 10, color: "#a3161b", weight: 3, fillColor: "#ffffff", fillOpacity: 0.5, interactive: false };
const KM_AROUND = 6;
let chosen = null;

map.options.renderer = L.canvas({ padding: 0.4, tolerance: 6 });

/** Names of the villages of the same tambon and of this one. */
function villageLabels() {
  const others = data.others.filter((other) => other.near === data.own.near);
  const labels = others.map((other) => ({
    at: at(other.x, other.y), text: pick(other.name), look: "small", rank: 3, zoom: 10, room: 6,
  }));
  if (data.own.x !== null) {
    labels.push({ at: at(data.own.x, data.own.y), text: pick(data.own.name), look: "village", rank: 0, zoom: 0, room: 12 });
  }
  return labels;
}

function planLabels() {
  return [];
}

function takenBoxes() {
  return [];
}

/** Mark a point and tell it; the page around decides what to do with it. */
function choose(point) {
  const lon = Number(point.lng.toFixed(6)), lat = Number(point.lat.toFixed(6));
  if (chosen) chosen.remove();
  chosen = L.circleMarker([lat, lon], CHOSEN).addTo(map);
  document.getElementById("hint").textContent = say("chosen", { lat: lat.toFixed(5), lon: lon.toFixed(5) });
  window.parent.postMessage({ kind: "place", lon, lat }, "*");
}

function startingView() {
  if (data.own.x !== null) return at(data.own.x, data.own.y).toBounds(2000 * KM_AROUND);
  const near = data.others.filter((other) => other.near === data.own.near);
  const points = (near.length ? near : data.others).map((other) => at(other.x, other.y));
  for (const district of data.districts) if (!points.length) points.push(...district.rings.flatMap(unfold));
  return points.length ? L.latLngBounds(points).pad(0.2) : L.latLngBounds([[5.6, 97.3], [20.5, 105.7]]);
}

function start() {
  document.getElementById("hint").textContent = say("hint");
  document.getElementById("credit").textContent = data.attribution.join(" · ");
  map.invalidateSize({ animate: false });
  map.fitBounds(startingView(), { animate: false });
  drawBasemap();
  for (const other of data.others) L.circleMarker(at(other.x, other.y), OTHER).addTo(map);
  for (const place of data.places) L.circleMarker(at(place.x, place.y), STOP).addTo(map);
  if (data.own.x !== null) L.circleMarker(at(data.own.x, data.own.y), { ...(data.own.rough ? ROUGH : OWN), interactive: false }).addTo(map);
  startLabels();
  placeLabels();
  addScale();
  map.on("click", (event) => choose(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose(map.getCenter());
  });
  window.addEventListener("resize", () => map.invalidateSize({ animate: false }));
}
