// Step 33: an operator, who did not choose the case, examines it and decides.
import { until } from "../lib/processes.mjs";
import { placeOf, SECRET_CODE } from "../lib/resume.mjs";
import { photograph } from "./5-capture.mjs";

export async function beDecided(play) {
  const { decisions } = play.script;
  for (const decision of decisions) {
    await play.on("processing", 120);
    await play.shot("app-33-examen-en-cours");
    const [verdict, ...reason] = decision.split(":");
    await ENDS[verdict](play, reason);
  }
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
  await play.on("photo_tips");
  await play.shot("app-28-une-seule-photo-a-refaire");
  await play.press("continue");
  await play.steadfast(() => photograph(play, part === "back" ? "verso" : "recto"));
  if ((await placeOf(play.app)).screen === "photo_received") await play.press("continue");
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
  await decide(desk);
  await play.shot("console-decision", desk);
  await desk.locator('[data-action="confirm"]').click();
  await desk.locator('[data-action="take-next"]').waitFor();
  await play.shot("console-dossier-decide", desk);
  await desk.context().close();
}

async function fillChecklist(desk, answer) {
  for (let item = 1; item <= 11; item += 1) await desk.locator(`[data-action="check-${item}-${answer}"]`).click();
}

async function giveReason(desk, action, reason, part) {
  await desk.locator(`[data-action="${action}"]`).click();
  // A « Non » of the checklist proposes its usual reason: this operator means one reason only.
  for (const proposed of await desk.locator('[data-action^="reason-"] input:checked').all()) await proposed.uncheck();
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
