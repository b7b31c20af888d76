// What a scenario may say, and what is said of a slip.
import { strict as assert } from "node:assert";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { readScenario, understand } from "./scenario.mjs";
import { TOP } from "./stage.mjs";

test("every scenario that is shipped is understood", async () => {
  const files = (await readdir(join(TOP, "tests/scenarios"))).filter((name) => name.endsWith(".toml"));
  assert.ok(files.length > 40);
  for (const file of files) await readScenario(file.replace(".toml", ""));
});

test("a slip is named, with what there is instead", () => {
  const said = (text) => {
    try {
      understand(text);
    } catch ({ message }) {
      return message;
    }
    return "nothing";
  };
  assert.match(said('clock = "2026-03-02"'), /« clock » is not a table of scenarios: there are camera, .*kill/);
  assert.match(said('[person]\nsex = "F"'), /« sex » is not a key of \[person\]: there are document/);
  assert.match(said('[mishap]\nexpected = "rain"'), /« rain » is not a mishap: there are no_camera/);
  assert.match(said('[person]\ndocument = "permis"'), /« permis » is not a specimen: there are cni2021/);
  assert.match(said('[operator]\ndecisions = ["wait"]'), /« wait » is not a decision/);
  assert.match(said('[zone]\nissuer = "BEL"'), /issuer .* in \[zone\] and the mishap « not_french » go together/);
  assert.match(said('[mishap]\nexpected = "not_french"'), /go together/);
  assert.equal(said('[camera]\nfault = "left to the app"'), "nothing");
});

test("a scenario that is not there is answered with those that are", async () => {
  await assert.rejects(readScenario("77"), /no scenario is called 77; there are 01, 02, 03/);
});
