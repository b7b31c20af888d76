// What a play must not leave behind: words of the person in a log, their data or a readable picture on a disk.
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { SECRET_CODE } from "./resume.mjs";

/** Shorter words than this are in every log by chance. */
const LEAST = 5;
/** What opens something, whoever it belongs to. */
const KEYS_TO_SOMETHING = [
  ["a bearer token", /\bbearer\s+[\w.~+/-]{8,}/i],
  ["a code of OpenID Connect", /\bcode=[\w-]{16,}/],
  ["a token of OpenID Connect", /\b(access|id|refresh)_token["'=:\s]+[\w.-]{16,}/],
];
/** How pictures and films begin: JPEG's JFIF and Exif, PNG, MP4 (ISO/IEC 14496-12 §4.3). Long enough not to come by chance. */
const PICTURES = [["a JPEG", Buffer.from("JFIF\0\x01", "latin1")], ["a JPEG", Buffer.from("Exif\0\0", "latin1")], ["a PNG", Buffer.from("\x89PNG\r\n", "latin1")], ["an MP4", Buffer.from("ftypis", "latin1")]];

/** Looks through logs and disks of a play that is over; throws with the places, never with what was found there. */
export async function expectSecrecy(play, phone) {
  const { stage } = play;
  const words = [...wordsOf(stage.person, play.email, phone), ...(await wordsSent(stage))];
  const logs = await filesIn(stage.path("logs"));
  const found = [];
  const looked = { logs: logs.length };
  for (const file of logs) {
    const lines = (await readFile(file, "utf8")).split("\n");
    lines.forEach((line, index) => {
      for (const [what, pattern] of [...words, ...KEYS_TO_SOMETHING]) {
        if (pattern.test(line)) found.push(`${what} in ${relative(stage.folder, file)}:${index + 1}`);
      }
    });
  }
  const own = words.filter(([what]) => !what.startsWith("a word sent"));
  let disk = 0;
  for (const folder of ["app", "webview", "devhost", "phone", "server"]) {
    const files = await filesIn(stage.path(folder));
    looked[folder] = files.length;
    disk += files.length;
    for (const file of files) {
      const bytes = await readFile(file);
      for (const [what, beginning] of PICTURES) {
        if (bytes.includes(beginning)) found.push(`${what} that anyone can read in ${relative(stage.folder, file)}`);
      }
      // The server's database is where the person's data belong, and what they saved is theirs.
      if (folder === "server" || relative(stage.path(folder), file).startsWith("exports/")) continue;
      const text = bytes.toString("utf8");
      for (const [what, pattern] of own) {
        if (pattern.test(text)) found.push(`${what} in ${relative(stage.folder, file)}`);
      }
    }
  }
  // Nothing is found where nothing was looked at.
  const unseen = ["logs", "server"].filter((folder) => looked[folder] === 0);
  if (!looked.app && !looked.devhost) unseen.push("app");
  if (unseen.length > 0) throw new Error(`nothing was looked at in ${unseen.join(", ")}`);
  if (found.length > 0) throw new Error(`left behind: ${[...new Set(found)].join("; ")}`);
  play.note(`Nothing of ${words.length} words of the person in ${logs.length} logs; no readable picture among ${disk} files on the disks.`);
}

/** The person's own words, each as a pattern that fits any way of writing it. */
function wordsOf(person, email, phone) {
  const documents = Object.values(person).filter((value) => value?.number);
  return [
    ["the birth name", person.birth_name],
    ...person.given_names.map((name) => ["a given name", name]),
    ["the e-mail address", email],
    ["the phone number", phone.replace(/\D/g, "").slice(1)],
    ["the secret code", SECRET_CODE],
    ...documents.map(({ number }) => ["a document's number", number]),
    ...documents.flatMap(({ mrz = [] }) => mrz.map((line) => ["a line of a zone", line])),
  ]
    .filter(([, word]) => word.length >= LEAST)
    .flatMap(([what, word]) => [...new Set([word, plain(word)])].map((form) => [what, patternOf(form)]));
}

/** Codes and links in what was sent. */
async function wordsSent(stage) {
  const answer = await fetch(`${stage.inbox}api/messages`);
  const { mails, sms } = await answer.json();
  const texts = [...mails, ...sms].map(({ text }) => text);
  const codes = texts.flatMap((text) => text.match(/\b\d{3} ?\d{3}\b/g) ?? []).map((code) => code.replace(" ", ""));
  const links = texts.flatMap((text) => [...text.matchAll(/https?:\/\/\S+\/([\w-]{16,})/g)].map(([, token]) => token));
  return [...new Set([...codes, ...links])].map((word) => ["a word sent", patternOf(word)]);
}

/** As a zone writes it: without accents. */
const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

const patternOf = (word) => new RegExp(`(?<![\\p{L}\\d])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\d])`, "iu");

async function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
