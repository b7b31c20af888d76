// Another phone takes the identity over, with the approval of the one that holds it; and what a service that is told
// of it does when a login ends.
import { SECRET_CODE } from "../lib/resume.mjs";
import { until } from "../lib/processes.mjs";
import { says } from "../lib/words.mjs";
import { codeIn } from "./2-account.mjs";
import { declare, PHONE } from "./3-declaration.mjs";
import { receiveLetter } from "./4-letter.mjs";
import { proveOneself } from "./5-capture.mjs";
import { beRecovered } from "./6-decision.mjs";
import { goTo } from "./7-login.mjs";
import { readCode, takeCode } from "./phone.mjs";

/** The new phone's own code: each device has one. */
const NEW_SECRET_CODE = "508291";

/** What a person may do with two phones, by the names of `[login] after_active`. */
export const MOVES = { change_phone: changePhone, log_in_directly: logInDirectly, report, remove_device: removeDevice,
  block_ends_session: blockEndsSession, lose_phone: losePhone, lose_phone_at_a_computer: losePhoneAtComputer };

/** The old phone shows a code, the new one takes it and waits, the old one approves with its secret code. */
async function changePhone(play) {
  await play.press("settings");
  await play.on("settings");
  await play.press("move-identity");
  const shown = await readCode(play, "ancien-telephone-code");
  const old = play.app;

  await play.openPhone(play.scenario);
  await takeCode(play, shown, NEW_SECRET_CODE, "nouveau-telephone");
  await play.on("awaiting", 30);
  await play.shot("nouveau-telephone-attend");

  const fresh = play.app;
  play.app = old;
  await play.on("handover_approve", 30);
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("ancien-telephone-approuve");
  await play.press("approve");
  await play.on("other_device", 30);
  await play.shot("ancien-telephone-n-agit-plus");
  play.old = old;
  play.app = fresh;
  play.secretCode = NEW_SECRET_CODE;
  await play.on("active", 30);
  await play.shot("nouveau-telephone-identite");
  const told = (mail) => mail.to.includes(play.email) && /appareil/i.test(mail.subject);
  await until("the person was told by mail", 20, async () => (await inbox(play)).mails.find(told));
  play.note("The old phone approved the new one: the identity moved, the old one may not act any more, a mail says so.");
}

/** The same at a computer without a camera, which hands the recovery over to another phone. */
async function losePhoneAtComputer(play) {
  const blind = await play.stage.writeScenario("[permissions]\ncamera = \"grant\"\n", "computer.toml");
  await play.openPhone(blind, "computer");
  await recoverHere(play, { lacksCamera: true, recovers: true });
}

/** The phone is lost: signed in by mail on another one, the person proves themselves anew. */
async function losePhone(play) {
  await play.openPhone(play.scenario);
  await recoverHere(play, {});
}

async function recoverHere(play, ways) {
  await play.on("preferences");
  await play.press("continue");
  await play.on("welcome");
  await play.press("existing");
  await play.on("email");
  await play.fill("email", play.email);
  await play.press("continue");
  await play.on("email_code");
  await play.fill("email-code", await codeIn(play, "mails", play.email));
  await play.press("continue");
  await play.on("other_device");
  await play.shot("nouveau-telephone-identite-ailleurs");
  await play.press("recover");
  await play.on("recovery");
  await play.shot("nouveau-telephone-retrouver-mon-identite");
  await play.press("recover-confirm");
  await play.on("recovery_begun");
  await play.shot("nouveau-telephone-au-plus-tot");
  await play.press("continue");
  await play.on("secret_code", 30);
  await play.fill("secret-code", SECRET_CODE);
  await play.fill("secret-code-again", SECRET_CODE);
  await play.press("confirm");
  const told = (mail) => mail.to.includes(play.email) && mail.links.some((link) => link.includes("/annuler/"));
  const mail = await until("a mail with the link that stops it", 20, async () => (await inbox(play)).mails.find(told));
  const mailbox = await play.openPage({ width: 900, height: 900 });
  await mailbox.goto(mail.links.find((link) => link.includes("/annuler/")));
  await play.shot("page-arreter-la-demande", mailbox);
  await mailbox.context().close();
  await declare(play);
  await receiveLetter(play);
  await proveOneself(play, ways);
  await beRecovered(play);
  await play.shot("nouveau-telephone-identite-retrouvee");
  await logInDirectly(play);
  play.note("The phone was lost: the same identity came to another one, proved anew and accepted by two operators.");
}

/** Without the broker, approved on the phone that holds the identity now. */
async function logInDirectly(play) {
  const { web, stage, number = PHONE } = play;
  await goTo(web, stage.service);
  const leave = web.getByRole("button", { name: "Se déconnecter" });
  if (await leave.count()) await leave.click();
  await goTo(web, stage.service);
  await web.getByRole("button", { name: "Se connecter directement" }).click();
  await web.locator("#numero").fill(number);
  await web.locator('[data-action="identify"]').click();
  await web.locator("[data-number]").waitFor();
  const digits = await web.locator("[data-number]").getAttribute("data-number");
  await play.on("login_request", 30);
  await play.fill("login-number", digits);
  await play.fill("secret-code", play.secretCode ?? SECRET_CODE);
  await play.shot("telephone-demande-directe");
  await play.press("approve");
  await play.on("login_result", 30);
  await web.locator('dl[data-verified="true"]').waitFor();
  await play.shot("service-connexion-directe", web);
  await play.press("continue");
  await play.on("active");
  play.note("The service knew the person from Sceau itself, without a broker.");
}

/** « Signaler » on the newest login: the service closes what it opened. */
async function report(play) {
  await play.press("open-login");
  await play.on("login_details");
  await play.shot("telephone-connexion-a-signaler");
  await play.press("report");
  await play.on("login_report");
  await play.press("report-only");
  await play.on("active");
  await sessionIsOver(play, "service-prevenu-du-signalement");
  play.note("A reported login ended at once, and the service closed its session by itself.");
}

/** The old phone is signed out from the new one. */
async function removeDevice(play) {
  await play.press("settings");
  await play.on("settings");
  await play.shot("telephone-appareils");
  await play.press("remove-device");
  await play.on("device_remove");
  await play.fill("secret-code", play.secretCode ?? SECRET_CODE);
  await play.shot("telephone-retirer-l-ancien");
  await play.press("remove-device-confirm");
  await play.on("settings");
  await until("the old phone is listed no more", 20, async () => !(await play.app.has('[data-action="remove-device"]')));
  await play.app.click('[data-action="back"]');
  await play.on("active");
  play.note("The old phone was removed with the new one's secret code.");
}

/** « Bloquer mon identité »: whoever is inside the service is outside. */
async function blockEndsSession(play) {
  await logInDirectly(play);
  await play.press("block");
  await play.on("block");
  await play.press("block-confirm");
  await play.on("active");
  await says(play.app, "blocked_title");
  await sessionIsOver(play, "service-prevenu-du-blocage");
  play.note("The identity was blocked on the phone: the service closed its session and said so.");
}

/** The service's own page says that its session was closed; the person did nothing there. */
async function sessionIsOver(play, picture) {
  const { web, stage } = play;
  await until("the service closed its session", 20, async () => {
    await goTo(web, `${stage.service}espace`);
    return (await web.getByRole("heading", { name: "Votre session est terminée" }).count()) > 0;
  });
  await play.shot(picture, web);
}

async function inbox(play) {
  return (await fetch(`${play.stage.inbox}api/messages`)).json();
}
