// Step 33, the end: back to the service, approved in the app.
import { SECRET_CODE } from "../lib/resume.mjs";
import { PHONE } from "./3-declaration.mjs";

/** The waiting page may just be renewing itself: a person would type the address again. */
export async function goTo(web, address) {
  const isInterrupted = (error) => /interrupted by another navigation/.test(error.message);
  for (let tries = 0; ; tries += 1) {
    try {
      return await web.goto(address);
    } catch (error) {
      if (tries === 3 || !isInterrupted(error)) throw error;
    }
  }
}

export async function logIn(play) {
  const { web, stage } = play;
  await play.shot("ordinateur-identite-active", web);
  // Creating the identity took longer than the broker keeps its page: begin again from the service.
  await goTo(web, stage.service);
  await web.getByRole("button", { name: "Connexion" }).click();
  await web.locator("button.provider").click();
  await web.locator("#numero").fill(PHONE);
  await play.shot("se-connecter-numero", web);
  await web.locator('[data-action="identify"]').click();
  await web.locator("[data-number]").waitFor();
  const number = await web.locator("[data-number]").getAttribute("data-number");
  await play.shot("se-connecter-numero-a-recopier", web);

  await play.on("login_request", 30);
  await play.shot("app-demande-de-connexion");
  await play.fill("login-number", number);
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-demande-numero-et-code");
  await play.press("approve");
  await play.on("login_result", 30);
  await play.shot("app-connexion-approuvee");
  if (play.script.refused) return beRefused(play, play.script.refused);

  await web.getByRole("button", { name: "Continuer vers le service" }).waitFor();
  await play.shot("aiguilleur-donnees-transmises", web);
  await web.getByRole("button", { name: "Continuer vers le service" }).click();
  const verified = web.locator('dl[data-verified="true"]');
  await verified.waitFor();
  await play.shot("service-identite-verifiee", web);
  await checkClaims(play, verified);
}

/** The register does not admit the person: broker, provider's help, app and service say what that means. */
async function beRefused(play, code) {
  const { web, stage } = play;
  await web.locator(`[data-code="${code}"]`).waitFor();
  await play.shot("aiguilleur-registre-refuse", web);
  const help = await web.getByRole("link", { name: /Que faire/ }).getAttribute("href");
  const reader = await play.openPage({ width: 900, height: 900 });
  await reader.goto(help);
  if (!reader.url().startsWith(stage.server)) throw new Error("the broker leads somewhere else for help");
  await reader.locator("#registre h2").waitFor();
  await reader.locator("#registre").scrollIntoViewIfNeeded();
  await play.shot("aide-identite-pas-trouvee", reader);
  await reader.context().close();
  await play.app.find("[data-register-refusal]");
  await play.app.click("[data-register-refusal] summary");
  await play.shot("app-que-faire-si-le-registre-refuse");
  await web.getByRole("link", { name: "Retourner au service" }).click();
  await web.locator('[data-code="service_not_admitted"]').waitFor();
  await play.shot("service-registre-refuse", web);
  play.note(`The register refused the login (${code}): broker, help, app and service said why and what to do.`);
}

/** The service shows what the document says, letter by letter. */
async function checkClaims(play, verified) {
  const { person, entry } = play.stage;
  const abroad = person[play.script.document.specimen].birthplace;
  const seen = async (name) => (await verified.locator(`[data-claim="${name}"]`).textContent()).trim();
  const expected = {
    family_name: entry.birth_name.toUpperCase(),
    given_name: entry.given_names.join(" "),
    birthdate: longDate(person.born),
    gender: person.sex === "F" ? "Femme" : "Homme",
    email: play.email,
  };
  for (const [name, value] of Object.entries(expected)) {
    if ((await seen(name)) !== value) throw new Error(`the claim ${name} is not what was declared`);
  }
  // Born abroad: the country's code, and an empty commune (FranceConnect's rule).
  const country = abroad ? /^99\d{3}$/ : /^France \(99100\)$/;
  if (!country.test(await seen("birthcountry"))) throw new Error("the country of birth is not the one declared");
  const hasPlace = (await verified.locator('[data-claim="birthplace"]').count()) > 0;
  const isRight = abroad ? !hasPlace : /^\d[\dAB]\d{3}$/.test(await seen("birthplace"));
  if (!isRight) throw new Error("the birthplace is not what was declared");
  play.note("The service's page shows the claims exactly as declared and verified.");
}

/** As French pages write a date: « 1er janvier 1965 ». */
function longDate(date) {
  const format = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T00:00:00Z`)).replace(/^1 /, "1er ");
}
