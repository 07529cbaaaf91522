/* The land under the plan: districts and numbered roads out of our own data. */

const LAND = { stroke: false, fillColor: "#f7f5ee", fillOpacity: 1, interactive: false };
const BORDER = { color: "#a99f88", weight: 1.2, dashArray: "5 4", fill: false, interactive: false };
/* By rank, strongest first: casing colour, line colour, widths. */
const ROADS = [
  { casing: "#c9a35a", line: "#f6d88f", width: 3.2 },
  { casing: "#cbbd97", line: "#fbeecb", width: 2.6 },
  { casing: "#bdb7a6", line: "#ffffff", width: 1.9 },
];

function drawBasemap() {
  const line = { interactive: false, lineCap: "round", lineJoin: "round" };
  for (const district of data.districts) L.polygon(district.rings.map(unfold), LAND).addTo(map);
  for (const district of data.districts) L.polygon(district.rings.map(unfold), BORDER).addTo(map);
  const roads = data.roads.map((road) => ({ look: ROADS[road.rank], points: unfold(road.steps), road }));
  roads.sort((a, b) => b.road.rank - a.road.rank);
  for (const { look, points, road } of roads) {
    const dashArray = road.estimated ? "3 5" : null;
    L.polyline(points, { ...line, color: look.casing, weight: look.width + 1.4, dashArray }).addTo(map);
  }
  for (const { look, points, road } of roads) {
    if (!road.estimated) L.polyline(points, { ...line, color: look.line, weight: look.width }).addTo(map);
  }
  drawVeil();
}

/** A veil over what lies outside the province. */
function drawVeil() {
  if (!data.districts.length) return;
  const world = [[-85, -180], [-85, 180], [85, 180], [85, -180]];
  const holes = data.districts.flatMap((district) => district.rings.map(unfold));
  L.polygon([world, ...holes], {
    stroke: false, fillColor: "#dde5e3", fillOpacity: 0.62, interactive: false,
  }).addTo(map);
}

/** Names of districts, and the numbers of roads where they are longest. */
function basemapLabels() {
  const labels = data.districts.map((d) => ({
    at: at(d.x, d.y), text: pick(d.name), look: "district", rank: 4, centred: true, zoom: 0,
  }));
  for (const shield of data.shields) {
    labels.push({ at: at(shield.x, shield.y), text: shield.number, look: "shield", rank: 6, centred: true, zoom: 8.5 });
  }
  return labels;
}
