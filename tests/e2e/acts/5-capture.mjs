// Steps 25 to 32: the method, the tasks, both sides of the document, the face video.
import { pause, until } from "../lib/processes.mjs";
import { placeOf } from "../lib/resume.mjs";
import { isSaid, says } from "../lib/words.mjs";
import { expectPlays } from "../lib/film.mjs";
import { continueOnPhone } from "./phone.mjs";
import { watchPhoto } from "../lib/timeline.mjs";
import { AFTER, BEFORE, WHILE } from "./troubles.mjs";

/** The journey's names of the sides. */
const PARTS = { recto: "front", verso: "back" };

export async function proveOneself(play, { lacksCamera = play.script.expected === "no_camera", recovers = false } = {}) {
  await prepare(play);
  if (lacksCamera) await continueOnPhone(play, recovers);
  for (const side of play.script.document.sides) {
    await play.steadfast(() => photograph(play, side));
  }
  await play.on("photo_received", 60);
  await play.shot("app-31-photo-recue");
  await play.press("continue");
  await play.steadfast(() => film(play));
}

/** The method, the tasks, the choice, the tips. */
export async function prepare(play) {
  await play.on("identification", 30);
  await play.app.click('input[name="method"][value="online"]');
  await play.shot("app-25-identification");
  await play.press("continue");
  await play.on("tasks");
  await play.app.click(`input[name="way"][value="${play.script.way}"]`);
  await play.shot("app-26-trois-taches");
  await play.press("continue");
  await play.on("capture_choice");
  await play.shot("app-27-piece-a-photographier");
  await play.press("continue");
  await play.on("photo_tips");
  await play.shot("app-28-bonnes-pratiques");
  if (play.script.expected === "hints") await watchPhoto(play.app);
  await play.press("continue");
}

/** One side: the camera, what happens meanwhile, the shutter, the look at it, the sending. */
export async function photograph(play, side, meanwhile = []) {
  if (await isReceived(play, side)) return;
  const { expected } = play.script;
  const isGiven = await BEFORE[expected]?.(play, side);
  if (!isGiven) await takePicture(play, side, meanwhile);
  await pause(600);
  await play.shot(`app-30-${side}-relecture`);
  await play.moment(`the ${side} is looked at again`);
  await readBack(play, side);
  if (await AFTER[expected]?.(play, side)) return photograph(play, side);
  if (play.script.expected === "slip" && (await play.app.has('[data-action="correct"]'))) {
    await mendEntry(play);
    return photograph(play, side);
  }
  await play.app.click('[data-action="confirm"]');
  await play.moment(`the ${side} travels`);
  if (play.script.expected === "line_cut" && side === "recto") await loseLine(play);
  await play.shot(`app-30-${side}-envoi`);
  await until(`the ${side} is received`, 60, () => isReceived(play, side));
}

async function takePicture(play, side, meanwhile) {
  await openCamera(play, side);
  for (const happens of meanwhile) await happens(play);
  const meets = WHILE[play.script.expected];
  if (!meets) await pause(300);
  if (!meets) await play.shot(`app-29-${side}-camera`);
  await play.moment(`the camera sees the ${side}`);
  const isTaken = await meets?.(play, side);
  if (isTaken) await play.app.find('[data-action="confirm"]', 60);
  else await takeItself(play, side);
}

/** « Nous avons lu … »: what the device read, one line a field, with a picture of it. */
async function readBack(play, side) {
  const read = await play.app.run(() => {
    const section = document.querySelector("[data-reading]");
    if (!section) return undefined;
    section.scrollIntoView();
    const fields = [...section.querySelectorAll("[data-read]")];
    return {
      advice: section.dataset.reading,
      fields: Object.fromEntries(fields.map(({ dataset }) => [dataset.read, dataset.likeness])),
    };
  });
  if (!read) return;
  await play.shot(`app-30-${side}-nous-avons-lu`);
  play.read = read;
  const fields = Object.entries(read.fields).map(([field, likeness]) => `${field} ${likeness}`);
  play.note(`The device read the ${side} and advised « ${read.advice} »: ${fields.join(", ") || "nothing read"}.`);
}

/** « Corriger ma saisie »: the page of the field alone, then the photographs go on. */
async function mendEntry(play) {
  const { person, entry } = play.stage;
  await play.press("correct");
  await play.on("data_again");
  await play.shot("app-30-saisie-a-corriger");
  await play.fill("birth_name", person.birth_name);
  await play.fill("given_names", person.given_names.join(", "));
  Object.assign(entry, { birth_name: person.birth_name, given_names: person.given_names });
  await play.press("continue");
  await play.on("photo_tips");
  play.note("The slip was corrected after the photo, before an operator had to ask.");
  await play.press("continue");
}

/** The line breaks while a photograph travels: the screen says so, and sends the rest by itself. */
async function loseLine(play) {
  await says(play.app, "upload_paused", 60);
  await play.shot("app-30-connexion-perdue");
  play.note("The line broke in the middle of the first photograph: the screen said so and sent the rest by itself.");
}

