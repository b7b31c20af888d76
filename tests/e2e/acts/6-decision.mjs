// Step 33: an operator, who did not choose the case, examines it and decides.
import { existsSync } from "node:fs";
import { expectPlays } from "../lib/film.mjs";
import { Page } from "../lib/page.mjs";
import { until } from "../lib/processes.mjs";
import { placeOf, SECRET_CODE } from "../lib/resume.mjs";
import { says } from "../lib/words.mjs";
import { fillDate } from "./3-declaration.mjs";
import { film, photograph } from "./5-capture.mjs";

export async function beDecided(play) {
  const { decisions } = play.script;
  for (const decision of decisions) {
    await play.on("processing", 120);
    await play.shot("app-33-examen-en-cours");
    const [verdict, ...reason] = decision.split(":");
    await ENDS[verdict](play, reason);
  }
}

/** A case that brings an identity to another phone: two operators, the same person. */
export async function beRecovered(play) {
  await play.on("processing", 120);
  for (const name of ["Claire Durand", "Hugo Lemaire"]) {
    await atTheConsole(play, name, async (desk) => {
      await desk.locator('[data-mark="recovery.same_person"]').waitFor();
      await fillChecklist(desk, "yes");
      await desk.locator('[data-action="approve"]').click();
    });
  }
  await play.on("activation", 30);
  await play.fill("secret-code", SECRET_CODE);
  await play.press("confirm");
  await play.on("active", 30);
}

const ENDS = { approve: beApproved, ask_again: doAgain, refuse: beRefused };

async function beApproved(play) {
  await atTheConsole(play, "Claire Durand", async (desk) => {
    await fillChecklist(desk, "yes");
    await desk.locator('[data-action="approve"]').click();
  });
  await until("the decision's mail is in the inbox", 20, () => decisionMail(play));
  const mailbox = await play.openPage({ width: 900, height: 900 });
  await mailbox.goto(play.stage.inbox);
  await play.shot("courriers-de-la-decision", mailbox);
  const update = await updateMail(play);
  await mailbox.goto(update.links.find((link) => link.includes("/suivi/")));
  await play.shot("suivi-apres-la-decision", mailbox);
  await mailbox.locator('[data-action="read-letter"]').click();
  await mailbox.locator("#lettre").waitFor();
  await play.shot("lettre-lue", mailbox);
  await mailbox.context().close();
  await play.on("activation", 30);
  await play.shot("app-33-derniere-etape");
  await play.fill("secret-code", SECRET_CODE);
  await play.press("confirm");
  await play.on("active", 30);
  await play.shot("app-identite-active");
}

/** One part is asked for again, and only that part. */
async function doAgain(play, [reason, part]) {
  await atTheConsole(play, "Claire Durand", async (desk) => {
    await fillChecklist(desk, "yes");
    await desk.locator('[data-action="check-1-no"]').click();
    await giveReason(desk, "ask-again", reason, part);
  });
  await play.on("redo", 30);
  await play.shot("app-33-a-refaire");
  await play.press("continue");
  if (reason === "data.mismatch") return declareAgain(play);
  if (reason.startsWith("face.")) return filmAgain(play);
  await play.on("photo_tips");
  await play.shot("app-28-une-seule-photo-a-refaire");
  await play.press("continue");
  await play.steadfast(() => photograph(play, part === "back" ? "verso" : "recto"));
  if ((await placeOf(play.app)).screen === "photo_received") await play.press("continue");
}

/** The film alone; the photographs are kept. */
async function filmAgain(play) {
  await until("the app asks for the film", 30, async () => {
    const { screen } = await placeOf(play.app);
    if (["photo", "photo_tips", "capture_choice"].includes(screen)) throw new Error("a photograph was asked for again too");
    return screen === "face_video";
  });
  await play.steadfast(() => film(play));
  play.note("Only the film was asked for again.");
}

/** The data once more, as the document says them. */
async function declareAgain(play) {
  const { person, entry } = play.stage;
  const document = person[play.script.document.specimen];
  await play.on("data_again");
  await play.fill("given_names", person.given_names.join(", "));
  await play.fill("birth_name", person.birth_name);
  await play.shot("app-33-donnees-a-corriger");
  Object.assign(entry, { birth_name: person.birth_name, given_names: person.given_names });
  await play.press("continue");
  await play.app.find("#birth_date");
  await play.press("continue");
  await play.app.find("#number");
  await play.fill("number", document.number);
  await fillDate(play, "issue_date", document.issued);
  await fillDate(play, "expiry_date", document.expires);
  await play.press("continue");
  await play.app.gone("#number", 10);
  await play.press("continue");
}

