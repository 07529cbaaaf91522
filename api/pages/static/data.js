/* Improves the pages of data: a click on the map fills the position. */

const map = document.querySelector("iframe.place-map");
let target = document.querySelector("[data-position]");

for (const field of document.querySelectorAll("[data-position]")) {
  field.addEventListener("focus", () => { target = field; });
}

window.addEventListener("message", (event) => {
  if (!map || event.source !== map.contentWindow || !target) return;
  const said = event.data;
  if (!said || said.kind !== "place" || !Number.isFinite(said.lon) || !Number.isFinite(said.lat)) return;
  target.value = `${said.lon.toFixed(6)} ${said.lat.toFixed(6)}`;
  target.classList.add("told");
  target.dispatchEvent(new Event("input", { bubbles: true }));
});

/* On wide windows the parts of the data stand open beside the content. */
const menu = document.querySelector("details.data-menu");
const wide = window.matchMedia("(min-width: 60.01rem)");
function unfold() {
  if (menu) menu.open = wide.matches;
}
unfold();
wide.addEventListener("change", unfold);

for (const form of document.querySelectorAll("form[data-go]")) {
  const select = form.querySelector("select");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.location.assign(`${form.getAttribute("action")}/${encodeURIComponent(select.value)}`);
  });
}

/* What a form would change, field by field, before it is sent. */
for (const form of document.querySelectorAll("form[data-changes]")) {
  const told = form.querySelector("[data-changes-told]");
  const fields = [...form.querySelectorAll("input[data-now]")];
  function tell() {
    const changed = fields.filter((field) => field.value.trim() !== field.dataset.now);
    for (const field of fields) field.closest(".field").classList.toggle("changed", changed.includes(field));
    if (!told) return;
    told.hidden = changed.length === 0;
    told.querySelector("ul").replaceChildren(...changed.map((field) => {
      const line = document.createElement("li");
      line.textContent = `${field.dataset.label}: ${field.dataset.now} → ${field.value.trim() || "–"}`;
      return line;
    }));
  }
  form.addEventListener("input", tell);
  tell();
}
