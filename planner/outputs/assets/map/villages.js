/* Villages that the plan leaves out, wholly or in part: a shape for how much that presses. */

const SHAPES = {
  required: { shape: Diamond, radius: 6, color: "#3b2f00", weight: 1.6, fillColor: "#ffd21f", fillOpacity: 1 },
  waiting: { shape: Dot, radius: 4.2, color: "#5b6470", weight: 1.6, fillColor: "#ffffff", fillOpacity: 1 },
  calm: { shape: Dot, radius: 2.6, color: "#ffffff", weight: 0.8, fillColor: "#8b949c", fillOpacity: 1 },
};
const villageLayers = { calm: L.layerGroup(), waiting: L.layerGroup(), required: L.layerGroup() };

/** Where a village stands among those that share its point: alone on it, or on a ring around it. */
const asides = new Map();
for (const left of data.leftOut) {
  const village = data.villages[left.village], key = village.x + "," + village.y;
  asides.set(key, [...(asides.get(key) || []), left.village]);
}

function asideOf(index) {
  const village = data.villages[index], together = asides.get(village.x + "," + village.y);
  if (together.length === 1) return L.point(0, 0);
  const turn = (together.indexOf(index) / together.length) * 2 * Math.PI;
  const radius = Math.max(8, together.length * 2);
  return L.point(Math.cos(turn) * radius, Math.sin(turn) * radius);
}

function drawVillages() {
  for (const pressure in villageLayers) {
    const { shape, ...look } = SHAPES[pressure];
    for (const left of data.leftOut) {
      const village = data.villages[left.village];
      if (left.pressure !== pressure || village.x === null) continue;
      const aside = asideOf(left.village);
      const dashArray = village.approximate && pressure !== "calm" ? "2 2" : null;
      new shape(at(village.x, village.y), { ...look, dashArray, aside, code: village.code })
        .bindPopup(() => villagePopup(left), popupOptions())
        .addTo(villageLayers[pressure]);
    }
  }
}

/** Small from afar, so that routes stay readable; full size from zoom 11 on. */
function sizeVillages() {
  const share = Math.max(0.55, Math.min(1, 0.55 + (map.getZoom() - 8) * 0.15));
  for (const pressure in villageLayers) {
    const full = SHAPES[pressure].radius;
    const radius = pressure === "required" ? Math.max(4.5, full * share) : full * share;
    villageLayers[pressure].eachLayer((mark) => mark.setRadius(radius));
  }
}

/** Show what is ticked, the most pressing on top. */
function showVillages() {
  for (const pressure in villageLayers) {
    villageLayers[pressure].remove();
    if (shown.villages[pressure]) villageLayers[pressure].addTo(map);
  }
}

function villageLabels() {
  const zooms = { required: 9.5, waiting: 11, calm: 12 };
  return data.leftOut
    .filter((left) => shown.villages[left.pressure] && data.villages[left.village].x !== null)
    .map((left) => {
      const village = data.villages[left.village];
      return {
        at: at(village.x, village.y), aside: asideOf(left.village), text: pick(village.name), look: "small",
        rank: left.pressure === "required" ? 3 : 7, zoom: zooms[left.pressure], room: 8,
      };
    });
}
