/* Starts the map: one canvas for land and plan, the layers, then the panel. */

function isNarrow() {
  return window.matchMedia("(max-width: 760px)").matches;
}

function fold(folded) {
  map.closePopup();
  document.body.classList.toggle("folded", folded);
  fillFold();
  map.invalidateSize({ animate: false });
}

function setLanguage(next) {
  language = next;
  map.closePopup();
  fillPanel();
  placeLabels();
}

function area() {
  const bounds = L.latLngBounds([]);
  for (const route of data.routes) {
    const parts = route.legs.flatMap((leg) => leg.parts);
    for (const point of parts.flatMap((part) => unfold(part.steps))) bounds.extend(point);
  }
  if (!bounds.isValid()) {
    const rings = data.districts.flatMap((district) => district.rings.map(unfold));
    for (const point of rings.flat()) bounds.extend(point);
  }
  return bounds.isValid() ? bounds : L.latLngBounds([[5.6, 97.3], [20.5, 105.7]]);
}

/** Lay the page out for paper and show the whole plan on it; afterwards put everything back. */
function watchPrinting() {
  let before = null;
  window.addEventListener("beforeprint", () => {
    before = { centre: map.getCenter(), zoom: map.getZoom() };
    document.documentElement.classList.add("printing");
    map.invalidateSize({ animate: false });
    map.fitBounds(area(), { padding: [26, 26], animate: false });
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    map.invalidateSize({ animate: false });
    if (before) map.setView(before.centre, before.zoom, { animate: false });
  });
}

/* One canvas for all: a second one on top would catch every touch, and blank out the lower one
   when Chromium prints. */
map.options.renderer = L.canvas({ padding: 0.4, tolerance: 6 });

function start() {
  if (isNarrow()) document.body.classList.add("folded");
  fillPanel();
  map.invalidateSize({ animate: false });
  map.fitBounds(area(), { padding: [26, 26], animate: false });
  drawBasemap();
  drawVillages();
  drawCutOff();
  drawRoutes();
  drawHomes();
  startLabels();
  map.on("zoomend", sizeVillages);
  sizeVillages();
  const scale = addScale();
  byId("language").addEventListener("click", () => {
    setLanguage(language === "th" ? "en" : "th");
    scale._update();
  });
  byId("fold").addEventListener("click", () => fold(!document.body.classList.contains("folded")));
  byId("unfold").addEventListener("click", () => fold(false));
  watchPrinting();
  startLink();
  window.addEventListener("resize", () => map.invalidateSize({ animate: false }));
  change();
}
