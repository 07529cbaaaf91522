/* The panel: what the plan comes to, what is shown, who goes where, what stays out, how to read it. */

function byId(id) {
  return document.getElementById(id);
}

function fillPanel() {
  document.documentElement.lang = language;
  document.title = pick(data.title) + " · " + pick(data.week);
  byId("kicker").textContent = say("kicker");
  byId("title").textContent = pick(data.title);
  byId("week").textContent = pick(isNarrow() ? data.weekShort : data.week);
  byId("language").textContent = say("other_language");
  byId("language").lang = language === "th" ? "en" : "th";
  byId("credit").textContent = data.attribution.join(" · ");
  byId("unfold").textContent = say("show_panel");
  fillDays();
  const details = byId("details"), top = details.scrollTop;
  details.replaceChildren(verdictBadge(), tiles(), unitTable(), leftOutSection(), roadsSection(), accessSection() || "", legend(), about());
  details.scrollTop = top;
  fillFold();
}

function fillFold() {
  const open = !document.body.classList.contains("folded");
  byId("fold").textContent = say(open ? "hide_panel" : "show_details");
  byId("fold").setAttribute("aria-expanded", String(open));
}

/** What is added later is drawn on top: the land once, then villages, then routes. */
function change() {
  map.closePopup();
  showAccess();
  showClosures();
  showVillages();
  showCutOff();
  showRoutes();
  showSince();
  placeLabels();
  fillPanel();
}

function fillDays() {
  const all = data.days.every((day, i) => !day.routes || shown.days.has(i));
  const chips = data.days.map((day, i) => {
    const chip = el("button", "chip", null, [el("b", null, pick(day.weekday)), el("span", null, day.number)]);
    chip.type = "button";
    chip.disabled = !day.routes;
    chip.title = pick(day.long) + (day.off ? " · " + pick(day.off) : "");
    chip.setAttribute("aria-pressed", String(day.routes > 0 && shown.days.has(i)));
    chip.addEventListener("click", () => pickDay(i, all));
    return chip;
  });
  const every = el("button", "chip every", say("whole_week"));
  every.type = "button";
  every.setAttribute("aria-pressed", String(all));
  every.addEventListener("click", () => {
    data.days.forEach((_, i) => shown.days.add(i));
    change();
  });
  byId("days").replaceChildren(every, ...chips);
}

/** From the whole week one touch leaves only that day; after that each touch adds or takes one. */
function pickDay(day, all) {
  if (all) shown.days.clear();
  if (shown.days.has(day)) shown.days.delete(day);
  else shown.days.add(day);
  if (!data.days.some((one, i) => one.routes && shown.days.has(i))) data.days.forEach((_, i) => shown.days.add(i));
  change();
}

/** What the checker said; where roads were closed since, of which day that is, and what it means. */
function verdictBadge() {
  const { violations, rules, told, now } = data.verdict;
  const box = (look, mark, text) => el("div", "verdict " + look, null, [el("span", "mark", mark), el("span", null, text)]);
  const look = violations ? "bad" : pick(now) ? "then" : "good";
  const parts = [box(look, violations ? "!" : "✓", pick(told))];
  if (pick(now)) parts.push(box("bad", "!", pick(now)));
  const broken = rules.map((rule) => el("li", null, pick(rule.name) + " × " + rule.count));
  if (violations) parts.push(el("ul", "rules", null, broken));
  return el("div", null, null, parts);
}

function tile(value, label) {
  return el("div", "tile", null, [el("strong", null, value), el("span", null, label)]);
}

function tiles() {
  const sums = data.totals;
  const kept = sums.promises ? number(sums.kept) + "/" + number(sums.promises) : "–";
  return el("div", "tiles", null, [
    tile(number(sums.people), say("tile_people")),
    tile(number(sums.villages), say("tile_villages")),
    tile(number(sums.distance / 1000), say("tile_km")),
    tile(kept, say("tile_promises")),
    data.equity && el("p", "gap", equityText()),
    el("p", "gap", gapText()),
  ]);
}

function equityText() {
  return say("equity", { ...data.equity, district: pick(data.equity.district) });
}

function gapText() {
  if (data.gap === null) return say("gap_unknown");
  return say("gap", { gap: (data.gap * 100).toFixed(data.gap < 0.0995 ? 2 : 1) });
}

function check(ticked, onChange, label) {
  const box = el("input");
  box.type = "checkbox";
  box.checked = ticked;
  box.setAttribute("aria-label", label);
  box.addEventListener("change", () => onChange(box.checked));
  return box;
}

function unitTable() {
  const rows = data.units.map((unit, i) => unitRow(unit, i));
  const ticked = shown.units.size === data.units.length;
  const all = check(ticked, (on) => {
    shown.units = new Set(on ? data.units.map((_, i) => i) : []);
    change();
  }, say("all_units"));
  const head = el("label", "units-head", null, [all, el("h2", null, say("units"))]);
  return el("section", "units", null, [head, ...rows]);
}

