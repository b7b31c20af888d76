// The person's own page: another number, blocking and unblocking, the data taken away, the end.
import { equal, ok } from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeIn } from "./2-account.mjs";
import { SECRET_CODE } from "../lib/resume.mjs";
import { until } from "../lib/processes.mjs";
import { says } from "../lib/words.mjs";

const run = promisify(execFile);

/** Of the range kept for films and tests, as every number here. */
const NEW_NUMBER = "06 39 98 45 67";

/** What a person may do with their identity, by the names of `[login] after_active`. */
export const DEEDS = { change_number: changeNumber, block, block_by_mail: blockByMail, export: takeAway, erase };

/** Proved by SMS, confirmed with the secret code; the old number is told. */
async function changeNumber(play) {
  await play.press("settings");
  await play.on("settings");
  await play.shot("app-parametres");
  await play.press("change-number");
  await play.on("number_new");
  await play.fill("phone", NEW_NUMBER);
  await play.shot("app-nouveau-numero");
  await play.press("number-ask");
  await play.on("number_prove");
  await play.fill("texted-code", await codeIn(play, "sms", "639984567"));
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-nouveau-numero-codes");
  await play.press("change-number-confirm");
  await play.on("number_done");
  await play.shot("app-numero-change");
  await play.press("continue");
  await play.on("active");
  const old = (message) => message.to.includes("639981234") && !/#\d{6}/.test(message.text);
  await until("the old number was told", 20, async () => (await inbox(play)).sms.find(old));
  play.number = NEW_NUMBER;
  play.note("The number was changed; the old one was told by SMS.");
}

/** Blocked without a code, unblocked with two. */
async function block(play) {
  await play.press("block");
  await play.on("block");
  await play.shot("app-bloquer");
  await play.press("block-confirm");
  await play.on("active");
  await says(play.app, "blocked_title");
  await play.shot("app-identite-bloquee");
  await unblock(play);
  play.note("The identity was blocked at once, and unblocked with a fresh mail and the secret code.");
}

/** By the button of the mail that followed the first login: looking blocks nothing. */
async function blockByMail(play) {
  const isAbout = (mail) => mail.to.includes(play.email) && mail.links.some((link) => link.includes("/bloquer/"));
  const mail = await until("a mail with the block link", 20, async () => (await inbox(play)).mails.find(isAbout));
  const mailbox = await play.openPage({ width: 900, height: 900 });
  await mailbox.goto(mail.links.find((link) => link.includes("/bloquer/")));
  await play.shot("page-bloquer-par-le-courriel", mailbox);
  if (await play.app.has('[data-action="unblock"]')) throw new Error("looking at the link blocked the identity");
  await mailbox.locator('[data-action="block"]').click();
  await mailbox.getByText("Votre identité est bloquée").first().waitFor();
  await play.shot("page-identite-bloquee", mailbox);
  await mailbox.context().close();
  // The home learns it when it is opened again.
  await play.press("settings");
  await play.on("settings");
  await play.app.click('[data-action="back"]');
  await play.on("active");
  await unblock(play);
  play.note("The link of a mail blocked the identity, once its button was pressed.");
}

async function unblock(play) {
  await play.press("unblock");
  await play.on("unblock_ask");
  await play.press("unblock-ask");
  await play.on("unblock");
  await play.fill("mailed-code", await codeIn(play, "mails", play.email));
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-debloquer");
  await play.press("unblock-confirm");
  await play.on("active");
  await until("the notice is gone", 20, async () => !(await play.app.has('[data-action="unblock"]')));
}

/** Both files are where the app says. */
async function takeAway(play) {
  await play.press("settings");
  await play.on("settings");
  await play.press("export");
  await play.on("export");
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-exporter");
  await play.press("export-confirm");
  await play.on("export_done");
  await play.shot("app-donnees-enregistrees");
  const [folder, pdf, data] = await play.app.run(() =>
    [...document.querySelectorAll("dd.value")].map((value) => value.textContent.trim()));
  const exported = JSON.parse(await readFile(join(folder, data), "utf8"));
  equal(exported.format, "sceau-export");
  await expectPdf(join(folder, pdf), exported.account.email);
  await play.press("continue");
  await play.on("settings");
  await play.app.click('[data-action="back"]');
  await play.on("active");
  play.note("The person's data were saved as JSON and as PDF.");
}

/** It is a PDF; where poppler's `pdftotext` is installed, its words are read too. */
async function expectPdf(file, word) {
  const bytes = await readFile(file);
  equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  try {
    const { stdout } = await run("pdftotext", [file, "-"]);
    ok(stdout.includes(word), "the PDF does not say what the JSON does");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

/** Afterwards the app is as new. */
async function erase(play) {
  await play.press("settings");
  await play.on("settings");
  await play.press("erase");
  await play.on("erase");
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-supprimer");
  await play.press("erase-confirm");
  await play.on("erased");
  await play.shot("app-identite-supprimee");
  await play.press("continue");
  await play.on("welcome");
  await play.shot("app-comme-neuve");
  play.note("The identity was erased, and the app begins as new.");
}

async function inbox(play) {
  return (await fetch(`${play.stage.inbox}api/messages`)).json();
}
