// What goes wrong around a photograph, by the names of `[mishap] expected`: what the screen must say, and the way on.
// Each is called with the side; what it answers is said at its table.
import { readFile } from "node:fs/promises";
import { pause, until } from "../lib/processes.mjs";
import { isSaid, says, wordsOf } from "../lib/words.mjs";
import { photoTimeline, watchPhoto } from "../lib/timeline.mjs";

/** More than the ten million bytes that a picture may have. */
const TOO_BIG = 10_100_000;
/** From a good picture to the shutter, in milliseconds. */
const SOON = 2000;

/** Before the camera is opened, but for the front's, which opens as the page comes; `true` once a picture is there without it. */
export const BEFORE = { permission: refuseCamera, big_file: chooseFiles, wrong_document: holdOther, screen: holdScreen,
  hints: watchBack };
/** While the camera looks; `true` once the picture is taken. */
export const WHILE = { unplugged: loseCamera, fingers: hideText, hints: showHints, wrong_document: turnOver, not_french: insistOnForeign };
/** When the picture is looked at again; `true` where it is taken anew. */
export const AFTER = { hints: judgeHints, wrong_document: seeOther, not_french: seeNotFrench, screen: seeScreen };

/** Somebody pulls the plug: the screen says so, and goes on by itself once it is back. */
async function loseCamera(play, side) {
  if (side !== "recto") return;
  await says(play.app, "camera_reopening", 10);
  await play.shot("app-29-camera-debranchee");
  await play.app.gone('[data-action="open-camera"]', 1);
  play.note("The camera was unplugged: the screen said so and opened it again by itself.");
}

/** Fingers over the zone are told, and no picture takes itself meanwhile. */
async function hideText(play) {
  await says(play.app, "hint_fingers", 10);
  await play.shot("app-29-doigts-sur-le-texte");
  play.note("Fingers lay over the machine-readable zone: the screen said so.");
}

// ── permission ────────────────────────────────────────────────────────────────────────────────────

/** The system refuses: the page says where to allow it and shows the other ways; then the same page goes on. */
async function refuseCamera(play, side) {
  if (side !== "recto") return;
  await says(play.app, "error_camera_denied");
  const { app } = play;
  const namesPlace = async () => (await isSaid(app, "camera_settings_linux")) || isSaid(app, "camera_settings_browser");
  await until("the screen says where cameras are allowed", 10, namesPlace);
  await says(app, "camera_ways_title");
  await play.shot("app-29-camera-refusee");
  await play.press("retry");
  await app.find('[data-action="take-photo"], [data-action="confirm"]', 30);
  play.note("The camera was refused, then allowed: the page said where, and went on without a restart.");
}

// ── files ─────────────────────────────────────────────────────────────────────────────────────────

/** A file that is too big is refused with what may be done; the next one is taken. */
async function chooseFiles(play, side) {
  if (side !== "verso") return false;
  const { app, stage, script } = play;
  await app.find('[data-action="choose-file"]');
  await chooseFile(app, { size: TOO_BIG });
  await says(app, "error_file_too_big");
  await play.shot("app-29-verso-fichier-trop-gros");
  const scan = await readFile(stage.path("specimens", "documents", script.document.specimen, "verso.png"));
  await chooseFile(app, { base64: scan.toString("base64") });
  await app.find('[data-action="confirm"], [data-action="retake"]', 30);
  play.note("A file of more than 10 MB was refused with a sentence; a smaller one was taken.");
  return true;
}

/** As the system's chooser would answer: bytes of a size, or given ones. */
function chooseFile(app, { size, base64 }) {
  return app.run((length, given) => {
    const bytes = given ? Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0)) : new Uint8Array(length);
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], "piece.png", { type: "image/png" }));
    const input = document.querySelector('input[type="file"]');
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, size ?? null, base64 ?? null);
}

// ── hints ─────────────────────────────────────────────────────────────────────────────────────────

/** The parts of the script that something is wrong with, and how long they last together. */
function troublesOf({ script }) {
  const parts = script.map((part) => part.split(":")).filter(([, length]) => length !== "hold");
  const milliseconds = parts.map(([, length]) => Number.parseFloat(length) * (length.endsWith("ms") ? 1 : 1000));
  return { names: parts.map(([name]) => name), lasts: milliseconds.reduce((sum, one) => sum + one, 0) };
}

/** The front is watched from the page before it. */
function watchBack({ app }, side) {
  return side === "verso" ? watchPhoto(app) : undefined;
}

/** A picture of each hint; whether they came is judged afterwards. */
async function showHints(play, side) {
  for (const name of troublesOf(play.script).names) {
    const isShown = await says(play.app, `hint_${name}`, 6).then(() => true, () => false);
    if (isShown) await play.shot(`app-29-${side}-conseil-${name}`);
  }
}

/** Each trouble was told, in order, and the picture took itself as soon as it was good. */
async function judgeHints(play, side) {
  const { names, lasts } = troublesOf(play.script);
  const { hints, opened, taken, isPressed } = await photoTimeline(play.app, names.map((name) => `hint_${name}`));
  if (isPressed) throw new Error(`the ${side} did not take itself: the shutter was pressed`);
  const told = hints.map(({ name }) => name.replace("hint_", ""));
  if (told.join() !== names.join()) throw new Error(`on the ${side} the hints were « ${told.join(", ")} », not « ${names.join(", ")} »`);
  if (hints.at(-1).at > taken) throw new Error(`the ${side} took itself before it was good`);
  const after = taken - opened - lasts;
  if (after > SOON) throw new Error(`the ${side} took itself ${Math.round(after)} ms after it was good`);
  play.note(`On the ${side}: ${told.join(", then ")}; the picture took itself ${(after / 1000).toFixed(1)} s after it was good.`);
}