function unitRow(unit, i) {
  const routes = data.routes.filter((route) => route.unit === i && shown.days.has(route.day));
  const people = sum(routes, (route) => sum(route.stops, (stop) => sum(stop.servings, (serving) => serving[2])));
  const stops = sum(routes, (route) => route.stops.filter((stop) => stop.order).length);
  const facts = { stops, people: number(people), km: number(sum(routes, (route) => route.distance) / 1000) };
  const box = check(shown.units.has(i), (on) => {
    if (on) shown.units.add(i);
    else shown.units.delete(i);
    change();
  }, unitName(unit));
  const summary = el("summary", null, null, [
    badge(unit),
    el("span", "unit-name", null, [
      el("strong", null, unitName(unit)),
      el("span", "muted", routes.length ? say(stops === 1 ? "unit_sums_one" : "unit_sums", facts) : say("unit_home")),
    ]),
  ]);
  const crew = [pick(unit.vehicle), unit.contact && pick(unit.contact.role) + " " + unit.contact.phone];
  const who = el("p", "muted small", crew.filter(Boolean).join(" · "));
  const list = el("details", "unit", null, [summary, who, ...routes.map(itinerary)]);
  list.open = openUnits.has(i);
  list.addEventListener("toggle", () => (list.open ? openUnits.add(i) : openUnits.delete(i)));
  return el("div", "unit-row" + (shown.units.has(i) ? "" : " off"), null, [box, list]);
}

const openUnits = new Set();

function sum(things, value) {
  return things.reduce((total, thing) => total + value(thing), 0);
}

function itinerary(route) {
  const rows = [step(clock(route.depart), say("leaves", { place: pick(route.start) }))];
  route.stops.forEach((stop, k) => {
    if (!stop.order) rows.push(step(clock(stop.start), say("lunch"), "lunch"));
    else rows.push(stopStep(route, stop, k));
  });
  rows.push(step(clock(route.return), say(route.night ? "sleeps" : "returns", { place: pick(route.end) })));
  return el("div", "day", null, [el("h3", null, pick(data.days[route.day].long)), el("ol", null, null, rows)]);
}

function step(time, text, className) {
  return el("li", className || "", null, [el("time", null, time), el("span", null, text)]);
}

function stopStep(route, stop, k) {
  const people = sum(stop.servings, (serving) => serving[2]);
  const button = el("button", "go", null, [
    el("b", null, pick(data.villages[stop.village].name)),
    el("span", "muted", clock(stop.start) + "–" + clock(stop.end) + " · " + say("people", { n: number(people) })),
  ]);
  button.type = "button";
  button.addEventListener("click", () => goTo(route, k));
  return el("li", "visit", null, [el("time", null, clock(stop.arrive)), button]);
}

/** Show a stop on the map, whatever was ticked. */
function goTo(route, k) {
  const found = stopMarkers.get(route.id + "/" + k);
  if (!found) return;
  if (!shown.units.has(route.unit)) {
    shown.units.add(route.unit);
    change();
  }
  if (isNarrow()) fold(true);
  map.setView(found.marker.getLatLng(), Math.max(map.getZoom(), 11), { animate: false });
  found.marker.openPopup();
}

function leftOutSection() {
  const counts = { required: 0, waiting: 0, calm: 0 };
  for (const left of data.leftOut) counts[left.pressure] += 1;
  const rows = Object.keys(counts).map((pressure) => {
    const label = say("layer_" + pressure);
    const box = check(shown.villages[pressure], (on) => {
      shown.villages[pressure] = on;
      change();
    }, label);
    return el("label", "layer", null, [
      box, el("span", "dot " + pressure), el("span", "grow", label), el("b", null, number(counts[pressure])),
    ]);
  });
  const lost = data.leftOut.filter((left) => data.villages[left.village].x === null).length;
  return el("section", null, null, [
    el("h2", null, say("left_out")),
    el("p", "muted small", pick(data.due)),
    el("h3", "by-village", say("by_village")),
    ...rows,
    lost ? el("p", "muted small", say("without_point", { n: lost })) : null,
  ]);
}

function legend() {
  const sign = (className, children) => el("span", "sign " + className, null, children);
  const item = (mark, text) => el("li", null, null, [mark, el("span", null, text)]);
  const pill = el("span", "stop", "A1"), guessed = el("span", "stop approximate", "A1");
  return el("section", "legend", null, [
    el("h2", null, say("legend")),
    el("ul", null, null, [
      item(sign("", [pill]), say("legend_stop")),
      item(sign("", [guessed]), say("legend_approximate")),
      item(sign("stroke"), say("legend_route")),
      item(sign("stroke dashed"), say("legend_estimated")),
      item(sign("", [el("span", "home base", null, [homeSymbol("base")])]), say("base")),
      data.homes.some((home) => home.kind === "lodging")
        ? item(sign("", [el("span", "home lodging", null, [homeSymbol("lodging")])]), say("lodging")) : null,
      data.roadsToday.since.length ? item(sign("stroke since"), say("layer_since")) : null,
      item(sign("road main"), say("legend_main_road")),
      item(sign("road minor"), say("legend_minor_road")),
    ]),
  ]);
}

function about() {
  return el("section", "about", null, [
    el("p", null, say("made_at", { when: pick(data.made) })),
    el("p", null, say("plan_digest", { digest: data.digest })),
    el("p", null, say("policy", { version: data.policy })),
    el("p", null, say("disclaimer")),
  ]);
}
