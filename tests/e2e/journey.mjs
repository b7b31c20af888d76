#!/usr/bin/env node
// Plays the whole journey unattended: real server, real sandbox, real window, real browser.
// Usage: journey.mjs [--scenario 01] [--out FOLDER] [--dark] [--host window|browser] [--keyboard]
import { parseArgs } from "node:util";
import { join } from "node:path";
import { TOP, setStage } from "./lib/stage.mjs";
import { Play } from "./lib/play.mjs";
import { Mishaps } from "./lib/mishaps.mjs";
import { readScenario } from "./lib/scenario.mjs";
import { expectSecrecy } from "./lib/secrecy.mjs";
import { askForIdentity, comeFromService } from "./acts/1-service.mjs";
import { firstLaunch, openAccount, takeOver } from "./acts/2-account.mjs";
import { PHONE, declare } from "./acts/3-declaration.mjs";
import { receiveLetter } from "./acts/4-letter.mjs";
import { proveOneself } from "./acts/5-capture.mjs";
import { beDecided } from "./acts/6-decision.mjs";
import { logIn } from "./acts/7-login.mjs";
import { answerOtherwise } from "./acts/8-answers.mjs";

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: "01" },
    out: { type: "string", default: join(TOP, "target/journey") },
    dark: { type: "boolean", default: false },
    host: { type: "string", default: "window" },
    keyboard: { type: "boolean", default: false },
  },
});

const script = await readScenario(values.scenario).catch(refuse);
const folder = join(values.out, [values.scenario, values.host === "browser" && "browser", values.dark && "dark",
  values.keyboard && "keyboard"].filter(Boolean).join("-"));
const stage = await setStage(folder, { seed: script.seed });
const mishaps = script.kill && new Mishaps(script.kill);
let play;
let outcome = "stopped before the end";
try {
  await stage.makeSpecimens(script);
  await stage.startServer();
  await stage.startSandbox();
  const scenario = await stage.writeScenario(script.text);
  play = new Play(stage, { script, scenario, theme: values.dark ? "dark" : "light", host: values.host,
    keyboard: values.keyboard });
  await play.openBrowser();
  const acts = [comeFromService, askForIdentity, openWindow, firstLaunch, takeOver, openAccount,
    dangersBegin, declare, receiveLetter, proveOneself, beDecided];
  const isAccepted = script.decisions.at(-1) === "approve";
  if (isAccepted) acts.push(logIn);
  if (isAccepted && script.endings.length > 0) acts.push(answerOtherwise);
  for (const act of acts) {
    console.log(`· ${act.name}`);
    await act(play);
  }
  if (values.keyboard) play.expectFocusShown();
  await expectSecrecy(play, PHONE);
  mishaps?.check();
  mishaps?.happened.forEach((death) => play.note(death));
  outcome = outcomeOf(script, isAccepted);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  await play?.shot("ici-cela-s-est-arrete").catch(() => {});
  await play?.shot("navigateur-alors", play.web).catch(() => {});
} finally {
  await play?.report(outcome);
  console.log(`${outcome}: ${play?.shots ?? 0} pictures in ${stage.folder}`);
  await (play ?? stage).end();
}

function outcomeOf({ refused }, isAccepted) {
  if (!isAccepted) return "the case is refused, and says what can be done";
  return refused ? "the register refuses the login, and every side says what can be done" : "the service shows the verified claims";
}

/** Before there is an account nothing was acknowledged: from here on anything may die. */
function dangersBegin(playing) {
  playing.mishaps = mishaps;
}

async function openWindow(playing) {
  await playing.openApp();
}

/** Before anything is begun: a sentence is enough. */
function refuse({ message }) {
  console.error(message);
  process.exit(2);
}
