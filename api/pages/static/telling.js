// Chooses all lines at once. Without this script it is done by hand.
const all = document.querySelector("[data-choose-all]");
if (all) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(".tell-row input[name=key]")) box.checked = all.checked;
  });
}
