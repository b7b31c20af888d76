// The camera of a chromium that has none: it shows a file, opened anew each time the page opens its camera.
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Pictures a second at which chromium shows a film of JPEGs. */
const RATE = 30;
/** Pictures a second of the specimens' films. */
const FILMED = 15;
/** How a JPEG begins. */
const BEGINNING = Buffer.from([0xff, 0xd8, 0xff]);

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

/** The same for a film of JPEGs, as fast as it was filmed. */
export async function showFilm(film, file) {
  const bytes = await readFile(file);
  const parts = [];
  for (let from = 0; from < bytes.length; ) {
    const next = bytes.indexOf(BEGINNING, from + 1);
    const to = next < 0 ? bytes.length : next;
    for (let n = 0; n < RATE / FILMED; n += 1) parts.push(bytes.subarray(from, to));
    from = to;
  }
  await put(film, Buffer.concat(parts));
}

/** Put in place at once: chromium reads the one before until it is closed. */
async function put(film, bytes) {
  await writeFile(`${film}.new`, bytes);
  await rename(`${film}.new`, film);
}
