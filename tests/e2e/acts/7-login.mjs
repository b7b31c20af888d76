// Step 33, the end: back to the service, approved in the app.
import { EMAIL, SECRET_CODE } from "./2-account.mjs";
import { PHONE } from "./3-declaration.mjs";

export async function logIn(play) {
  const { web, stage } = play;
  await play.shot("ordinateur-identite-active", web);
  // Creating the identity took longer than the broker keeps its page: begin again from the service.
  await web.goto(stage.service);
  await web.getByRole("button", { name: "Connexion" }).click();
  await web.locator("button.provider").click();
  await web.locator("#numero").fill(PHONE);
  await play.shot("se-connecter-numero", web);
  await web.locator('[data-action="identify"]').click();
  await web.locator("[data-number]").waitFor();
  const number = await web.locator("[data-number]").getAttribute("data-number");
  await play.shot("se-connecter-numero-a-recopier", web);

  await play.press("open-request", 30);
  await play.on("login_request", 30);
  await play.shot("app-demande-de-connexion");
  await play.fill("login-number", number);
  await play.fill("secret-code", SECRET_CODE);
  await play.shot("app-demande-numero-et-code");
  await play.press("approve");
  await play.on("login_result", 30);
  await play.shot("app-connexion-approuvee");

  await web.getByRole("button", { name: "Continuer vers le service" }).waitFor();
  await play.shot("aiguilleur-donnees-transmises", web);
  await web.getByRole("button", { name: "Continuer vers le service" }).click();
  const verified = web.locator('dl[data-verified="true"]');
  await verified.waitFor();
  await play.shot("service-identite-verifiee", web);
  await checkClaims(play, verified);
}

/** The service shows what the document says, letter by letter. */
async function checkClaims(play, verified) {
  const { person } = play.stage;
  const claim = async (name) => (await verified.locator(`[data-claim="${name}"]`).textContent()).trim();
  const seen = {
    family_name: await claim("family_name"),
    given_name: await claim("given_name"),
    birthdate: await claim("birthdate"),
    email: await claim("email"),
  };
  const expected = {
    family_name: person.birth_name.toUpperCase(),
    given_name: person.given_names.join(" "),
    birthdate: person.born,
    email: EMAIL,
  };
  for (const [name, value] of Object.entries(expected)) {
    if (seen[name].toLowerCase() !== value.toLowerCase()) throw new Error(`the claim ${name} is not the declared one`);
  }
  play.note("The service's page shows birth name, given names, birth date and address as declared.");
}
