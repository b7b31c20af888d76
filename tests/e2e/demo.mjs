#!/usr/bin/env node
// Starts everything for a person to play: server, sandbox, app (or, without a display, the app's real
// commands behind an address). Ends all of it with Ctrl+C. Data stays in target/demo until --fresh.
import { parseArgs } from "node:util";
import { join } from "node:path";
import { readScenario } from "./lib/scenario.mjs";
import { TOP, program, setStage } from "./lib/stage.mjs";

const { values } = parseArgs({
  options: { scenario: { type: "string", default: "01" }, fresh: { type: "boolean", default: false } },
});

// Fixed, so that addresses can be kept and a second demo is refused rather than confused.
const PORTS = { server: 8440, service: 4610, broker: 4620, register: 4630, inbox: 4640, driver: 4650, devhost: 4660 };

const stage = await setStage(join(TOP, "target/demo"), { ports: PORTS, keep: !values.fresh });
console.log("Pièces et visages d'essai…");
const script = await readScenario(values.scenario);
await stage.makeSpecimens(script);
await stage.startServer();
await stage.startSandbox();
const scenario = await stage.writeScenario(script.text);
const key = await stage.addOperator("Claire Durand");
const app = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? await openWindow() : await openDevhost();

console.log(`
Tout est prêt.

  1. Ouvrez le service      ${stage.service}   et cliquez sur « Connexion ».
  2. L'application          ${app}
  3. Courriers et SMS       ${stage.inbox}
  4. La console de l'agent  ${stage.server}console/   clé : ${key}

La caméra de l'application montre les pièces d'essai de ${stage.person.given_names.join(" ")} ${stage.person.birth_name}.
Pour recopier ses informations : ${stage.path("specimens", "person.toml")}
Le code affiché sur l'ordinateur peut être tapé dans l'application.

Ctrl+C arrête tout. « ./dev demo --fresh » recommence de zéro.
`);

await new Promise((done) => {
  process.once("SIGINT", done);
  process.once("SIGTERM", done);
});
await stage.end();

async function openWindow() {
  await stage.troupe.start("app", program("sceau"), [], {
    SCEAU_MOCK: scenario, SCEAU_SERVER: stage.server, SCEAU_MAILBOX: stage.inbox, SCEAU_MODELS: stage.models,
    SCEAU_DATA: stage.path("app"),
  });
  return "sa fenêtre est ouverte";
}

async function openDevhost() {
  await stage.startDevhost(scenario);
  return `http://127.0.0.1:${PORTS.devhost}/ (sans écran : la même application, dans un navigateur)`;
}
