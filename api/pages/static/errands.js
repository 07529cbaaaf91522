// Follows a run and loads the page anew when it moves on; without this script a link does it.
// The step that the page shows stands in it: a run may move on before the first word of it comes.
for (const panel of document.querySelectorAll("[data-errand]")) {
  const events = new EventSource(panel.dataset.errand);
  const shown = panel.dataset.step;
  events.addEventListener("run", (event) => {
    const run = JSON.parse(event.data);
    const phase = run.progress?.phase ?? "";
    const now = `${run.state} ${phase.includes(":") ? phase : ""}`;
    if (now !== shown) {
      events.close();
      location.reload();
    }
  });
}
