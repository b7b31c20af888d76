// Live waiting: the only script of these pages. Without it a link does the same by hand.
//
// What changed takes the old one's place, so that nobody loses where they read, what they selected or typed,
// and screen readers hear the news alone. A page that became another one is loaded.
const place = document.querySelector("[data-wait]");
const PAUSE = 1000;
let renewal;

const partsOf = (page) => [...page.querySelectorAll("[data-part]")];
const namesOf = (parts) => parts.map(({ dataset }) => dataset.part).join();

/** What finds the focused element again in what takes the place of its part. */
function nameOf(element) {
  if (element?.id) return `#${element.id}`;
  return element?.dataset?.action ? `[data-action="${element.dataset.action}"]` : undefined;
}

function put(fresh, old) {
  const held = old.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
  old.replaceChildren(...fresh.childNodes);
  if (held) old.querySelector(held)?.focus();
}

async function refresh() {
  const answer = await fetch(location.href);
  // The server is away behind its proxy: as with a lost connection, the page stays as it is meanwhile.
  if (answer.status >= 500) return renewLater();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-wait]");
  const [old, fresh] = [partsOf(place), next ? partsOf(next) : []];
  if (!next || namesOf(old) !== namesOf(fresh)) return location.reload();
  document.title = page.title;
  Object.assign(place.dataset, next.dataset);
  fresh.forEach((part, index) => {
    if (part.innerHTML !== old[index].innerHTML) put(part, old[index]);
  });
  renewLater();
}

function renewLater() {
  clearTimeout(renewal);
  const seconds = Number(place.dataset.renew ?? 0);
  if (seconds > 0) renewal = setTimeout(() => refresh().catch(renewLater), seconds * 1000);
}

async function look() {
  try {
    const answer = await fetch(place.dataset.wait, { headers: { accept: "application/json" } });
    if (answer.ok) {
      const { state, next } = await answer.json();
      if (next) return location.assign(next);
      if (state !== place.dataset.state) await refresh();
    }
  } catch {
    // The connection comes back by itself; the page stays as it is meanwhile.
  }
  setTimeout(look, PAUSE);
}

renewLater();
setTimeout(look, PAUSE);
