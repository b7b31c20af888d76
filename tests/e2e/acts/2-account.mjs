// Steps 6 and 7: the app, the computer's code, the account, the secret code.
import { until } from "../lib/processes.mjs";
import { SECRET_CODE } from "../lib/resume.mjs";

/** First launch: preferences, welcome, what is needed. */
export async function firstLaunch(play) {
  await play.on("preferences");
  await play.shot("app-preferences");
  await play.press("continue");
  await play.on("welcome");
  await play.shot("app-bienvenue");
  await play.press("continue");
  await play.on("needs");
  await play.shot("app-ce-qu-il-faut");
  await play.press("continue");
}

/** The app's camera reads the computer's code; the person compares the numbers. */
export async function takeOver(play) {
  const { web, stage } = play;
  await play.on("computer_code");
  await play.shot("app-code-de-l-ordinateur");
  // The camera that is refused is the document's, where the page has the most to say.
  if (["no_camera", "permission"].includes(play.script.expected) || play.webcam) {
    await play.fill("computer-code", (await web.locator("[data-typed]").textContent()).trim());
    await play.press("continue");
  } else {
    await stage.showCode(await web.locator("#lien").inputValue());
    await play.press("scan");
    await play.on("scan");
    await play.shot("app-scanner");
  }
  await play.on("handoff", 60);
  const number = await web.locator("[data-number]").getAttribute("data-number");
  await play.shot("app-numero-a-choisir");
  await play.app.click(`input[value="${number}"] + *, label:has(input[value="${number}"]), input[value="${number}"]`);
  await play.press("confirm");
}

/** An address, the code it received, a secret code. */
export async function openAccount(play) {
  await play.on("email");
  await play.fill("email", play.email);
  await play.shot("app-adresse");
  await play.press("continue");
  await play.on("email_code");
  const code = await codeIn(play, "mails", play.email);
  await play.fill("email-code", code);
  await play.shot("app-code-recu");
  await play.press("continue");
  await play.on("secret_code");
  await play.fill("secret-code", SECRET_CODE);
  await play.fill("secret-code-again", SECRET_CODE);
  await play.shot("app-code-secret");
  await play.press("confirm");
  await play.shot("ordinateur-connecte", play.web);
}

/** The six digits of the newest message to someone. */
export async function codeIn(play, kind, to) {
  return until(`a code for ${to} is in the inbox`, 20, async () => {
    const answer = await fetch(`${play.stage.inbox}api/messages`);
    const messages = (await answer.json())[kind];
    const newest = messages.find((message) => message.to.includes(to));
    return newest && /\b(\d{3} ?\d{3})\b/.exec(newest.text)?.[1].replace(" ", "");
  });
}
