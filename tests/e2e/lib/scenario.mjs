// What a scenario file says to the play: who, with which document, in which way, decided how, what goes
// wrong. The tables of cameras, sound, permissions, network and disk are the app's own to read.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { TOP } from "./stage.mjs";
import { parseToml } from "./toml.mjs";

const FOLDER = join(TOP, "tests/scenarios");

/** The documents a person may show, by the names of the specimens. */
export const DOCUMENTS = {
  cni2021: { kind: "identity_card", sides: ["recto", "verso"] },
  cni1995: { kind: "old_identity_card", sides: ["recto", "verso"] },
  passeport: { kind: "passport", sides: ["recto"] },
  "titre-de-sejour": { kind: "residence_permit", sides: ["recto", "verso"] },
};

/** The play's own tables, each with all its keys: a slip must not play something else in silence. */
const TABLES = {
  person: ["document", "expired", "seed", "birth_name", "given_names", "seal"],
  zone: ["birth_name", "given_names", "issuer", "nationality"],
  entry: ["birth_name", "given_names"],
  tasks: ["way"],
  operator: ["decisions", "compared", "origins", "signature", "sealed"],
  mishap: ["expected"],
  phone: ["scenario"],
  login: ["after_active", "refused"],
  kill: ["moments", "among", "seed"],
};
/** Those that the app reads, and refuses by itself where it does not understand them. */
const TABLES_OF_THE_APP = ["camera", "audio", "permissions", "network", "disk"];

const MISHAPS = ["no_camera", "unplugged", "silent_film", "hasty_turn", "line_cut", "fingers", "scan", "slip", "hints",
  "screen", "wrong_document", "not_french", "permission", "big_file", "lost_mail",
  "upside_down"];

/** What the register of the sandbox may say, by the words of `[login] refused`: the broker's code. */
const REFUSALS = { not_found: "broker_register_not_found", usage_name: "broker_register_usage_name",
  deceased: "broker_register_deceased" };

/** The text of `tests/scenarios/<id>.toml`. */
export async function scenarioText(id) {
  const ids = (await readdir(FOLDER)).filter((name) => name.endsWith(".toml")).map((name) => name.slice(0, -5)).sort();
  if (!ids.includes(id)) throw new Error(`no scenario is called ${id}; there are ${ids.join(", ")}`);
  return readFile(join(FOLDER, `${id}.toml`), "utf8");
}

/** Reads `tests/scenarios/<id>.toml`; what it does not know it refuses. */
export async function readScenario(id) {
  return understand(await scenarioText(id));
}

/** What a scenario's text says to the play. */
export function understand(text) {
  const said = parseToml(text);
  refuseUnknown(said);
  const { person = {}, zone = {}, entry = {}, tasks = {}, operator = {}, mishap = {}, phone = {}, login = {}, kill } = said;
  const document = person.document ?? "cni2021";
  for (const name of [document, person.expired ?? document]) mustBeOneOf("a specimen", name, Object.keys(DOCUMENTS));
  mustBeOneOf("a way", tasks.way ?? "speak", ["speak", "write"]);
  if (mishap.expected) mustBeOneOf("a mishap", mishap.expected, MISHAPS);
  if ((mishap.expected === "not_french") !== ("issuer" in zone || "nationality" in zone)) {
    throw new Error("an issuer or a nationality in [zone] and the mishap « not_french » go together");
  }
  if (login.refused) mustBeOneOf("a refusal of the register", login.refused, Object.keys(REFUSALS));
  const decisions = operator.decisions ?? ["approve"];
  for (const decision of decisions) mustBeOneOf("a decision", decision.split(":")[0], ["approve", "ask_again", "refuse"]);
  return {
    text,
    seed: person.seed ?? 3,
    document: { specimen: document, ...DOCUMENTS[document] },
    expiredFirst: person.expired && { specimen: person.expired, ...DOCUMENTS[person.expired] },
    printed: { birthName: person.birth_name, givenNames: person.given_names },
    seal: person.seal,
    zone: { birthName: zone.birth_name, givenNames: zone.given_names, issuer: zone.issuer, nationality: zone.nationality },
    entry,
    way: tasks.way ?? "speak",
    decisions,
    kill,
    expected: mishap.expected,
    script: said.camera?.document?.script ?? [],
    compared: operator.compared,
    origins: operator.origins,
    sealed: operator.sealed,
    signature: operator.signature,
    phone: phone.scenario,
    refused: REFUSALS[login.refused],
    endings: login.after_active ?? [],
  };
}

function refuseUnknown(said) {
  const tables = [...TABLES_OF_THE_APP, ...Object.keys(TABLES)];
  for (const [table, keys] of Object.entries(said)) {
    mustBeOneOf("a table of scenarios", table, tables);
    if (!TABLES[table]) continue;
    for (const key of Object.keys(keys)) mustBeOneOf(`a key of [${table}]`, key, TABLES[table]);
  }
}

function mustBeOneOf(what, name, known) {
  if (!known.includes(name)) throw new Error(`« ${name} » is not ${what}: there are ${known.join(", ")}`);
}
