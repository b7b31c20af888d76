#!/usr/bin/env node
// The phone's way in a real browser: the page opens its own camera, pushes its frames and films with its own recorder.
// Chromium's camera shows the specimens. Ends with the film's replay. Usage: webcam.mjs [--out FOLDER]
import { parseArgs } from "node:util";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { TOP, setStage } from "./lib/stage.mjs";
import { Play } from "./lib/play.mjs";
import { until } from "./lib/processes.mjs";
import { understand } from "./lib/scenario.mjs";
import { showFilm, showFrames } from "./lib/webcam.mjs";
import { says, saysInPassing } from "./lib/words.mjs";
import { askForIdentity, comeFromService } from "./acts/1-service.mjs";
import { firstLaunch, openAccount, takeOver } from "./acts/2-account.mjs";
import { declare } from "./acts/3-declaration.mjs";
import { receiveLetter } from "./acts/4-letter.mjs";
import { film, photograph, prepare } from "./acts/5-capture.mjs";

const { values } = parseArgs({ options: { out: { type: "string", default: join(TOP, "target/journey/webcam") } } });
const script = understand("");
const { specimen, sides } = script.document;
const stage = await setStage(values.out, { seed: script.seed });
const webcam = stage.path("camera.mjpeg");
const frames = (side, condition) => stage.path("specimens", "frames", specimen, side, condition);
let play;
try {
  await stage.makeSpecimens(script);
  await showFrames(webcam, [frames("recto", "none"), 1]);
  await stage.startServer();
  await stage.startSandbox();
  play = new Play(stage, { script, host: "browser", webcam });
  await play.openBrowser();
  const openApp = () => play.openApp();
  for (const act of [comeFromService, askForIdentity, openApp, firstLaunch, takeOver, openAccount, declare, receiveLetter]) {
    await act(play);
  }
  // The page opens its camera as soon as a side is asked for: what that will see is there before.
  const willShow = (side) => showFrames(webcam, [frames(side, "dark"), 4], [frames(side, "good"), 12]);
  await willShow(sides[0]);
  await prepare(play);
  play.hasPictures = true;
  for (const [number, side] of sides.entries()) {
    const happens = number === 0 ? [sawTheDark, cameBack] : [sawTheDark];
    const next = sides[number + 1];
    if (next) happens.push(() => willShow(next));
    await photograph(play, side, happens);
  }
  if (Object.keys(play.read?.fields ?? {}).length === 0) throw new Error("nothing was read on the side that has a zone");
  await play.on("photo_received", 60);
  await play.press("continue");
  await showFilm(webcam, stage.path("specimens", "media", "turn-left.mjpeg"));
  const pieces = count("/push_media");
  // The film that the camera shows begins anywhere: within the usual time its head need not turn whole.
  await play.on("face_video");
  await play.app.click("#more-time");
  await film(play, isFollowed);
  if (pieces.seen < 5) throw new Error(`the film left in ${pieces.seen} pieces: it must leave as it is made`);
  console.log(`the page's own camera: both sides and a film, ${play.shots} pictures in ${stage.folder}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  await play?.shot("ici-cela-s-est-arrete").catch(() => {});
} finally {
  await (play ?? stage).end();
}

/** Counts from now on what the page asks of an address that ends so. */
function count(ending) {
  const counted = { seen: 0 };
  const look = (request) => void (counted.seen += Number(request.url().endsWith(ending)));
  for (const context of play.browser.contexts()) context.on("request", look);
  return counted;
}

/** The head is followed on what the page pushes: on this film it turns to the left, whatever is asked. */
async function isFollowed({ app }) {
  if (!existsSync(stage.models)) return;
  // A full arc ends the film.
  if (await app.has(".arc.left")) await saysInPassing(app, "video_turn_done", 20);
  else await says(app, "hint_turn_wrong_way", 15);
  await play.shot("app-32-tete-suivie");
}

/** The hint answers what the page pushes. */
async function sawTheDark({ app }) {
  await says(app, "hint_dark", 20);
}

/** The system ends the camera: the page opens it again in the same place, and the hint goes on. */
async function cameBack(playing) {
  const { app } = playing;
  await app.run(() => {
    const [track] = document.querySelector("video").srcObject.getVideoTracks();
    window.endedTrack = track;
    // A page that stops a track itself is told nothing of it.
    track.stop();
    track.dispatchEvent(new Event("ended"));
  });
  await until("the camera is open again", 10, () => app.run(() => {
    const [track] = document.querySelector("video").srcObject.getVideoTracks();
    return track !== window.endedTrack && track.readyState === "live";
  }));
  await sawTheDark(playing);
  playing.note("A camera that its system ended was opened again by itself.");
}
