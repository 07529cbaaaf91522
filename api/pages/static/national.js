// Follows a nationwide run: the bar moves at once, the page is loaded anew when it has ended.
for (const panel of document.querySelectorAll("[data-national]")) {
  const events = new EventSource(panel.dataset.national);
  events.addEventListener("national", (event) => {
    const run = JSON.parse(event.data);
    panel.querySelector("progress").value = run.progress;
    panel.querySelector("[data-done]").textContent = run.done;
    panel.querySelector("[data-people]").textContent = run.people_served.toLocaleString("en");
    if (run.state !== "running") {
      events.close();
      location.reload();
    }
  });
}
