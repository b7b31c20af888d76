// Steps 8 to 19: terms, conditions, phone, document, birthplace, confirmation.
import { codeIn } from "./2-account.mjs";

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
  await play.on("document_choice");
  await play.app.click('input[name="kind"][value="identity_card"]');
  await play.shot("app-16-quelle-piece");
  await play.press("continue");
}

async function fillDocument(play) {
  const { person } = play.stage;
  const card = person.cni2021;
  await play.on("document_data");
  await play.app.click(`input[name="sex"][value="${person.sex === "F" ? "female" : "male"}"]`);
  await play.fill("given_names", person.given_names.join(", "));
  await play.fill("birth_name", person.birth_name);
  await play.shot("app-17-identite");
  await play.press("continue");
  await fillDate(play, "birth_date", person.born);
  await play.shot("app-17-naissance");
  await play.press("continue");
  await play.fill("number", card.number);
  await fillDate(play, "issue_date", card.issued);
  await fillDate(play, "expiry_date", card.expires);
  await play.shot("app-17-numero-et-dates");
  await play.press("continue");
}

async function fillDate(play, id, date) {
  const [year, month, day] = date.split("-");
  await play.fill(id, day);
  await play.fill(`${id}-month`, month);
  await play.fill(`${id}-year`, year);
}

async function chooseBirthplace(play) {
  const { birth_commune: commune, birth_department: place } = play.stage.person;
  await play.on("birthplace");
  await play.app.click('input[name="where"][value="france"]');
  await play.fill("commune", commune);
  await play.app.find('[role="option"]');
  await play.shot("app-18-communes-proposees");
  // Several communes share a name: the department tells them apart.
  await play.app.clickText('[role="option"]', `(${place.slice(0, 2)})`);
  await play.shot("app-18-lieu-de-naissance");
  await play.press("continue");
}
