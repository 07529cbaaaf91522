// Search as you type, sort and turn pages without loading the page anew; without this script the
// same forms and links do the same.
const WAIT_MS = 250;
let asked = 0;

async function show(url, table, { push }) {
  const mine = ++asked;
  table.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(table.id);
    if (mine !== asked || !fresh) return;
    table.replaceWith(fresh);
    if (push) history.replaceState(null, "", url);
  } catch {
    location.assign(url);
  }
}

function addressOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) fields.set(name, value);
  return `${form.getAttribute("action")}?${fields}`;
}

for (const form of document.querySelectorAll("[data-table-search]")) {
  const table = () => document.getElementById(form.dataset.tableSearch);
  let timer = 0;
  const go = () => { if (table()) show(addressOf(form), table(), { push: true }); };
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(go, event.target.type === "search" ? WAIT_MS : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go();
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-table] thead a, [data-table] .pager a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const table = link.closest("[data-table]");
  const heading = link.closest("thead") && [...table.querySelectorAll("thead a")].indexOf(link);
  show(link.getAttribute("href"), table, { push: true }).then(() => {
    const fresh = document.getElementById(table.id);
    if (typeof heading === "number") fresh?.querySelectorAll("thead a")[heading]?.focus();
    else fresh?.querySelector(".scroll")?.focus();
  });
});
