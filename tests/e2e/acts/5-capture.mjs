// Steps 25 to 32: the method, the tasks, both sides of the document, the face video.
import { pause } from "../lib/processes.mjs";

export async function proveOneself(play) {
  await prepare(play);
  await photograph(play, "recto");
  await photograph(play, "verso");
  await play.on("photo_received", 60);
  await play.shot("app-31-photo-recue");
  await play.press("continue");
  await film(play);
}

async function prepare(play) {
  await play.on("identification", 30);
  await play.app.click('input[name="method"][value="online"]');
  await play.shot("app-25-identification");
  await play.press("continue");
  await play.on("tasks");
  await play.app.click('input[name="way"][value="speak"]');
  await play.shot("app-26-trois-taches");
  await play.press("continue");
  await play.on("capture_choice");
  await play.shot("app-27-piece-a-photographier");
  await play.press("continue");
  await play.on("photo_tips");
  await play.shot("app-28-bonnes-pratiques");
  await play.press("continue");
}

/** One side: the camera, the shutter, the look at it, the sending. */
async function photograph(play, side) {
  await play.on("photo");
  if (!(await play.app.has('[data-action="take-photo"]'))) {
    await play.shot(`app-29-${side}-pret`);
    await play.press("open-camera");
  }
  await play.app.find('[data-action="take-photo"]', 30);
  // The clip kept with the picture needs two seconds of what came before.
  await pause(2500);
  await play.shot(`app-29-${side}-camera`);
  await play.press("take-photo");
  await play.app.find('[data-action="confirm"]', 60);
  await pause(600);
  await play.shot(`app-30-${side}-relecture`);
  await play.press("confirm");
  await pause(400);
  await play.shot(`app-30-${side}-envoi`);
  await play.app.gone('[data-action="confirm"]', 60);
  if (side === "recto") await play.app.find('[data-action="open-camera"], [data-action="take-photo"]', 60);
}

/** The film: placing, countdown, three digits, the third task, the replay. */
async function film(play) {
  await play.on("face_video");
  await play.shot("app-32-explications");
  await play.press("continue");
  await play.app.find('[data-action="ready"]', 30);
  await pause(1500);
  await play.shot("app-32-placement");
  await play.press("ready");
  await play.app.find('[data-action="skip"]', 30);
  await play.shot("app-32-compte-a-rebours");
  await play.app.find('[data-action="next"]', 30);
  await play.shot("app-32-premier-chiffre");
  for (let digit = 1; digit <= 3; digit += 1) {
    await pause(1800);
    if (digit === 3) await play.shot("app-32-troisieme-chiffre");
    if (await play.app.has('[data-action="next"]')) await play.press("next");
  }
  await pause(1500);
  await play.shot("app-32-troisieme-tache");
  if (await play.app.has('[data-action="next"]:not([disabled])')) await play.press("next").catch(() => {});
  await play.app.find('[data-action="redo"]', 60);
  await pause(1500);
  await play.shot("app-32-relecture-video");
  await play.press("confirm");
  await pause(400);
  await play.shot("app-32-envoi-video");
}