/** A refusal is final only when a second operator, who saw nothing of the first, says the same. */
async function beRefused(play, [reason]) {
  for (const name of ["Claire Durand", "Hugo Lemaire"]) {
    await atTheConsole(play, name, async (desk) => {
      await fillChecklist(desk, "no");
      await giveReason(desk, "refuse", reason);
    });
  }
  await play.on("refused", 30);
  await play.shot("app-33-refus");
}

/** An operator signs in, takes the next case, decides, and leaves. */
async function atTheConsole(play, name, decide) {
  const key = await play.stage.addOperator(name);
  const desk = await play.openPage({ width: 1440, height: 900 });
  await desk.goto(`${play.stage.server}console/`);
  await desk.locator('[data-action="sign-in"]').waitFor();
  await desk.locator('input[type="password"], input[name="key"], #key').first().fill(key);
  await play.shot("console-connexion", desk);
  await desk.locator('[data-action="sign-in"]').click();
  await desk.locator('[data-action="take-next"]').waitFor();
  await play.shot("console-file-d-attente", desk);
  await desk.locator('[data-action="take-next"]').click();
  await desk.locator('[data-action="check-1-yes"]').waitFor();
  // The side that carries the zone of a card.
  const back = desk.locator('[data-action="side-back"]');
  if (await back.count()) await back.click();
  await desk.waitForTimeout(1500);
  await play.shot("console-dossier", desk);
  await layFlat(play, desk);
  await expectPlays(new Page(desk), "video[disablepictureinpicture]", { hasSound: play.script.way === "speak" });
  if (existsSync(play.stage.models)) {
    await desk.locator('[data-look="done"]').waitFor({ timeout: 90_000 });
    await desk.locator('[data-look="done"]').scrollIntoViewIfNeeded();
    await desk.waitForTimeout(1500);
    await play.shot("console-film", desk);
    // The sheet is not the task, and the task not the whole film.
    if (play.script.way === "write") await says(new Page(desk), "console_look_sheet");
    const faces = desk.locator('[data-faces]:not([data-faces="waiting"])');
    await faces.waitFor({ timeout: 90_000 });
    await desk.evaluate(() => scrollTo(0, 0));
    await desk.waitForTimeout(1500);
    await play.shot("console-visages", desk);
    play.note(`The console says of the faces: ${await faces.getAttribute("data-faces")}.`);
  }
  await expectAtHand(play, desk);
  await checkCompared(play, desk);
  await checkOrigins(play, desk);
  await checkSeal(play, desk);
  await decide(desk);
  await play.shot("console-decision", desk);
  await confirm(play, desk);
  await desk.locator('[data-action="send-now"]').click();
  await desk.locator('[data-action="take-next"]').waitFor();
  await play.shot("console-dossier-decide", desk);
  await desk.context().close();
}

/** Without scrolling: the eleven points, the verdicts and, where no mark stands before them, both faces. At the page's end: points and verdicts still. */
async function expectAtHand(play, desk) {
  const judged = '[data-action="check-1-yes"], [data-action="check-11-yes"], [data-action="approve"]';
  const hidden = (selector) => desk.locator(selector).evaluateAll((found) => found
    .filter((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top < 0 || bottom > innerHeight;
    })
    .map((element) => element.dataset.action ?? element.alt));
  const expectAll = async (selector, where) => {
    const out = await hidden(selector);
    if (out.length > 0) throw new Error(`${where} the operator does not see ${out.join(", ")}`);
  };
  await desk.evaluate(() => scrollTo(0, 0));
  await expectAll(judged, "without scrolling");
  const isMarked = await desk.locator('[data-mark="appeal"], section > [data-mark]').count();
  if (!isMarked) await expectAll("[data-faces] .pair img", "without scrolling");
  await desk.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expectAll(judged, "at the page's end");
  await desk.evaluate(() => scrollTo(0, 0));
  play.note("The eleven points and the verdicts stayed in the operator's view.");
}

/** Confirms what is on the screen; the first time in a play it is taken back before it is sent, and confirmed again. */
async function confirm(play, desk) {
  await desk.locator('[data-action="confirm"]').click();
  await desk.locator("[data-undo]").waitFor();
  if (play.tookBack) return;
  play.tookBack = true;
  await play.shot("console-decision-a-envoyer", desk);
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Enter");
  await desk.locator("[data-undo]").waitFor({ state: "detached" });
  await desk.locator('[data-action="approve"], [data-action="review"]').first().click();
  await confirm(play, desk);
  play.note("A confirmed decision was taken back by keyboard before it was sent, and confirmed again.");
}

