/* What is drawn on the map goes into the form. The map has no origin of its own: only that frame
   may speak, and only of places. */

const form = document.getElementById("closing");
const frame = document.querySelector(".cl-map");
const where = document.getElementById("where");

function fill(template, facts) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}

function isNumber(value, low, high) {
  return typeof value === "number" && value >= low && value <= high;
}

const DRAWN = {
  clear: () => ({ text: form.dataset.nowhere }),
  spot: ({ lon, lat }) => {
    if (!isNumber(lon, -180, 180) || !isNumber(lat, -90, 90)) return null;
    return { position: `${lat.toFixed(5)}, ${lon.toFixed(5)}`, text: fill(form.dataset.spot, { lat: lat.toFixed(5), lon: lon.toFixed(5) }) };
  },
  road: ({ number }) => {
    if (typeof number !== "string" || !number || number.length > 40) return null;
    return { numbers: number, text: fill(form.dataset.road, { number }) };
  },
  area: ({ corners }) => {
    const good = Array.isArray(corners) && corners.length <= 500
      && corners.every(([lon, lat]) => isNumber(lon, -180, 180) && isNumber(lat, -90, 90));
    if (!good) return null;
    return { area: corners.length < 3 ? "" : corners.map((pair) => pair.join(",")).join(";"), text: fill(form.dataset.area, { count: corners.length }) };
  },
};

window.addEventListener("message", (event) => {
  if (!form || event.source !== frame.contentWindow || event.origin !== "null") return;
  const { planner, what, ...facts } = event.data || {};
  if (planner !== "closing" || !Object.hasOwn(DRAWN, what)) return;
  const drawn = DRAWN[what](facts);
  if (!drawn) return;
  form.elements.area.value = drawn.area || "";
  form.elements.position.value = drawn.position || "";
  form.elements.numbers.value = drawn.numbers || "";
  where.textContent = drawn.text;
});

// The map may have been clicked before this page was ready to hear it.
if (form && frame?.contentWindow) frame.contentWindow.postMessage({ planner: "closing", what: "ask" }, "*");
