// When the camera's page said what, and when its picture was taken: noted in the page itself, since a play that looks
// from outside would be late.
import { wordsOf } from "./words.mjs";

/** Notes from now on: the camera's opening, every hint, the full ring that takes the picture, a press of the shutter. */
export function watchPhoto(app) {
  return app.run(() => {
    window.photoWatch?.disconnect();
    const seen = { hints: [], opened: undefined, taken: undefined, isPressed: false };
    const look = () => {
      const at = performance.now();
      if (document.querySelector('[data-action="take-photo"]')) seen.opened ??= at;
      const hint = document.querySelector(".hint")?.textContent.trim();
      if (hint && seen.hints.at(-1)?.text !== hint) seen.hints.push({ text: hint, at });
      const ring = document.querySelector("circle.progress")?.getAttribute("stroke-dasharray");
      if (ring?.startsWith("1 ")) seen.taken ??= at;
    };
    window.photoWatch = new MutationObserver(look);
    window.photoWatch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
    window.photoSeen = seen;
    document.addEventListener("click", ({ target }) => {
      if (target.closest?.('[data-action="take-photo"]')) seen.isPressed = true;
    }, true);
  });
}

/** What was noted; of the hints only those of these messages. */
export async function photoTimeline(app, names) {
  const seen = await app.run(() => window.photoSeen);
  const named = seen.hints.map(({ text, at }) => ({ name: names.find((name) => wordsOf(name) === text), at }));
  return { ...seen, hints: named.filter(({ name }) => name) };
}
