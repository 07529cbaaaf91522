/* The board's comforts: drag a card, forms in a dialog, tabs on a phone, the map beside it.
   Without this file every form still works as a page of its own. */

const page = document.querySelector(".bd-page");
const dialog = document.getElementById("bd-dialog");
const body = document.getElementById("bd-dialog-body");
const editable = page?.dataset.editable === "yes";
let putBack = null;

/* dialog */

function say(text) {
  const note = document.createElement("p");
  note.className = "bd-waiting-note";
  note.setAttribute("role", "status");
  note.textContent = text;
  body.replaceChildren(note);
}

async function show(address, options) {
  say(body.dataset.waiting);
  if (!dialog.open) dialog.showModal();
  try {
    const answer = await fetch(address, { ...options, headers: { "X-Fragment": "1", Accept: "text/html" } });
    if (answer.redirected) {
      leaveTo(answer.url);
      return;
    }
    body.innerHTML = await answer.text();
    const first = body.querySelector("select, button, a");
    (body.querySelector("[data-first]") || first)?.focus();
  } catch {
    say(body.dataset.failed);
  }
}

/** The answer of a saved change is a board: the new version, or this one anew. */
function leaveTo(address) {
  putBack = null;
  const same = new URL(address).pathname === location.pathname;
  if (same) location.reload();
  else location.assign(address);
}

function formData(form, button) {
  const data = new FormData(form, button && button.name ? button : undefined);
  return new URLSearchParams(data);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!dialog || !form.matches("form[data-desk]")) return;
  event.preventDefault();
  const data = formData(form, event.submitter);
  if (form.method === "get") show(`${form.getAttribute("action")}?${data}`);
  else show(form.getAttribute("action"), { method: "POST", body: data });
});

body?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) {
    event.preventDefault();
    dialog.close();
  }
});

dialog?.addEventListener("close", () => {
  putBack?.();
  putBack = null;
});

dialog?.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

/* dragging */

function dropped(event) {
  const { item, from, to } = event;
  const cell = to.closest(".bd-cell");
  const origin = from.closest(".bd-cell");
  if (!cell || (from === to && event.newIndex === event.oldIndex)) return;
  const order = [...to.children].filter((child) => child.classList.contains("bd-card"));
  const next = following;
  putBack = () => (origin ? from.insertBefore(item, next) : event.clone.replaceWith(item));
  const wish = new URLSearchParams({
    action: origin ? "move" : "add",
    village_code: item.dataset.village,
    to_unit_code: cell.dataset.unit,
    to_date: cell.dataset.date,
    to_position: String(order.indexOf(item)),
    seen: page.dataset.seen,
  });
  if (origin) {
    wish.set("unit_code", origin.dataset.unit);
    wish.set("on_date", origin.dataset.date);
    wish.set("place_code", item.dataset.place);
  }
  show(`/plans/${page.dataset.plan}/board/effect`, { method: "POST", body: wish });
}

let following = null;

function makeDraggable() {
  const onStart = (event) => {
    following = event.item.nextSibling;
  };
  const look = { onStart, animation: 120, delay: 180, delayOnTouchOnly: true, filter: ".bd-menu", preventOnFilter: false };
  for (const list of document.querySelectorAll(".bd-cell:not(.locked) .bd-cards")) {
    window.Sortable.create(list, { ...look, group: "visits", draggable: ".bd-card", onEnd: dropped });
  }
  const waiting = document.querySelector(".bd-list");
  if (waiting) {
    const group = { name: "visits", pull: "clone", put: false };
    window.Sortable.create(waiting, { ...look, group, sort: false, draggable: ".bd-card", onEnd: dropped });
  }
}

/* keys: undo and redo as everywhere */

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  const name = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : "";
  const button = name && document.querySelector(`#${name} button:not(:disabled)`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

/* tabs on a phone */

const desk = document.querySelector(".bd-desk");

function showTab(name) {
  desk.dataset.shown = name;
  for (const tab of document.querySelectorAll(".bd-tabs a")) {
    if (tab.dataset.tab === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

for (const tab of document.querySelectorAll(".bd-tabs a")) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    showTab(tab.dataset.tab);
  });
}

/* board and map: each shows what is looked at in the other */

const frame = document.querySelector(".bd-map iframe");
const isNarrow = () => window.matchMedia("(max-width: 48rem)").matches;

let chosen = "";

function tellMap(what, key) {
  if (what === "select") chosen = key;
  frame?.contentWindow?.postMessage({ planner: "board", what, key }, "*");
}

function light(key) {
  for (const card of document.querySelectorAll(".bd-card.lit")) card.classList.remove("lit");
  const card = key && document.querySelector(`.bd-card[data-key="${CSS.escape(key)}"]`);
  card?.classList.add("lit");
  return card;
}

/** The map is a document without an origin of its own: only that frame may speak, and only so. */
window.addEventListener("message", (event) => {
  if (event.source !== frame?.contentWindow || event.origin !== "null") return;
  const { planner, what, key } = event.data || {};
  if (planner !== "map" || typeof key !== "string" || key.length > 200) return;
  if (what === "ready") {
    // A map that loads late has not heard what was chosen meanwhile.
    if (chosen) tellMap("select", chosen);
    return;
  }
  const card = light(key);
  if (what !== "select" || !card) return;
  if (isNarrow()) showTab(key.startsWith("v|") ? "waiting" : "board");
  card.scrollIntoView({ block: "center", inline: "center", behavior: "smooth" });
});

for (const card of document.querySelectorAll(".bd-card[data-key]")) {
  const key = card.dataset.key;
  card.addEventListener("mouseenter", () => tellMap("hover", key));
  card.addEventListener("mouseleave", () => tellMap("hover", ""));
  card.addEventListener("focusin", () => tellMap("hover", key));
  card.querySelector(".bd-show")?.addEventListener("click", (event) => {
    event.preventDefault();
    light(key);
    if (isNarrow()) showTab("map");
    tellMap("select", key);
  });
}

if (desk) {
  desk.classList.add("tabbed");
  if (location.hash === "#bd-waiting") showTab("waiting");
}
if (editable && window.Sortable) makeDraggable();
