/* The page of a search keeps itself up to date: each word of the run brings its content anew.
   Without this file the page loads itself again every few seconds. */

const run = document.getElementById("run");
let asking = false;
let again = false;
let pressed = false;
let waiting = null;

async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Fragment": "1", Accept: "text/html" } });
    if (answer.ok) put(await answer.text());
  } catch {
    /* The next word of the run tries again. */
  }
  asking = false;
  if (again) {
    again = false;
    refresh();
  }
}

/** A button that is being pressed stays until it is let go: a click on one that has gone is lost. */
document.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(letGo));

function letGo() {
  pressed = false;
  if (waiting !== null) put(waiting);
}

function put(text) {
  waiting = pressed ? text : null;
  if (pressed) return;
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("run");
  const here = document.getElementById("run");
  if (!fresh || !here) return;
  const focused = document.activeElement?.closest("form, a")?.getAttribute("action")
    || document.activeElement?.getAttribute("href");
  here.replaceWith(fresh);
  retitle(here.dataset.title, fresh.dataset.title);
  const back = focused && fresh.querySelector(`form[action="${CSS.escape(focused)}"] button, a[href="${CSS.escape(focused)}"]`);
  back?.focus();
  if (fresh.dataset.open === "no") words?.close();
}

/** The tab says what the page says. */
function retitle(before, now) {
  if (before && now && before !== now) document.title = document.title.replace(before, now);
}

let words = null;
if (run?.dataset.open === "yes") {
  words = new EventSource(`/v1/runs/${run.dataset.run}/events`);
  words.addEventListener("run", refresh);
  words.addEventListener("error", () => setTimeout(refresh, 3000));
}
