// Live waiting: the only script of these pages. Without it a link does the same by hand.
const place = document.querySelector("[data-wait]");
const begun = place.dataset.state;
const pause = 1000;

async function look() {
  try {
    const answer = await fetch(place.dataset.wait, { headers: { accept: "application/json" } });
    if (answer.ok) {
      const { state, next } = await answer.json();
      if (next) return location.assign(next);
      if (state !== begun) return location.reload();
    }
  } catch {
    // The connection comes back by itself; the page stays as it is meanwhile.
  }
  setTimeout(look, pause);
}

const renew = Number(place.dataset.renew ?? 0);
if (renew > 0) setTimeout(() => location.reload(), renew * 1000);
setTimeout(look, pause);
