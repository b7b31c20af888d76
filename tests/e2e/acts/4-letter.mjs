// Steps 20 to 24: the method, the two consents, the mail, « Confirmer mon identité ».
import { until } from "../lib/processes.mjs";

export async function receiveLetter(play) {
  const { web } = play;
  await play.on("verification_intro");
  await play.shot("app-20-verification");
  await play.press("continue");
  await play.on("method");
  await play.app.click('input[name="method"][value="online"]');
  await play.shot("app-21-methode");
  await play.press("continue");
  await play.on("letter_consent");
  await play.choose("letter-service");
  await play.choose("letter-receipt");
  await play.shot("app-22-lettre-consentements");
  await play.press("confirm");
  await play.on("letter_sent");
  await play.shot("app-23-lettre-envoyee");

  const mail = await until("the letter's notice is in the inbox", 20, () => letterNotice(play));
  play.letter = mail;
  const mailbox = await play.openPage({ width: 900, height: 900 });
  await mailbox.goto(play.stage.inbox);
  await play.shot("boite-aux-lettres", mailbox);
  await mailbox.goto(new URL(`mail/${mail.id}/html`, play.stage.inbox).href);
  await play.shot("courrier-de-la-lettre", mailbox);
  const link = mail.links.find((address) => address.includes("/lettre/"));
  await mailbox.goto(link);
  await play.shot("24-confirmer-mon-identite", mailbox);
  await mailbox.locator('[data-action="confirm-identity"]').click();
  await play.shot("24-lettre-acceptee", mailbox);
  const tracking = mail.links.find((address) => address.includes("/suivi/"));
  if (tracking) {
    await mailbox.goto(tracking);
    await play.shot("suivi-de-la-lettre", mailbox);
  }
  await mailbox.context().close();
  await web.bringToFront();
}

async function letterNotice(play) {
  const { mails } = await (await fetch(`${play.stage.inbox}api/messages`)).json();
  const isNotice = (mail) => mail.to.includes(play.email) && mail.links.some((link) => link.includes("/lettre/"));
  // Another case of the same person has a letter of its own.
  return mails.find((mail) => isNotice(mail) && mail.id !== play.letter?.id);
}
