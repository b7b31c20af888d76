// Steps 8 to 19: terms, conditions, phone, document, birthplace, confirmation.
import { codeIn } from "./2-account.mjs";
import { says, wordsOf } from "../lib/words.mjs";
import { scanInVain } from "./troubles.mjs";

/** The permits of the specimens, by what they print. */
const TWO_LETTERS = { BRA: "BR", CAN: "CA", JPN: "JP", MAR: "MA", SEN: "SN", TUN: "TN" };

export const PHONE = "06 39 98 12 34";

export async function declare(play) {
  await agree(play);
  await provePhone(play);
  await chooseDocument(play);
  await fillDocument(play);
  await chooseBirthplace(play);
  await play.on("review");
  await play.shot("app-19-verifier");
  await play.press("confirm");
}

async function agree(play) {
  await play.on("terms", 60);
  await play.choose("terms");
  await play.shot("app-8-conditions-generales");
  await play.press("continue");
  await play.on("conditions");
  await play.choose("adult");
  await play.choose("document");
  await play.shot("app-9-conditions");
  await play.press("continue");
  await play.on("overview");
  await play.shot("app-10-etapes");
  await play.press("continue");
}

async function provePhone(play) {
  await play.on("phone_intro");
  await play.shot("app-11-pourquoi-un-numero");
  await play.press("continue");
  await play.on("phone_number");
  await play.fill("phone", PHONE);
  await play.shot("app-12-numero");
  await play.press("continue");
  await play.on("phone_code");
  const code = await codeIn(play, "sms", "639981234");
  await play.fill("phone-code", code);
  await play.shot("app-13-code-sms");
  await play.press("continue");
}

async function chooseDocument(play) {
  await play.on("document_intro");
  await play.shot("app-14-piece-intro");
  await play.press("continue");
  await play.on("document_origin");
  await play.choose("french");
  await play.shot("app-15-delivree-par-la-france");
  await play.press("continue");
  if (play.script.expiredFirst) await tryExpired(play, play.script.expiredFirst);
  await chooseKind(play, play.script.document.kind);
}

async function chooseKind(play, kind) {
  await play.on("document_choice");
  await play.app.click(`input[name="kind"][value="${kind}"]`);
  await play.shot("app-16-quelle-piece");
  await play.press("continue");
}

/** A document that is no longer valid is refused as soon as its dates are known; another may be chosen. */
async function tryExpired(play, { specimen, kind }) {
  const person = await play.stage.expiredPapers();
  await chooseKind(play, kind);
  await fillIdentity(play, person, person[specimen], kind);
  await says(play.app, "finding_expired");
  await play.shot("app-17-piece-expiree");
  // Its three pages, then the choice.
  for (let page = 0; page < 3; page += 1) {
    await play.press("back");
    await play.app.settle();
  }
  play.note("An expired document was refused as soon as it was declared; another one was chosen.");
}

async function fillDocument(play) {
  const { person, entry } = play.stage;
  const { specimen, kind } = play.script.document;
  const document = person[specimen];
  await play.on("document_data");
  if (play.script.expected === "not_french") await scanInVain(play);
  if (play.script.expected === "scan") return confirmRead(play, person, document);
  await fillIdentity(play, { ...person, ...entry }, document, kind);
}

/** The three pages of a document, as they are printed or as the person believes. */
async function fillIdentity(play, person, document, kind) {
  await play.on("document_data");
  await play.app.click(`input[name="sex"][value="${person.sex === "F" ? "female" : "male"}"]`);
  await play.fill("given_names", person.given_names.join(", "));
  await play.fill("birth_name", person.birth_name);
  await play.shot("app-17-identite");
  await play.press("continue");
  await fillDate(play, "birth_date", person.born);
  if (kind === "residence_permit") await chooseNationality(play, document.nationality);
  await play.shot("app-17-naissance");
  await play.press("continue");
  await play.fill("number", document.number);
  await fillDate(play, "issue_date", document.issued);
  await fillDate(play, "expiry_date", document.expires);
  await play.shot("app-17-numero-et-dates");
  await play.press("continue");
}

