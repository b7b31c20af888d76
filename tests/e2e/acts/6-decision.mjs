// Step 33: an operator, who did not choose the case, examines it and decides.
import { until } from "../lib/processes.mjs";
import { SECRET_CODE } from "./2-account.mjs";

export async function beDecided(play) {
  await play.on("processing", 120);
  await play.shot("app-33-examen-en-cours");
  await operatorApproves(play);
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

async function operatorApproves(play) {
  const key = await play.stage.addOperator("Claire Durand");
  const console_ = await play.openPage({ width: 1440, height: 900 });
  await console_.goto(`${play.stage.server}console/`);
  await console_.locator('[data-action="sign-in"]').waitFor();
  await console_.locator('input[type="password"], input[name="key"], #key').first().fill(key);
  await play.shot("console-connexion", console_);
  await console_.locator('[data-action="sign-in"]').click();
  await console_.locator('[data-action="take-next"]').waitFor();
  await play.shot("console-file-d-attente", console_);
  await console_.locator('[data-action="take-next"]').click();
  await console_.locator('[data-action="check-1-yes"]').waitFor();
  await console_.waitForTimeout(1500);
  await play.shot("console-dossier", console_);
  for (let item = 1; item <= 11; item += 1) await console_.locator(`[data-action="check-${item}-yes"]`).click();
  await console_.locator('[data-action="approve"]').click();
  await play.shot("console-decision", console_);
  await console_.locator('[data-action="confirm"]').click();
  await console_.locator('[data-action="take-next"]').waitFor();
  await play.shot("console-dossier-decide", console_);
  await console_.context().close();
}

const mails = async (play) =>
  (await (await fetch(`${play.stage.inbox}api/messages`)).json()).mails.filter((mail) => mail.to.includes(play.email));

const decisionMail = async (play) =>
  (await mails(play)).find((mail) => mail.subject.startsWith("Votre identité"));

const updateMail = async (play) =>
  (await mails(play)).find((mail) => mail.subject.startsWith("Mise à jour de votre courrier recommandé"));
