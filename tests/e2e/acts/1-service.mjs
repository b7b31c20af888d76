// Steps 1 to 5: from the service to the code on the computer's screen.

/** A service sends the person here; they have no identity yet. */
export async function comeFromService(play) {
  const { web, stage } = play;
  await web.goto(stage.service);
  await play.shot("service", web);
  await web.getByRole("button", { name: "Connexion" }).click();
  await web.locator("button.provider").waitFor();
  await play.shot("aiguilleur", web);
  await web.locator("button.provider").click();
  await web.locator("#numero").waitFor();
  await play.shot("numero", web);
}

/** « Créer votre identité numérique »: the tabs, what is needed, the code. */
export async function askForIdentity(play) {
  const { web } = play;
  await web.locator('[data-action="create"]').click();
  await play.shot("bienvenue", web);
  await web.getByRole("link", { name: "Comment ça marche" }).click();
  await play.shot("comment-ca-marche", web);
  await web.locator('[data-action="create"]').click();
  await play.shot("ce-qu-il-faut", web);
  await web.locator('[data-action="continue"]').click();
  await web.locator("#lien").waitFor();
  await play.shot("code-pour-le-telephone", web);
}
