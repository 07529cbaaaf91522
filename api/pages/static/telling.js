// Copies a short text, and chooses all lines at once. Without this script both are done by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = button.closest("details").querySelector("textarea");
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Pages over plain http may not use the clipboard; selecting lets the person copy.
      field.focus();
      field.select();
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copy;
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}

const all = document.querySelector("[data-choose-all]");
if (all) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(".tell-row input[name=key]")) box.checked = all.checked;
  });
}
