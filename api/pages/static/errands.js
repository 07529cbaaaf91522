// Follows a run and loads the page anew when it moves on; without this script a link does it.
for (const panel of document.querySelectorAll("[data-errand]")) {
  const events = new EventSource(panel.dataset.errand);
  let steps = null;
  events.addEventListener("run", (event) => {
    const run = JSON.parse(event.data);
    const phase = run.progress?.phase ?? "";
    const now = `${run.state} ${phase.includes(":") ? phase : ""}`;
    if (steps !== null && steps !== now) {
      events.close();
      location.reload();
    }
    steps = now;
  });
}
