/* Beside a board: what is looked at here is shown there, and the other way round. Only the page
   around this one may speak, from the address that this map came from, and only of keys: a stop as
   unit|day|place|number, a village as v|code. On its own the map says and hears nothing. */

const around = window.parent !== window ? window.parent : null;
const keyed = new Map();
let ring = null;

function stopKey(route, stop) {
  return [data.units[route.unit].code, route.day, stop.place, stop.order - 1].join("|");
}

function startLink() {
  if (!around) return;
  for (const { marker, route, stop } of stopMarkers.values()) {
    const key = stopKey(route, stop);
    keyed.set(key, { at: marker.getLatLng(), marker, route });
    marker.on("mouseover", () => tell("hover", key));
    marker.on("mouseout", () => tell("hover", ""));
    marker.on("click", () => tell("select", key));
  }
  for (const pressure in villageLayers) {
    villageLayers[pressure].eachLayer((mark) => {
      const key = "v|" + mark.options.code;
      keyed.set(key, { at: mark.getLatLng(), marker: mark, pressure });
      mark.on("mouseover", () => tell("hover", key));
      mark.on("mouseout", () => tell("hover", ""));
      mark.on("click", () => tell("select", key));
    });
  }
  window.addEventListener("message", hear);
  tell("ready", "");
}

function tell(what, key) {
  around.postMessage({ planner: "map", what, key }, "*");
}

function hear(event) {
  if (event.source !== around || event.origin !== new URL(location.href).origin) return;
  const { planner, what, key } = event.data || {};
  if (planner !== "board" || typeof key !== "string") return;
  lightUp(keyed.get(key), what === "select");
}

function lightUp(found, isSelected) {
  if (ring) ring.remove();
  ring = null;
  if (!found) return;
  ring = L.circleMarker(found.at, { radius: 16, color: "#d40000", weight: 3, fill: false, interactive: false }).addTo(map);
  if (!isSelected) return;
  if (found.pressure && !shown.villages[found.pressure]) {
    shown.villages[found.pressure] = true;
    change();
  }
  if (found.route && !isShown(found.route)) {
    shown.days.add(found.route.day);
    shown.units.add(found.route.unit);
    change();
  }
  map.setView(found.at, Math.max(map.getZoom(), 11), { animate: false });
  found.marker.openPopup();
}
