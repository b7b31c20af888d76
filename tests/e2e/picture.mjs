#!/usr/bin/env node
// The README's picture of the journey, laid out from the last play of scenario 01.
// Usage: picture.mjs [FOLDER OF PICTURES]
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { TOP } from "./lib/stage.mjs";
import { launchBrowser } from "./lib/play.mjs";

const SHOWN = ["-numero", "-app-numero-a-choisir", "-app-18-communes-proposees", "-app-29-verso-camera",
  "-app-32-premier-chiffre", "-app-identite-active", "-app-demande-de-connexion", "-service-identite-verifiee"];
const WIDTH = 1300;

const folder = process.argv[2] ?? join(TOP, "target/journey/01/pictures");
const files = await readdir(folder);
const pictures = await Promise.all(SHOWN.map(async (name) => {
  const file = files.find((candidate) => candidate.replace(/^\d+/, "") === `${name}.png`);
  if (!file) throw new Error(`no picture ${name} in ${folder}: play ./dev journey first`);
  return (await readFile(join(folder, file))).toString("base64");
}));
const html = `<style>
  body { margin: 0; padding: 18px; background: #efeee8; display: grid; grid-template-columns: repeat(4, 1fr); gap: 28px 18px; align-items: center; }
  img { width: 100%; display: block; }
</style>${pictures.map((data) => `<img src="data:image/png;base64,${data}">`).join("")}`;

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 400 } });
  await page.setContent(html, { waitUntil: "load" });
  await page.screenshot({ path: join(TOP, "docs/pictures/journey.png"), fullPage: true });
} finally {
  await browser.close();
}
