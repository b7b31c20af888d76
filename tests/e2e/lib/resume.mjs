// After a sudden death: the app is opened again as its owner would, and holds what it held.
import { pause, until } from "./processes.mjs";

export const SECRET_CODE = "482913";
/** Codes are in the person's mailbox or head, never on the disk: they are typed again. */
const CODES = /code|login-number/;
/** A consent is asked again: nothing is ever ticked for anybody. */
const CONSENTS = /^(terms|letter-service|letter-receipt)=/;

/** What stands in the fields of the window, by id (or name and value for a choice). */
export function entriesOf(window) {
  return window.run(() => {
    const fields = [...document.querySelectorAll("input, select, textarea")].filter((field) => field.type !== "file");
    return Object.fromEntries(
      fields.map((field) =>
        ["radio", "checkbox"].includes(field.type)
          ? [`${field.name || field.id}=${field.value}`, field.checked]
          : [field.id, field.value],
      ),
    );
  });
}

/** The screen shown: its stable name and its title. */
export function placeOf(window) {
  return window.run(() => ({
    screen: document.querySelector("[data-screen]")?.dataset.screen,
    title: document.querySelector("h1")?.textContent,
  }));
}

/** Unlocks, and follows « Continuer » of the resume screen where there is one. */
export async function reopen(play) {
  await play.openApp();
  await play.on("unlock");
  await play.fill("secret-code", SECRET_CODE);
  await play.app.click('[data-action="continue"]');
  await until("the app leads back to the journey", 30, async () => {
    const { screen } = await placeOf(play.app);
    if (screen === "resume") await play.app.click('[data-action="continue"]');
    return screen !== undefined && screen !== "unlock" && screen !== "resume";
  });
  await play.app.settle();
  if (await play.app.run(() => document.querySelector("video, .view img, [data-camera]") !== null)) {
    throw new Error("a camera was opened although nobody asked for it");
  }
}

/**
 * Holds the fields against what they were; types the codes again, and ticks the consents. Where the app itself died
 * no consent may still be given.
 */
export async function expectEntries(play, before, { hasAppDied = false } = {}) {
  const now = await entriesOf(play.app);
  for (const [field, value] of Object.entries(before)) {
    if (CONSENTS.test(field)) {
      if (hasAppDied && now[field]) throw new Error(`after the death the consent ${field} is given although nobody gave it`);
      if (now[field] !== value) await play.choose(field.split("=")[0]);
      continue;
    }
    if (now[field] === value) continue;
    if (!CODES.test(field)) throw new Error(`after the death the field ${field} holds something else`);
    await play.fill(field, value);
  }
}

/** Presses while the server is down, and again once it is back. */
export async function pressWithoutServer(play, action) {
  const { stage, app } = play;
  const before = await placeOf(app);
  const entries = await entriesOf(app);
  await stage.killServer();
  await app.click(`[data-action="${action}"]`);
  await pause(900);
  await stage.startServer();
  const hasMoved = async () => {
    const now = await placeOf(app);
    return now.screen !== before.screen || now.title !== before.title;
  };
  await until("the screen goes on once the server is back", 40, async () => {
    await pause(1500);
    if (await hasMoved()) return true;
    if (!(await app.has(`[data-action="${action}"]:not([disabled])`))) return false;
    await expectEntries(play, entries);
    await app.click(`[data-action="${action}"]`).catch(() => {});
    await pause(1500);
    return hasMoved();
  });
}
