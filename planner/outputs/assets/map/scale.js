/* The bar of scale, in the words of the page: Leaflet writes "30 km" in every language. */

/** Adds the bar to the map and returns it; `_update()` after the language has changed. */
function addScale() {
  const scale = L.control.scale({ imperial: false, position: "bottomleft" });
  scale._updateMetric = function (most) {
    const round = this._getRoundNum(most), far = round >= 1000;
    const told = far ? say("scale_km", { n: round / 1000 }) : say("scale_m", { n: round });
    this._updateScale(this._mScale, told, round / most);
  };
  return scale.addTo(map);
}