// ── what is held before the camera ────────────────────────────────────────────────────────────────

/** First the wrong side of the right document, then the right side's place taken by another document. */
function holdOther(play, side) {
  if (isMended(play, side)) return;
  return play.stage.hold(side, side === "recto" ? "cni2021/verso/good" : "passeport/recto/good");
}

async function turnOver(play, side) {
  if (isMended(play, side)) return;
  if (side === "verso") return insistOnOther(play);
  await says(play.app, "hint_side_front", 15);
  await play.shot("app-29-mauvais-cote");
  await mend(play, side);
  play.note("The wrong side was held: the screen asked for the other one.");
}

/** Another document is told while it is held, and no picture takes itself; whoever presses all the same is not stopped. */
async function insistOnOther(play) {
  const names = { expected: wordsOf("kind_short_identity_card"), seen: wordsOf("kind_short_passport") };
  await insist(play, "hint_kind", names);
  play.note("A passport was held instead of the card: the screen said so at once, and took no picture by itself.");
  return true;
}

/** The person presses the shutter though the screen goes on saying that it is not the document. */
async function insist(play, message, names) {
  const { app } = play;
  await says(app, message, 15, names);
  await play.shot("app-29-autre-piece");
  await pause(4000);
  if (await app.has('[data-action="confirm"], [data-action="retake"]')) throw new Error("another document took its own picture");
  if (!(await isSaid(app, message, names))) throw new Error("another document was told, and then no longer");
  await app.click('[data-action="take-photo"]');
}

/** Read on the picture: another document than the declared one. */
async function seeOther(play, side) {
  if (isMended(play, side)) return false;
  await retakeOther(play, side, "photo_advice_other_document");
  play.note("Another document than the declared one was held: the screen said so, and it was taken anew.");
  return true;
}

async function retakeOther(play, side, message) {
  if (play.read?.advice !== "other_document") throw new Error(`the ${side} was read as « ${play.read?.advice} »`);
  await says(play.app, message);
  await play.shot("app-30-mauvaise-piece");
  await mend(play, side);
  await play.press("retake");
}

// ── a card that is not French, or whose zone says that its holder is not ──────────────────────────

/** What is told of it, as the host names it: on sight, and of a picture. */
const notFrench = ({ zone }) =>
  zone.issuer
    ? { code: "foreign_card", told: "paper_not_of_france", advised: "photo_advice_not_of_france" }
    : { code: "nationality", told: "paper_other_nationality", advised: "photo_advice_nationality" };

/** It is held before the form: told, and nothing is filled from it. It stays in the hand until the back is photographed. */
export async function scanInVain(play) {
  const { app, stage, script } = play;
  const { code, told } = notFrench(script);
  const { specimen } = script.document;
  await stage.hold("recto", `${specimen}/recto/good`);
  await stage.hold("verso", `${specimen}/verso/good`, { of: "not-french" });
  await play.press("scan-document");
  await app.find(`[data-refused="${code}"]`, 30);
  await says(app, told);
  await play.shot("app-17-piece-refusee");
  await play.press("type-instead");
  await app.find("#given_names");
  const filled = await app.run(() => {
    const names = ["given_names", "birth_name"].filter((id) => document.getElementById(id).value);
    return document.querySelector('input[name="sex"]:checked') ? [...names, "sex"] : names;
  });
  if (filled.length > 0) throw new Error(`a document that is refused filled ${filled.join(", ")}`);
  play.note(`A card that is refused (${code}) was held before the form: it was told, and filled nothing.`);
}

/** The zone of another country is told while it is held; a nationality only once the whole zone is read on the picture. */
async function insistOnForeign(play, side) {
  if (side === "recto" || isMended(play, side) || !play.script.zone.issuer) return;
  await insist(play, notFrench(play.script).told);
  play.note("The card of another country was held: the screen said so at once, and took no picture by itself.");
  return true;
}

async function seeNotFrench(play, side) {
  if (side === "recto" || isMended(play, side)) return false;
  await retakeOther(play, side, notFrench(play.script).advised);
  play.note("On the picture it was told again, and taken anew from the right card.");
  return true;
}

// ── a screen ──────────────────────────────────────────────────────────────────────────────────────

function holdScreen(play, side) {
  if (isMended(play, side)) return;
  return play.stage.hold(side, `${play.script.document.specimen}/${side}/screen`);
}

/** A screen is suspected: the person is told; only they know. */
async function seeScreen(play, side) {
  if (isMended(play, side)) return false;
  await says(play.app, "photo_finding_screen", 5);
  await play.shot(`app-30-${side}-photo-d-un-ecran`);
  await mend(play, side);
  await play.press("retake");
  play.note(`The ${side} was photographed from a screen: it was told, and taken anew from the document.`);
  return true;
}

const isMended = (play, side) => play.mended?.has(side) ?? false;

async function mend(play, side) {
  play.mended = (play.mended ?? new Set()).add(side);
  await play.stage.hold(side, `${play.script.document.specimen}/${side}/good`);
}
