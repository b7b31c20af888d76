// What a scenario file says to the play: who, with which document, in which way, decided how, what goes
// wrong. The tables of cameras, sound, permissions and network are the app's own to read.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TOP } from "./stage.mjs";
import { parseToml } from "./toml.mjs";

/** The documents a person may show, by the names of the specimens. */
export const DOCUMENTS = {
  cni2021: { kind: "identity_card", sides: ["recto", "verso"] },
  cni1995: { kind: "old_identity_card", sides: ["recto", "verso"] },
  passeport: { kind: "passport", sides: ["recto"] },
  "titre-de-sejour": { kind: "residence_permit", sides: ["recto", "verso"] },
};

/** Reads `tests/scenarios/<id>.toml`. */
export async function readScenario(id) {
  const text = await readFile(join(TOP, "tests/scenarios", `${id}.toml`), "utf8");
  const { person = {}, zone = {}, entry = {}, tasks = {}, operator = {}, mishap = {}, phone = {}, login = {}, kill } = parseToml(text);
  const document = person.document ?? "cni2021";
  if (!DOCUMENTS[document]) throw new Error(`no specimen is called ${document}`);
  return {
    text,
    seed: person.seed ?? 3,
    document: { specimen: document, ...DOCUMENTS[document] },
    printed: { birthName: person.birth_name, givenNames: person.given_names },
    seal: person.seal,
    zone: { birthName: zone.birth_name, givenNames: zone.given_names },
    entry,
    way: tasks.way ?? "speak",
    decisions: operator.decisions ?? ["approve"],
    kill,
    expected: mishap.expected,
    compared: operator.compared,
    sealed: operator.sealed,
    signature: operator.signature,
    phone: phone.scenario,
    endings: login.after_active ?? [],
  };
}
