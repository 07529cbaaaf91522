/* Copies the field before a button. Without this script the field is there to be selected by hand. */

for (const button of document.querySelectorAll("button[data-copied]")) {
  const label = button.textContent;
  const field = button.previousElementSibling;
  button.hidden = false;
  field.addEventListener("focus", () => { if (field.matches(".secret")) field.select(); });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Pages over plain http may not use the clipboard; selecting lets the person copy.
      field.focus();
      field.select();
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}
