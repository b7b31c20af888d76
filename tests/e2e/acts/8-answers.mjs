// After the first login: the other ways to it, and the other answers.
import { SECRET_CODE } from "../lib/resume.mjs";
import { until } from "../lib/processes.mjs";
import { says } from "../lib/words.mjs";
import { goTo } from "./7-login.mjs";
import { PHONE } from "./3-declaration.mjs";
import { DEEDS } from "./9-page.mjs";
import { MOVES } from "./moving.mjs";

const ENDINGS = { by_code: approveByCode, by_link: approveByLink, by_text: approveByText, deny, wrong_number: wrongNumber, not_me: notMe, ...DEEDS, ...MOVES };

/** Plays what `[login] after_active` names, each from the service's button on. */
export async function answerOtherwise(play) {
  for (const ending of play.script.endings) {
    if (!ENDINGS[ending]) throw new Error(`no login ends with ${ending}`);
    await home(play);
    await ENDINGS[ending](play);
  }
}

/** The app's camera reads the page's code. */
async function approveByCode(play) {
  const { link, number } = await askByCode(play, "connexion-par-code");
  await play.stage.showCode(link);
  await play.press("scan");
  await play.on("login_scan");
  await play.shot("app-scanner-le-code-de-connexion");
  await approve(play, number, "app-connexion-approuvee-par-code");
  await isKnown(play);
  play.note("The app's camera read the login page's code: approved without a phone number.");
}

/** On the same device: the page's button opens the app that runs. */
async function approveByLink(play) {
  if (play.host !== "window") return play.note("The link that opens the app was not played: a browser's page has none.");
  const { appLink, number } = await askByCode(play, "connexion-sur-le-meme-appareil");
  await play.followLink(appLink);
  await play.on("login_request", 30);
  await play.shot("app-ouverte-par-le-lien");
  await approve(play, number, "app-connexion-approuvee-par-lien");
  await isKnown(play);
  play.note("The login page's link opened the running app: approved.");
}

/** Without a camera and on another device: the link is copied. */
async function approveByText(play) {
  const { link, number } = await askByCode(play, "connexion-lien-a-copier");
  await play.stage.hideCode();
  await play.press("scan");
  await play.on("login_scan");
  await play.fill("login-code", link);
  await play.shot("app-lien-de-connexion-colle");
  await play.press("use-code");
  await approve(play, number);
  await isKnown(play);
  play.note("The login page's link was pasted into the app: approved.");
}

/** The page's code and what it is beside a camera: the link to copy, the one that opens the app, the number. */
async function askByCode(play, picture) {
  const { web } = play;
  await leaveForSceau(play);
  await web.locator('[data-action="use-code"]').click();
  await web.locator('[data-action="open-app"]').waitFor();
  await play.shot(picture, web);
  return {
    link: await web.locator("#lien").inputValue(),
    appLink: await web.locator('[data-action="open-app"]').getAttribute("href"),
    number: await web.locator("[data-number]").getAttribute("data-number"),
  };
}

const isKnown = ({ web }) => web.getByRole("button", { name: "Continuer vers le service" }).waitFor();

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