/** A good picture takes itself; a person would press the shutter when it does not. */
async function takeItself(play, side) {
  const begun = Date.now();
  const isTaken = await play.app.find('[data-action="confirm"]', 15).catch(() => undefined);
  if (isTaken) {
    play.note(`The ${side} took itself after ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
    return;
  }
  play.note(`The ${side} did not take itself: the shutter was pressed.`);
  // It may take itself just now: then there is nothing to press any more.
  await play.app.click('[data-action="take-photo"]', 2).catch(() => {});
  await play.app.find('[data-action="confirm"]', 60);
}

async function openCamera(play, side) {
  await play.on("photo");
  await play.app.find('[data-action="take-photo"], [data-action="open-camera"]');
  if (await play.app.has('[data-action="open-camera"]')) {
    await play.shot(`app-29-${side}-pret`);
    await play.app.click('[data-action="open-camera"]');
  }
  await play.app.find('[data-action="take-photo"], [data-action="confirm"]', 30);
}

/** Whether the journey asks for something else than this side now. */
async function isReceived(play, side) {
  const { screen } = await placeOf(play.app);
  if (screen !== "photo") return ["photo_received", "face_video", "processing"].includes(screen);
  const asked = await play.app.run(() => document.querySelector("[data-side]")?.dataset.side);
  return typeof asked === "string" && asked !== PARTS[side];
}

/** The film, looked at again and sent; one in which nothing is heard is made anew first. Where a turn is to be looked
 *  at, `onturn` is called while one is asked for. */
export async function film(play, onturn) {
  if ((await placeOf(play.app)).screen === "processing") return;
  await play.on("face_video");
  await play.shot("app-32-explications");
  await shoot(play, onturn);
  // The server draws the last task: who looks at a turn needs one to be asked for.
  while ((onturn || play.script.expected === "hasty_turn") && !play.hasTurned) {
    await play.app.click('[data-action="redo"]');
    await shoot(play, onturn);
  }
  if (play.script.expected === "silent_film") {
    await says(play.app, "video_finding_silent", 10);
    await play.shot("app-32-film-muet");
    await play.app.click('[data-action="redo"]');
    await shoot(play);
    if (await isSaid(play.app, "video_finding_silent")) throw new Error("the second film was not heard either");
    play.note("The silent film was told at the replay; the second was heard.");
  }
  const { duration } = await expectPlays(play.app, 'video[aria-describedby="video-words"]', { hasSound: play.script.way === "speak" });
  play.note(`The film plays before it is sent: ${duration.toFixed(1)} s.`);
  await play.shot("app-32-relecture-video");
  await play.moment("the film is looked at again");
  await play.app.click('[data-action="confirm"]');
  await play.moment("the film travels");
  await play.shot("app-32-envoi-video");
}

/** Placing, countdown, three digits, the third task, until the replay. */
async function shoot(play, onturn) {
  await play.app.click('[data-action="continue"]');
  await play.app.find('[data-action="ready"]', 30);
  await pause(1500);
  if (play.script.expected === "upside_down") await turnPicture(play);
  await play.shot("app-32-placement");
  await play.moment("the face is placed");
  await play.app.click('[data-action="ready"]');
  if (play.script.way === "write") await showSheet(play);
  else await sayDigits(play);
  await thirdTask(play, onturn);
  await play.app.find('[data-action="redo"]', 60);
  await pause(1500);
}

/** The picture stands on its head: that is told, and it is turned. */
async function turnPicture(play) {
  await says(play.app, "hint_face_overturned", 10);
  await play.shot("app-32-image-a-l-envers");
  for (let quarter = 1; quarter <= 2; quarter += 1) await play.app.click('[data-action="turn-picture"]');
  await says(play.app, "video_place_good", 10);
  play.note("The camera is built in upside down: that was told, and its picture was turned twice by a quarter.");
}

/** A full arc ends the film by itself; after the document the person presses. */
async function thirdTask(play, onturn) {
  const isTurn = await play.app.has('[data-task="turn"]');
  play.hasTurned ||= isTurn;
  if (isTurn && onturn) await onturn(play);
  else if (isTurn && play.script.expected === "hasty_turn") {
    await says(play.app, "hint_turn_fast", 10);
    await play.shot("app-32-trop-vite");
    play.note("The hasty turn was told, and the slow one after it filled the arc.");
  } else {
    await pause(1500);
    await play.shot("app-32-troisieme-tache");
  }
  if (!isTurn) await clickWhere(play, "next");
}

/** The digits are written before the film begins, then shown to the camera. */
async function showSheet(play) {
  await play.app.find('[data-action="written"]', 30);
  await play.shot("app-32-chiffres-a-ecrire");
  await play.app.click('[data-action="written"]');
  await play.app.find('[data-action="skip"]', 30);
  await play.app.find('[data-action="next"]', 30);
  await pause(1800);
  await play.moment("the sheet is before the camera");
  await play.shot("app-32-feuille-montree");
  await clickWhere(play, "next");
}

async function sayDigits(play) {
  await play.app.find('[data-action="skip"]', 30);
  await play.shot("app-32-compte-a-rebours");
  await play.app.find('[data-action="next"]', 30);
  await play.shot("app-32-premier-chiffre");
  for (let digit = 1; digit <= 3; digit += 1) {
    await pause(1800);
    if (digit === 2) await play.moment("the second digit is on the screen");
    if (digit === 3) await play.shot("app-32-troisieme-chiffre");
    await clickWhere(play, "next");
  }
}

/** Some buttons go on by themselves: pressing one that has just gone is no fault. */
async function clickWhere(play, action) {
  const selector = `[data-action="${action}"]:not([disabled])`;
  if (await play.app.has(selector)) await play.app.click(selector, 2).catch(() => {});
}
