/* Lines out of whole steps, and the shapes that Leaflet's canvas lacks. */

const STEPS_PER_DEGREE = 100000;

/** [x, y, dx, dy, ...] in steps, longitude first, to Leaflet's points. */
function unfold(steps) {
  const points = [];
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push(L.latLng(y / STEPS_PER_DEGREE, x / STEPS_PER_DEGREE));
  }
  return points;
}

/** A point of two steps. */
function at(x, y) {
  return L.latLng(y / STEPS_PER_DEGREE, x / STEPS_PER_DEGREE);
}

/** A circle some pixels aside from its place, for places that share one point. */
const Dot = L.CircleMarker.extend({
  _project() {
    this._point = this._map.latLngToLayerPoint(this._latlng).add(this.options.aside);
    this._updateBounds();
  },
});

/** A square on its corner, drawn on the canvas like a circle marker. */
const Diamond = Dot.extend({
  _updatePath() {
    const renderer = this._renderer;
    if (!renderer._drawing || this._empty()) return;
    const ctx = renderer._ctx, p = this._point, r = this._radius * 1.25;
    ctx.beginPath();
    ctx.moveTo(p.x, p.y - r);
    ctx.lineTo(p.x + r, p.y);
    ctx.lineTo(p.x, p.y + r);
    ctx.lineTo(p.x - r, p.y);
    ctx.closePath();
    renderer._fillStroke(ctx, this);
  },
});
