// A computer without a camera: the case goes on on a phone, by a code and a number to compare.
import { SECRET_CODE } from "../lib/resume.mjs";
import { scenarioText } from "../lib/scenario.mjs";
import { says } from "../lib/words.mjs";

/** The computer says that there is no camera and offers its code; the phone takes it and goes on: alone, where an
 *  identity is recovered. */
export async function continueOnPhone(play, recovers = false) {
  await play.on("photo");
  if (await play.app.has('[data-action="open-camera"]')) await play.app.click('[data-action="open-camera"]');
  await says(play.app, "camera_ways_title", 30);
  await play.shot("ordinateur-sans-camera");
  await play.app.click('[data-action="continue-on-phone"]');
  const shown = await readCode(play, "ordinateur-code-pour-le-telephone");

  const computer = play.app;
  await play.openPhone(await cameras(play));
  await takeCode(play, shown, SECRET_CODE, "telephone");
  await play.on("photo", 30);
  await play.shot("telephone-a-l-etape");

  const phone = play.app;
  play.app = computer;
  if (recovers) await play.on("recovery_moved");
  else await says(computer, "handover_joined_title", 30);
  await play.shot(recovers ? "ordinateur-n-a-plus-rien-a-faire" : "ordinateur-connecte-au-telephone");
  play.app = phone;
  play.note("The computer had no camera: the case went on on a phone, at the same step.");
}

/** The code and the number to compare that the app's own screen shows. */
export async function readCode(play, picture) {
  await play.on("handover");
  await play.shot(picture);
  const code = await play.app.text('[data-part="typed-code"]');
  const number = (await play.app.text('[data-part="match-number"]')).match(/\d+/)[0];
  return { code: code.trim(), number };
}

/** A phone that was just opened takes the code, chooses the number and a secret code. @param name begins its pictures' names */
export async function takeCode(play, { code, number }, secretCode, name) {
  await play.on("preferences");
  await play.press("continue");
  await play.on("welcome");
  await play.press("code");
  await play.on("computer_code");
  await play.fill("computer-code", code);
  await play.shot(`${name}-code-de-l-ordinateur`);
  await play.press("continue");
  await play.on("handoff", 30);
  await play.app.click(`label:has(input[value="${number}"]), input[value="${number}"]`);
  await play.shot(`${name}-numero-a-choisir`);
  await play.press("confirm");
  await play.on("secret_code", 30);
  await play.fill("secret-code", secretCode);
  await play.fill("secret-code-again", secretCode);
  await play.press("confirm");
}

/** What the phone's cameras see: those of the scenario named in `[phone]`. */
async function cameras(play) {
  return play.stage.writeScenario(await scenarioText(play.script.phone), "phone.toml");
}
