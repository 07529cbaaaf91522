/* What a stop, a village, a base or a leg says when it is touched. Text only, never markup. */

function popupOptions() {
  const wide = map.getSize().x > 480;
  return {
    maxWidth: wide ? 320 : 270,
    minWidth: wide ? 250 : 220,
    maxHeight: Math.max(160, Math.min(420, map.getSize().y - 70)),
    autoPanPadding: [14, 14],
  };
}

function heading(mark, name, below) {
  return el("div", "pop-head", null, [mark, el("div", null, null, [el("strong", null, name), el("span", "muted", below)])]);
}

function whereabouts(village) {
  return [pick(village.moo), pick(village.where)].filter(Boolean).join(language === "en" ? ", " : " ");
}

function line(label, value, className) {
  return el("p", "fact " + (className || ""), null, [el("span", "muted", label), el("span", null, value)]);
}

function contacts(village) {
  return village.contacts.map((contact) => line(pick(contact.role), contact.phone));
}

function warning(village) {
  return village.approximate ? el("p", "warn", say("approximate")) : null;
}

function stopPopup(route, stop) {
  const unit = data.units[route.unit], village = data.villages[stop.village];
  const services = el("ul", "services", null, stop.servings.map((serving) => servingItem(serving, stop)));
  return el("div", "pop", null, [
    heading(badge(unit, unit.letter + stop.order), pick(village.name), whereabouts(village)),
    el("p", "pop-time", null, [
      el("strong", null, clock(stop.start) + "–" + clock(stop.end)),
      el("span", null, pick(data.days[route.day].long)),
    ]),
    services,
    line(say("unit"), unitName(unit)),
    stop.caravan ? line(say("caravan"), pick(stop.caravan)) : null,
    line(say("place"), pick(stop.name)),
    line(say("arrive_leave"), clock(stop.arrive) + " · " + clock(stop.leave)),
    line(say("people_living"), say("people", { n: number(village.people) })),
    ...contacts(village),
    warning(village),
    leftHere(stop.village),
  ]);
}

/** "Health check 40 people"; with the village when the people come from a neighbouring one. */
function servingItem(serving, stop) {
  const [village, service, people] = serving;
  let text = pick(data.services[service]);
  if (village !== stop.village) {
    const guest = data.villages[village];
    text += " (" + (pick(guest.name) + " " + pick(guest.moo)).trim() + ")";
  }
  return el("li", null, null, [el("span", null, text), el("b", null, say("people", { n: number(people) }))]);
}

/** The rows of a stop's own village that stay left out. */
function leftHere(villageIndex) {
  const left = data.leftOut.find((one) => one.village === villageIndex && one.pressure !== "calm");
  if (!left) return null;
  const count = left.rows.filter((row) => row.pressure !== "calm").length;
  return el("details", "left", null, [el("summary", null, say("also_left_out", { n: count })), ...leftRows(left)]);
}

/** Services left out, those with one reason together, each reason told once. */
function leftRows(left) {
  const groups = new Map();
  for (const row of left.rows) {
    if (row.pressure === "calm") continue;
    const key = [row.pressure, data.reasons.indexOf(row.reason), data.dates.indexOf(row.due)].join();
    groups.set(key, [...(groups.get(key) || []), row]);
  }
  const made = [...groups.values()].map(leftGroup);
  const calm = left.rows.filter((row) => row.pressure === "calm").length;
  if (calm) made.push(el("p", "muted", say("calm_rows", { n: calm })));
  return made;
}

function leftGroup(rows) {
  const [{ pressure, reason, due }] = rows;
  const why = [
    pressure === "required" ? say("required_short") : "", due ? say("due", { date: pick(due) }) : "", pick(reason),
  ];
  return el("div", "left-group " + pressure, null, [
    el("ul", "services", null, rows.map((row) => el("li", null, null, [
      el("strong", null, pick(data.services[row.service])),
      el("b", null, say("people", { n: number(row.people) })),
    ]))),
    el("p", "reason", why.filter(Boolean).join(" · ")),
  ]);
}

function villagePopup(left) {
  const village = data.villages[left.village];
  return el("div", "pop", null, [
    heading(el("span", "dot " + left.pressure), pick(village.name), whereabouts(village)),
    el("p", "pop-lead", say("left_out_" + left.pressure)),
    ...leftRows(left),
    line(say("people_living"), say("people", { n: number(village.people) })),
    ...contacts(village),
    warning(village),
  ]);
}

function homePopup(home) {
  const units = data.units.filter((unit) => unit.base === home.code);
  return el("div", "pop", null, [
    heading(el("span", "home " + home.kind, null, [homeSymbol(home.kind)]), pick(home.name), say(home.kind)),
    el("ul", "services", null, units.map((unit) => el("li", null, null, [badge(unit), el("span", null, unitName(unit))]))),
  ]);
}

function routePopup(route, leg) {
  const unit = data.units[route.unit];
  const guess = leg.parts.some((part) => part.estimated);
  return el("div", "pop", null, [
    heading(badge(unit), unitName(unit), pick(data.days[route.day].long)),
    line(pick(leg.from) + " → " + pick(leg.to), "", "through"),
    line(say("leg"), kilometres(leg.distance) + " · " + hours(leg.duration)),
    line(say("whole_day"), kilometres(route.distance) + " · " + hours(route.drive)),
    line(say("out_and_home"), clock(route.depart) + " · " + clock(route.return)),
    guess ? el("p", "warn", say("estimated_part")) : null,
  ]);
}
