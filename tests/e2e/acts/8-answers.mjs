// After the first login: the other ways to it, and the other answers.
import { SECRET_CODE } from "../lib/resume.mjs";
import { until } from "../lib/processes.mjs";
import { says } from "../lib/words.mjs";
import { goTo } from "./7-login.mjs";
import { PHONE } from "./3-declaration.mjs";
import { DEEDS } from "./9-page.mjs";
import { MOVES } from "./moving.mjs";

const ENDINGS = { by_code: approveByCode, deny, wrong_number: wrongNumber, not_me: notMe, ...DEEDS, ...MOVES };

/** Plays what `[login] after_active` names, each from the service's button on. */
export async function answerOtherwise(play) {
  for (const ending of play.script.endings) {
    if (!ENDINGS[ending]) throw new Error(`no login ends with ${ending}`);
    await home(play);
    await ENDINGS[ending](play);
  }
}

/** The page's code instead of a number: followed on the same device, or typed. */
async function approveByCode(play) {
  const { web } = play;
  await leaveForSceau(play);
  await web.locator('[data-action="use-code"]').click();
  await web.locator('[data-action="open-app"]').waitFor();
  await play.shot("connexion-par-code", web);
  const link = await web.locator('[data-action="open-app"]').getAttribute("href");
  const number = await web.locator("[data-number]").getAttribute("data-number");
  await play.press("scan");
  await play.on("login_scan");
  await play.fill("login-code", link);
  await play.shot("app-code-de-connexion");
  await play.press("use-code");
  await approve(play, number);
  await web.getByRole("button", { name: "Continuer vers le service" }).waitFor();
  play.note("A login was asked for by the page's code, without a phone number, and approved.");
}

async function deny(play) {
  await askByNumber(play);
  await play.press("refuse");
  await play.on("login_result", 30);
  await play.shot("app-connexion-refusee");
  await pageSays(play, "Vous avez refusé cette connexion", "page-connexion-refusee");
  play.note("A login was refused: the service received no data.");
}

/** What somebody meets who was sent another's page: the number on the screen is not the one they know. */
async function wrongNumber(play) {
  const number = await askByNumber(play);
  await approve(play, number === "99" ? "10" : String(Number(number) + 1), "app-mauvais-numero");
  await pageSays(play, "Ce n'était pas le bon nombre", "page-mauvais-numero");
  play.note("A wrong number ended the request on both sides.");
}

/** A stranger typed this person's number. They say so, and the next stranger reaches nobody. */
async function notMe(play) {
  await askByNumber(play);
  await play.press("not-me");
  await play.on("login_result", 30);
  await says(play.app, "request_disowned_title");
  await play.shot("app-ce-n-est-pas-moi");
  await pageSays(play, "Vous avez refusé cette connexion", "page-apres-ce-n-est-pas-moi");
  await home(play);
  await leaveForSceau(play);
  await typeNumber(play);
  await play.shot("page-d-un-autre-inconnu", play.web);
  await says(play.app, "home_requests_none");
  await play.shot("app-aucune-demande");
  play.note("« Ce n'est pas moi » ended the request; the next one by number reached nobody.");
}

// ── steps ─────────────────────────────────────────────────────────────────────────────────────────

async function home(play) {
  if (await play.app.has('[data-screen="login_result"]')) await play.press("continue");
  await play.on("active");
}

async function leaveForSceau({ web, stage }) {
  await goTo(web, stage.service);
  const leave = web.getByRole("button", { name: "Se déconnecter" });
  if (await leave.count()) await leave.click();
  await goTo(web, stage.service);
  await web.getByRole("button", { name: "Connexion" }).click();
  await web.locator("button.provider").click();
}

async function typeNumber({ web, number = PHONE }) {
  await web.locator("#numero").fill(number);
  await web.locator('[data-action="identify"]').click();
  await web.locator("[data-number]").waitFor();
  return web.locator("[data-number]").getAttribute("data-number");
}

async function askByNumber(play) {
  await leaveForSceau(play);
  const number = await typeNumber(play);
  await play.on("login_request", 30);
  return number;
}

async function approve(play, number, picture = "app-connexion-approuvee") {
  await play.on("login_request", 30);
  await play.fill("login-number", number);
  await play.fill("secret-code", SECRET_CODE);
  await play.press("approve");
  await play.on("login_result", 30);
  await play.shot(picture);
}

/** The waiting page learns by itself what was answered. */
async function pageSays(play, words, picture) {
  const said = () => play.web.getByText(words).count();
  await until(`the page says « ${words} »`, 20, said);
  await play.shot(picture, play.web);
}
