// The camera of a chromium that has none: it shows a file, opened anew each time the page opens its camera.
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Pictures a second at which chromium shows a film of JPEGs. */
const RATE = 30;

/** What makes chromium grant camera and microphone by itself: a film before the one, a tone before the other. */
export const webcamOptions = (film) => [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];

/** What the camera shows from its next opening on: each folder of frames for so many seconds, again and again. */
export async function showFrames(film, ...shown) {
  const parts = [];
  for (const [folder, seconds] of shown) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".jpg")).sort();
    const frames = await Promise.all(names.map((name) => readFile(join(folder, name))));
    for (let n = 0; n < seconds * RATE; n += 1) parts.push(frames[Math.floor(n / 3) % frames.length]);
  }
  await put(film, Buffer.concat(parts));
}

/** The same for a film of JPEGs. */
export async function showFilm(film, file) {
  await put(film, await readFile(file));
}

/** Put in place at once: chromium reads the one before until it is closed. */
async function put(film, bytes) {
  await writeFile(`${film}.new`, bytes);
  await rename(`${film}.new`, film);
}
