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

  const mailbox = await play.openPage({ width: 900, height: 900 });
  const lost = play.script.expected === "lost_mail" && (await loseMail(play));
  const mail = await noticeAfter(play, lost);
  if (lost) await followLost(play, mailbox, lost);
  play.letter = mail;
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

function noticeAfter(play, lost) {
  return until("the letter's notice is in the inbox", 20, async () => {
    const mail = await letterNotice(play);
    return mail?.id !== lost?.id && mail;
  });
}

/** The notice never reached anybody: a minute later the person asks for another. */
async function loseMail(play) {
  const lost = await noticeAfter(play);
  await play.app.find('[data-action="resend"]', 90);
  await play.shot("app-23-rien-recu");
  await play.press("resend");
  return lost;
}

/** Found after all, the older mail opens nothing any more. */
async function followLost(play, mailbox, lost) {
  await mailbox.goto(lost.links.find((address) => address.includes("/lettre/")));
  await mailbox.getByText("Un lien plus récent l'a peut-être remplacé").waitFor();
  await play.shot("lettre-premier-courrier-remplace", mailbox);
  play.note("The letter's first mail was lost: another was sent, and the first one's link opens nothing any more.");
}

async function letterNotice(play) {
  const { mails } = await (await fetch(`${play.stage.inbox}api/messages`)).json();
  const isNotice = (mail) => mail.to.includes(play.email) && mail.links.some((link) => link.includes("/lettre/"));
  // Another case of the same person has a letter of its own.
  return mails.find((mail) => isNotice(mail) && mail.id !== play.letter?.id);
}
