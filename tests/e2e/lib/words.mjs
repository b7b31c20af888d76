// The interface's own words, so that a play never repeats a sentence.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./processes.mjs";
import { TOP } from "./stage.mjs";

const french = JSON.parse(await readFile(join(TOP, "ui/messages/fr.json"), "utf8"));

/** The message of this name. */
export function wordsOf(name) {
  if (typeof french[name] !== "string") throw new Error(`no message is called ${name}`);
  return french[name];
}

/** The message of this name, its parameters filled in. */
function saying(name, given) {
  return wordsOf(name).replace(/\{(\w+)\}/g, (_, parameter) => given[parameter]);
}

/** Whether the screen says the message of this name now. */
export function isSaid(app, name, given = {}) {
  return app.run((text) => document.body.innerText.includes(text), saying(name, given));
}

/** The same of a message that may be gone at the next look: the page itself listens, from now on. */
export async function saysInPassing(app, name, seconds = 20) {
  await app.run((text) => {
    const isSaid = () => document.body.innerText.includes(text);
    window.wasSaid = isSaid();
    const listen = () => (window.wasSaid ||= isSaid());
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, saying(name, {}));
  await until(`the screen says « ${saying(name, {})} »`, seconds, () => app.run(() => window.wasSaid));
}

/** Waits until the screen says the message of this name. */
export async function says(app, name, seconds = 20, given = {}) {
  await until(`the screen says « ${saying(name, given)} »`, seconds, () => isSaid(app, name, given));
}
