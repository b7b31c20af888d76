// Whether a film on the screen plays: asked of the browser that shows it, whose decoders are nobody's of ours.
import { until } from "./processes.mjs";

/** Plays the film that fits the selector for a moment, without a sound, and expects picture, length and sound of it. `app` runs functions in its page. */
export async function expectPlays(app, selector, { hasSound }) {
  let seen;
  const plays = async () => {
    seen = await app.run(lookAt, selector);
    if (seen?.error) throw new Error(`the film does not play: ${JSON.stringify(seen)}`);
    return seen && seen.readyState >= 2 && seen.duration > 0 && seen.at > 0 && seen.pictures > 0 && seen.sounds > 0 === hasSound;
  };
  await until("the film plays", 20, plays).catch((error) => {
    throw seen?.error ? error : new Error(`${error.message}: ${JSON.stringify(seen ?? "no film is on the screen")}`);
  });
  await app.run(rewind, selector);
  return seen;
}

/** In the page. Chromium counts what it decoded of each kind; WebKit lists the tracks. */
function lookAt(selector) {
  const film = document.querySelector(selector);
  if (!film) return undefined;
  if (film.paused && film.readyState >= 1) {
    film.wasMuted ??= film.muted;
    film.muted = true;
    film.play().catch(() => undefined);
  }
  return {
    error: film.error && (film.error.message || film.error.code),
    readyState: film.readyState,
    duration: film.duration,
    at: film.currentTime,
    pictures: film.videoTracks?.length ?? film.webkitVideoDecodedByteCount,
    sounds: film.audioTracks?.length ?? film.webkitAudioDecodedByteCount,
  };
}

/** In the page: as a person would find it. */
function rewind(selector) {
  const film = document.querySelector(selector);
  film.pause();
  film.muted = film.wasMuted;
  film.currentTime = 0;
}
