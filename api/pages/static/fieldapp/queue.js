/* Reports on this device, in IndexedDB, one database a person. A report stays here until the
   service has answered for it by its own number; sending it again does no harm. */

const login = document.body.dataset.login;
export const DATABASE = "field-" + login;
const BATCH = 50;
const PATIENCE_MS = 30000; // a signal that carries nothing is no signal

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("reports", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function inside(mode, work) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction("reports", mode, { durability: "strict" });
      const asked = work(transaction.objectStore("reports"));
      transaction.oncomplete = () => done(asked && asked.result);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Every report, oldest first: {id, province, report, made, status, fault}. */
export async function kept() {
  const all = await inside("readonly", (store) => store.getAll());
  return all.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
}

export function keep(entry) {
  return inside("readwrite", (store) => store.put(entry));
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** What the page says of a report by what the service answered. */
function statusOf(result) {
  if (result.taken === "refused") return "refused";
  return { counted: "sent", waiting: "conflict", corrected: "corrected", set_aside: "set_aside" }[result.standing] || "sent";
}

/** Send what waits; "sent", "nothing", "offline" or "login". Two windows never send at once. */
export function send() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request("field-sending", sendAll);
}

async function sendAll() {
  const waiting = (await kept()).filter((entry) => entry.status === "queued");
  if (!waiting.length) return "nothing";
  for (const province of new Set(waiting.map((entry) => entry.province))) {
    const own = waiting.filter((entry) => entry.province === province);
    for (let i = 0; i < own.length; i += BATCH) {
      const told = await sendBatch(province, own.slice(i, i + BATCH));
      if (told !== "sent") return told;
    }
  }
  return "sent";
}

async function sendBatch(province, entries) {
  let answer;
  try {
    answer = await fetch("/v1/provinces/" + province + "/field/reports", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ reports: entries.map((entry) => entry.report) }),
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
  } catch { return "offline"; }
  if (answer.status === 401) return "login";
  if (!answer.ok) return "offline";
  let results;
  try { ({ results } = await answer.json()); } catch { return "offline"; }
  await inside("readwrite", (store) => {
    results.forEach((result, i) => store.put({ ...entries[i], status: statusOf(result), fault: result.fault }));
  });
  return "sent";
}

/** Ask how reports that were sent stand by now: a planner may have decided. */
export async function refresh(province, unit, since) {
  const sent = (await kept()).filter((entry) => entry.status !== "queued" && entry.report.unit_code === unit);
  if (!sent.length) return;
  let found;
  try {
    const query = new URLSearchParams({ since, unit });
    const answer = await fetch("/v1/provinces/" + province + "/field/reports?" + query);
    if (!answer.ok) return;
    found = (await answer.json()).reports;
  } catch { return; }
  const standings = new Map(found.filter((one) => one.by === login).map((one) => [one.id, one.standing]));
  await inside("readwrite", (store) => {
    for (const entry of sent) {
      if (standings.has(entry.id)) store.put({ ...entry, status: statusOf({ standing: standings.get(entry.id) }) });
    }
  });
}

/** Nothing of this person stays on the device. */
export async function wipe() {
  for (const name of await caches.keys()) if (name.startsWith("field-")) await caches.delete(name);
  await new Promise((done) => {
    const asked = indexedDB.deleteDatabase(DATABASE);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister();
  localStorage.clear();
}