/** The camera reads the zone; the person puts the accents back, and gives what no zone holds. */
async function confirmRead(play, person, document) {
  const begun = Date.now();
  await play.press("scan-document");
  await play.app.find('[data-action="type-instead"]');
  await play.shot("app-17-lecture-de-la-piece");
  await play.app.find("#given_names", 60);
  play.note(`The form was filled ${((Date.now() - begun) / 1000).toFixed(1)} s after the camera was asked for.`);
  await play.shot("app-17-lu-sur-la-piece");
  await holds(play, "birth_name", plain(person.birth_name));
  await play.fill("given_names", person.given_names.join(", "));
  await play.fill("birth_name", person.birth_name);
  await play.press("continue");
  const [year, month, day] = person.born.split("-").map(Number);
  await holds(play, "birth_date-year", String(year));
  await holds(play, "birth_date-month", month);
  await holds(play, "birth_date", day);
  await play.shot("app-17-naissance");
  await play.press("continue");
  await holds(play, "number", document.number);
  await fillDate(play, "issue_date", document.issued);
  await play.shot("app-17-numero-et-dates");
  await play.press("continue");
  await seeMarksAgain(play);
}

/** Back from the birthplace the form comes from the server, with its marks; it is sent again as it is. */
async function seeMarksAgain(play) {
  await play.on("birthplace");
  await play.press("back");
  await play.on("document_data");
  const sex = await play.app.run(() => document.querySelector("legend").textContent.trim());
  if (!sex.endsWith(` ${wordsOf("scan_mark")}`)) throw new Error(`the form forgot what was read: « ${sex} »`);
  await play.shot("app-17-toujours-marque");
  for (const field of ["#birth_date", "#number", undefined]) {
    await play.press("continue");
    if (field) await play.app.find(field);
  }
}

/** A field filled by the camera: letters without accents or case, numbers as numbers. */
async function holds(play, id, expected) {
  const value = await play.app.run((name) => document.getElementById(name).value, id);
  const is = typeof expected === "number" ? Number(value) === expected : plain(value) === plain(expected);
  if (!is) throw new Error(`the camera filled ${id} otherwise than the specimen says`);
}

const plain = (text) => text.normalize("NFD").replace(/[^A-Za-z0-9]/g, "").toUpperCase();

export async function fillDate(play, id, date) {
  const [year, month, day] = date.split("-");
  await play.fill(id, day);
  await play.fill(`${id}-month`, month);
  await play.fill(`${id}-year`, year);
}

/** By its three letters (ISO 3166-1), as the permit prints them. */
async function chooseNationality(play, code) {
  const country = new Intl.DisplayNames("fr", { type: "region" }).of(TWO_LETTERS[code]);
  await play.fill("nationality", country);
  await play.app.find('[role="option"]');
  await play.app.clickText('[role="option"]', country);
}

async function chooseBirthplace(play) {
  const { person } = play.stage;
  const abroad = person[play.script.document.specimen].birthplace;
  await play.on("birthplace");
  if (abroad) await bornAbroad(play, abroad);
  else await bornInFrance(play, person.birth_commune, person.birth_department);
  await play.shot("app-18-lieu-de-naissance");
  await play.press("continue");
}

async function bornAbroad(play, { country, town }) {
  await play.app.click('input[name="where"][value="abroad"]');
  await play.fill("country", country);
  await play.app.find('[role="option"]');
  await play.app.clickText('[role="option"]', country);
  await play.fill("town", town);
}

async function bornInFrance(play, commune, place) {
  await play.app.click('input[name="where"][value="france"]');
  await play.fill("commune", commune);
  await play.app.find('[role="option"]');
  await play.shot("app-18-communes-proposees");
  // Several communes share a name: the code, which begins like the department, tells them apart.
  await play.app.clickText('[role="option"]', `(${place.slice(0, 2)}`);
}
