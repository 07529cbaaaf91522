/* Roads closed or slowed after the plan was made, which its routes lead over all the same. */

const SINCE = {
  closed: { color: "#7f0f0a", weight: 5, opacity: 1, dashArray: "10 6", lineCap: "butt", fillColor: "#b3261e", fillOpacity: 0.22 },
  slow: { color: "#7f0f0a", weight: 4, opacity: 1, dashArray: "2 7", fillColor: "#b3261e", fillOpacity: 0.08 },
};
const sinceLayer = L.layerGroup();

/** Over the routes, since it is the routes that are wrong there. */
function showSince() {
  sinceLayer.clearLayers();
  sinceLayer.remove();
  if (!shownRoads.since) return;
  for (const closure of data.roadsToday.since) {
    if (!closure.days.some((day) => shown.days.has(day))) continue;
    for (const shape of [...sinceShapes(closure), sinceMark(closure)]) {
      if (shape) shape.bindPopup(() => sincePopup(closure), popupOptions()).addTo(sinceLayer);
    }
  }
  sinceLayer.addTo(map);
}

function sinceShapes(closure) {
  const look = SINCE[closure.kind];
  const shapes = closure.lines.map((steps) => L.polyline(unfold(steps), { ...look, fill: false }));
  if (closure.ring.length) shapes.push(L.polygon(unfold(closure.ring), look));
  if (closure.spot) shapes.push(L.circle(at(closure.spot[0], closure.spot[1]), { ...look, radius: closure.spot[2] }));
  return shapes;
}

/** A sign that is seen from afar, where a closed spot is smaller than a pixel. */
function sinceMark(closure) {
  const where = sincePlace(closure);
  if (!where) return null;
  const sign = el("span", "since-mark " + closure.kind, closure.kind === "closed" ? "✕" : "!");
  const icon = L.divIcon({ className: "since-icon", html: sign, iconSize: [26, 26] });
  return L.marker(where, { icon, title: sinceTitle(closure), alt: sinceTitle(closure), zIndexOffset: 500 });
}

function sincePlace(closure) {
  if (closure.spot) return at(closure.spot[0], closure.spot[1]);
  if (closure.ring.length) return L.latLngBounds(unfold(closure.ring)).getCenter();
  const longest = closure.lines.reduce((best, steps) => (steps.length > best.length ? steps : best), []);
  const points = unfold(longest);
  return points.length ? points[Math.floor(points.length / 2)] : null;
}

function sinceTitle(closure) {
  return closureTitle(closure) + " · " + pick(closure.where);
}

function sincePopup(closure) {
  const popup = closurePopup(closure);
  popup.querySelector(".pop-lead").textContent = sinceTitle(closure);
  popup.append(el("p", "pop-note", say("since_note")));
  return popup;
}

/** Its own rows of the panel: the layer, then each road with its days. */
function sinceRows(layer) {
  const since = data.roadsToday.since;
  if (!since.length) return [];
  return [
    layer("since", "stroke since", say("layer_since"), since.length),
    ...since.map((closure) => el("p", "closure", [
      sinceTitle(closure), closure.reason, closureWhen(closure),
    ].filter(Boolean).join(" · "))),
  ];
}
