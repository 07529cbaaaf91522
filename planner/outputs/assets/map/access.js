/* Minutes to the nearest fixed service point, one service and season at a time, under the plan. */

const REACHES = [
  { upTo: 30, colour: "#edf8fb" },
  { upTo: 60, colour: "#b3cde3" },
  { upTo: 90, colour: "#8c96c6" },
  { upTo: 120, colour: "#8856a7" },
  { upTo: Infinity, colour: "#4d004b" },
];
const NO_REACH = "#111111";
const accessLayer = L.layerGroup();
let accessShown = -1;

function reachColour(minutes) {
  if (minutes === null) return NO_REACH;
  return REACHES.find((reach) => minutes <= reach.upTo).colour;
}

function showAccess() {
  accessLayer.clearLayers();
  accessLayer.remove();
  if (accessShown < 0) return;
  for (const row of data.access.rows) {
    const village = data.villages[row[0]], minutes = row[1 + accessShown];
    const look = { radius: 9, color: "#5b4a63", weight: 0.7, fillColor: reachColour(minutes), fillOpacity: 0.85 };
    L.circleMarker(at(village.x, village.y), look)
      .bindPopup(() => accessPopup(village, minutes), popupOptions()).addTo(accessLayer);
  }
  for (const point of data.access.points) {
    const look = { radius: 7, color: "#ffffff", weight: 2, fillColor: "#00695c", fillOpacity: 1, aside: L.point(0, 0) };
    new Diamond(at(point.x, point.y), look)
      .bindPopup(() => el("div", "pop", null, [el("strong", null, pick(point.name))]), popupOptions()).addTo(accessLayer);
  }
  accessLayer.addTo(map);
}

function accessPopup(village, minutes) {
  return el("div", "pop", null, [
    el("p", "pop-lead", pick(village.name) + " " + whereabouts(village)),
    line(pick(data.access.layers[accessShown]), minutes === null ? say("access_none") : say("minutes", { minutes })),
  ]);
}

function accessSection() {
  if (!data.access.layers.length) return null;
  const choose = el("select", "choose");
  choose.setAttribute("aria-label", say("access"));
  const names = [say("access_off"), ...data.access.layers.map(pick)];
  names.forEach((name, i) => {
    const option = el("option", null, name);
    option.value = String(i - 1);
    option.selected = i - 1 === accessShown;
    choose.append(option);
  });
  choose.addEventListener("change", () => {
    accessShown = Number(choose.value);
    change();
  });
  return el("section", "access", null, [
    el("h2", null, say("access")), choose, accessShown < 0 ? null : accessLegend(),
  ]);
}

/** Each class with how many villages it has. */
function accessLegend() {
  const minutes = data.access.rows.map((row) => row[1 + accessShown]);
  let over = -1;
  const items = REACHES.map((reach) => {
    const count = minutes.filter((m) => m !== null && m > over && m <= reach.upTo).length;
    const text = reach.upTo === Infinity ? say("access_over", { minutes: over }) : say("access_up_to", { minutes: reach.upTo });
    over = reach.upTo;
    return [reach.colour, text, count];
  });
  items.push([NO_REACH, say("access_none"), minutes.filter((m) => m === null).length]);
  return el("ul", "reaches", null, items.map(([colour, text, count]) => {
    const dot = el("span", "reach");
    dot.style.backgroundColor = colour;
    return el("li", null, null, [dot, el("span", "grow", text), el("b", null, number(count))]);
  }));
}
