/* The panel: sums, legend, and every province with its share. */

const SHADES = ["#dceeea", "#a9d5cb", "#6fb5a7", "#3a8f83", "#0f5a55"];

function byId(id) {
  return document.getElementById(id);
}

function percent(share) {
  return share === null ? "–" : (share / 100).toFixed(1) + " %";
}

/** The class of a share: the first whose upper end is not below it. */
function shade(share) {
  const found = data.classes.findIndex((end) => share <= end);
  const step = data.classes.length > 1 ? (SHADES.length - 1) / (data.classes.length - 1) : 0;
  return SHADES[Math.round((found < 0 ? data.classes.length - 1 : found) * step)];
}

function fillPanel() {
  document.documentElement.lang = language;
  document.title = pick(data.title);
  byId("kicker").textContent = say("kicker", { id: data.id });
  byId("title").textContent = pick(data.title);
  byId("week").textContent = pick(data.days);
  byId("language").textContent = language === "th" ? "English" : "ไทย";
  byId("credit").textContent = say("outlines");
  fillFold();
  byId("details").replaceChildren(tiles(), legend(), listed(), about());
}

function fillFold() {
  const folded = document.body.classList.contains("folded");
  byId("fold").textContent = say(folded ? "show" : "hide");
  byId("fold").setAttribute("aria-expanded", String(!folded));
  byId("unfold").textContent = say("show");
}

function tile(value, code, facts) {
  return el("div", "tile", null, [el("strong", null, value), el("span", null, say(code, facts))]);
}

function tiles() {
  const t = data.totals;
  const share = t.people_due ? Math.round((10000 * t.people_due_served) / t.people_due) : null;
  const made = el("div", "tiles", null, [
    tile(number(t.people_served), "people"),
    tile(number(t.villages_visited), "villages"),
    tile(percent(share), "due"),
    tile(t.plans + "/" + t.provinces, "provinces"),
  ]);
  const gap = t.gap === null ? "–" : (100 * t.gap).toFixed(1) + " %";
  made.append(el("p", "gap", say("sums", { kept: number(t.promises_kept), promises: number(t.promises), gap })));
  return made;
}

function legend() {
  const rows = [];
  let from = 0;
  for (const end of data.classes) {
    const sign = el("span", "swatch");
    sign.style.backgroundColor = shade(end);
    rows.push(el("li", null, null, [sign, el("span", null, say("between", { from: percent(from), to: percent(end) }))]));
    from = end;
  }
  for (const look of ["failed", "waits"]) {
    if (data.provinces.some((p) => p.look === look)) {
      rows.push(el("li", null, null, [el("span", "swatch " + look), el("span", null, say(look))]));
    }
  }
  rows.push(el("li", null, null, [el("span", "swatch visit"), el("span", null, say("visit"))]));
  return el("section", null, null, [el("h2", null, say("legend")), el("ul", "legend", null, rows)]);
}

function listed() {
  const order = [...data.provinces].sort((a, b) => (a.share ?? -1) - (b.share ?? -1));
  const rows = order.map((province) => {
    const button = el("button", "province", null, [
      el("span", "province-name", pick(province.name)),
      el("span", "muted small", province.figures ? say("row", { share: percent(province.share), people: number(province.figures.people_served) }) : pick(province.outcome)),
    ]);
    button.type = "button";
    button.addEventListener("click", () => showProvince(province));
    return el("li", null, null, [button]);
  });
  return el("section", null, null, [el("h2", null, say("list")), el("ul", "provinces", null, rows)]);
}

function about() {
  return el("section", "about", null, [
    el("p", null, say("about", { state: pick(data.state), made: pick(data.made) })),
    el("p", null, say("outlines")),
  ]);
}
