/* What the season and closures do: road states by day, closed and slow roads, villages cut off. */

const CLOSURES = {
  closed: { color: "#b3261e", weight: 5, opacity: 0.9, fillColor: "#b3261e", fillOpacity: 0.16 },
  slow: { color: "#b3261e", weight: 4, opacity: 0.9, dashArray: "2 7", fillColor: "#b3261e", fillOpacity: 0.07 },
};
const closureLayer = L.layerGroup(), cutLayer = L.layerGroup();
const shownRoads = { closures: true, cut: true, since: true };

/** A cross on the canvas, for villages that no vehicle reaches. */
const Cross = Dot.extend({
  _updatePath() {
    const renderer = this._renderer;
    if (!renderer._drawing || this._empty()) return;
    const ctx = renderer._ctx, p = this._point, r = this._radius;
    ctx.beginPath();
    ctx.moveTo(p.x - r, p.y - r);
    ctx.lineTo(p.x + r, p.y + r);
    ctx.moveTo(p.x + r, p.y - r);
    ctx.lineTo(p.x - r, p.y + r);
    renderer._fillStroke(ctx, this);
  },
});

function drawCutOff() {
  for (const left of data.leftOut) {
    const village = data.villages[left.village];
    if (!left.cut || village.x === null) continue;
    const look = { color: "#b3261e", weight: 2.4, fill: false, radius: 5.5, aside: asideOf(left.village) };
    new Cross(at(village.x, village.y), look).bindPopup(() => villagePopup(left), popupOptions()).addTo(cutLayer);
  }
}

function showClosures() {
  closureLayer.clearLayers();
  for (const closure of data.roadsToday.closures) {
    if (!closure.days.some((day) => shown.days.has(day))) continue;
    const look = CLOSURES[closure.kind], line = { ...look, fill: false, lineCap: "butt" };
    const shapes = closure.lines.map((steps) => L.polyline(unfold(steps), line));
    if (closure.ring.length) shapes.push(L.polygon(unfold(closure.ring), look));
    if (closure.spot) shapes.push(L.circle(at(closure.spot[0], closure.spot[1]), { ...look, radius: closure.spot[2] }));
    for (const shape of shapes) shape.bindPopup(() => closurePopup(closure), popupOptions()).addTo(closureLayer);
  }
  closureLayer.remove();
  if (shownRoads.closures) closureLayer.addTo(map);
}

function showCutOff() {
  cutLayer.remove();
  if (shownRoads.cut) cutLayer.addTo(map);
}

function closureTitle(closure) {
  return closure.kind === "closed" ? say("closure_closed") : say("closure_slow", { left: closure.left });
}

function closureWhen(closure) {
  if (!closure.from && !closure.to) return say("closure_always");
  return say("closure_when", {
    from: closure.from ? pick(closure.from) : "…", to: closure.to ? pick(closure.to) : "…",
  });
}

function closurePopup(closure) {
  const vehicles = closure.vehicles.map(pick).join(", ") || say("closure_all_vehicles");
  return el("div", "pop", null, [
    el("p", "pop-lead", closureTitle(closure) + (closure.roads ? " · " + closure.roads : "")),
    line(say("closure_dates"), closureWhen(closure)),
    line(say("closure_vehicles"), vehicles),
    closure.reason ? line(say("closure_reason"), closure.reason) : null,
  ]);
}

/** Days in a row with one state are told together: "30 Nov – 4 Dec: dry roads". */
function stateLines() {
  const states = data.roadsToday.states, lines = [];
  let first = 0;
  states.forEach((state, day) => {
    if (day + 1 < states.length && states[day + 1][0] === state[0]) return;
    const days = first === day ? data.days[day].number : data.days[first].number + "–" + data.days[day].number;
    lines.push(el("p", "state", null, [el("b", null, days), el("span", null, pick(state))]));
    first = day + 1;
  });
  return lines;
}

function roadsSection() {
  const today = data.roadsToday;
  const layer = (name, sign, text, count) => el("label", "layer", null, [
    check(shownRoads[name], (on) => {
      shownRoads[name] = on;
      change();
    }, text),
    el("span", "sign " + sign), el("span", "grow", text), el("b", null, number(count)),
  ]);
  return el("section", "roads", null, [
    el("h2", null, say("roads")),
    ...sinceRows(layer),
    ...stateLines(),
    today.closures.length ? layer("closures", "stroke closed", say("layer_closures"), today.closures.length) : null,
    ...today.closures.map((closure) => el("p", "closure", [
      closureTitle(closure), closure.roads, closure.reason, closureWhen(closure),
    ].filter(Boolean).join(" · "))),
    today.cutOff ? layer("cut", "cross", say("layer_cut"), today.cutOff) : null,
  ]);
}