/** Where a document was found on the picture, one key lays it flat, and the same key puts the picture back. */
async function layFlat(play, desk) {
  const straighten = desk.locator('[data-action="straighten"]');
  if ((await straighten.count()) === 0) return;
  await desk.keyboard.press("d");
  await desk.locator('[data-action="straighten"][aria-pressed="true"]').waitFor({ timeout: 5_000 });
  await desk.waitForTimeout(500);
  await play.shot("console-piece-redressee", desk);
  await desk.keyboard.press("d");
  await desk.locator('[data-action="straighten"][aria-pressed="false"]').waitFor({ timeout: 5_000 });
}

/** The operator reads the class of likeness that the scenario is about. */
async function checkCompared(play, desk) {
  const wanted = play.script.compared;
  if (!wanted) return;
  const rows = await desk.locator("[data-compared]").evaluateAll((found) =>
    Object.fromEntries(found.map(({ dataset }) => [dataset.compared, dataset.likeness])));
  const isAfterCorrection = play.comparedOnce;
  play.comparedOnce = true;
  for (const [field, likeness] of Object.entries(isAfterCorrection ? {} : wanted)) {
    if (rows[field] !== likeness) throw new Error(`the console says ${field} is ${rows[field]}, not ${likeness}`);
    await desk.locator(`[data-compared="${field}"]`).scrollIntoViewIfNeeded();
  }
  await play.shot("console-comparaison", desk);
  play.note(`The console compares: ${Object.entries(rows).map(([field, likeness]) => `${field} ${likeness}`).join(", ")}.`);
}

/** The operator reads beside each declared value whether it was entered or left as the app read it. */
async function checkOrigins(play, desk) {
  const wanted = play.script.origins;
  if (!wanted) return;
  const rows = await desk.locator("[data-origin]").evaluateAll((found) =>
    Object.fromEntries(found.map(({ dataset }) => [dataset.compared, dataset.origin])));
  for (const [field, origin] of Object.entries(wanted)) {
    if (rows[field] !== origin) throw new Error(`the console says ${field} is ${rows[field]}, not ${origin}`);
  }
  await desk.locator("[data-origin]").first().scrollIntoViewIfNeeded();
  await play.shot("console-saisi-ou-lu", desk);
  play.note(`The console says of the declared values: ${Object.entries(rows).map(([field, origin]) => `${field} ${origin}`).join(", ")}.`);
}

/** The operator reads what became of the seal's signature, and how what it says compares. */
async function checkSeal(play, desk) {
  const { signature, sealed } = play.script;
  if (!signature) return;
  const found = desk.locator("[data-document-seal]");
  const outcome = await found.getAttribute("data-document-seal");
  if (outcome !== signature) throw new Error(`the console says the signature is ${outcome}, not ${signature}`);
  const rows = await desk.locator("[data-sealed]").evaluateAll((cells) =>
    Object.fromEntries(cells.map(({ dataset }) => [dataset.compared, dataset.sealed])));
  for (const [field, likeness] of Object.entries(sealed ?? {})) {
    if (rows[field] !== likeness) throw new Error(`in the seal ${field} is ${rows[field]}, not ${likeness}`);
  }
  await found.scrollIntoViewIfNeeded();
  await play.shot("console-cachet", desk);
  play.note(`The seal's signature: ${outcome}. In it: ${Object.entries(rows).map(([field, likeness]) => `${field} ${likeness}`).join(", ")}.`);
}

async function fillChecklist(desk, answer) {
  for (let item = 1; item <= 11; item += 1) await desk.locator(`[data-action="check-${item}-${answer}"]`).click();
}

async function giveReason(desk, action, reason, part) {
  await desk.locator(`[data-action="${action}"]`).click();
  // A « Non » of the checklist proposes its usual reason: this operator means one reason only.
  // Named first: a list of what is checked shrinks under whoever goes through it.
  const proposed = await desk.locator('[data-action^="reason-"]:has(input:checked)')
    .evaluateAll((found) => found.map(({ dataset }) => dataset.action));
  for (const name of proposed) await desk.locator(`[data-action="${name}"] input`).uncheck();
  await desk.locator(`[data-action="reason-${reason}"] input`).check();
  if (part) await desk.locator(`[data-action="part-${reason}"]`).selectOption(part);
  await desk.locator('[data-action="review"]').click();
}

const mails = async (play) =>
  (await (await fetch(`${play.stage.inbox}api/messages`)).json()).mails.filter((mail) => mail.to.includes(play.email));

const decisionMail = async (play) =>
  (await mails(play)).find((mail) => mail.subject.startsWith("Votre identité"));

const updateMail = async (play) =>
  (await mails(play)).find((mail) => mail.subject.startsWith("Mise à jour de votre courrier recommandé"));
