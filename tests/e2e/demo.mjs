#!/usr/bin/env node
// Starts everything for a person to play: server, sandbox, app (or, without a display, the app's real
// commands behind an address). Ends all of it with Ctrl+C. Data stays in target/demo until --fresh.
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { join } from "node:path";
import { readScenario } from "./lib/scenario.mjs";
import { TOP, program, setStage } from "./lib/stage.mjs";

const { values } = parseArgs({
  options: { scenario: { type: "string", default: "01" }, fresh: { type: "boolean", default: false } },
});

// Fixed, so that addresses can be kept and a second demo is refused rather than confused.
const PORTS = { server: 8440, service: 4610, broker: 4620, register: 4630, inbox: 4640, driver: 4650, devhost: 4660 };
/** A refusal takes two; whoever saw the case may not decide its appeal. */
const OPERATORS = ["Claire Durand", "Hugo Lemaire", "Inès Carpentier"];

const script = await readScenario(values.scenario).catch(refuse);
const stage = await setStage(join(TOP, "target/demo"), { ports: PORTS, keep: !values.fresh });
console.log("Pièces et visages d'essai…");
await stage.makeSpecimens(script);
await stage.startServer();
await stage.startSandbox();
const scenario = await stage.writeScenario(script.text);
await stage.hideCode();
// Scenarios whose play changes what is held: here the document itself is.
for (const side of script.document.sides) await stage.hold(side, `${script.document.specimen}/${side}/good`);
const operators = await stage.operators(OPERATORS);
const app = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? await openWindow() : await openDevhost();

console.log(`
Tout est prêt.

  1. Ouvrez le service      ${stage.service}   et cliquez sur « Connexion ».
  2. L'application          ${app}
  3. Courriers et SMS       ${stage.inbox}
  4. La console             ${stage.server}console/
${operators.map(({ name, key }) => `       ${name.padEnd(18)} clé : ${key}`).join("\n")}
     Un refus, un « Ne sait pas » ou un téléphone perdu demande l'avis d'une deuxième personne, un recours
     celui d'une troisième : déconnectez-vous et prenez une autre clé.
  5. Le registre d'essai    ${stage.register}   (les noms auxquels il répond autrement)

La caméra de l'application montre les pièces d'essai de ${stage.person.given_names.join(" ")} ${stage.person.birth_name}.
Pour recopier ses informations : ${stage.path("specimens", "person.toml")}

Pour scanner un code : collez ici le « lien à copier » (ou le code de huit signes) que montre la page, puis Entrée ;
l'application le voit dès qu'elle scanne. Entrée seule l'enlève. Les liens d'une page qui ouvrent l'application
(« l'ouvrir », « Continuer sur cet ordinateur », « Ouvrir Sceau ») n'ouvrent rien ici : la démonstration n'inscrit
rien dans votre bureau. Collez le « lien à copier », ici ou dans l'application.

Ctrl+C arrête tout. « ./dev demo --fresh » recommence de zéro.
`);

const terminal = createInterface({ input: process.stdin });
void takeCodes();
await new Promise((done) => {
  process.once("SIGINT", done);
  process.once("SIGTERM", done);
});
terminal.close();
await stage.end();

/** One after the other, as they were pasted; a terminal that closes ends this alone. */
async function takeCodes() {
  for await (const line of terminal) await hold(line.trim()).catch((error) => console.error(error.message));
}

/** What was pasted lies before the camera; nothing takes it away. Only the computer's page shows a code without its link. */
async function hold(text) {
  if (text === "") {
    await stage.hideCode();
    console.log("Plus rien devant la caméra qu'une table.");
    return;
  }
  await stage.showCode(text.includes("://") ? text : `sceau://handoff/${text.replaceAll(" ", "")}`);
  console.log("Le code est devant la caméra.");
}

async function openWindow() {
  await stage.troupe.start("app", program("sceau"), [], {
    SCEAU_MOCK: scenario, SCEAU_SERVER: stage.server, SCEAU_MAILBOX: stage.inbox, SCEAU_MODELS: stage.models,
    SCEAU_DATA: stage.path("app"),
  });
  return "sa fenêtre est ouverte";
}

async function openDevhost() {
  await stage.startDevhost(scenario, PORTS.devhost);
  return `http://127.0.0.1:${PORTS.devhost}/ (sans écran : la même application, dans un navigateur)`;
}

/** Before anything is begun: a sentence is enough. */
function refuse({ message }) {
  console.error(message);
  process.exit(2);
}
