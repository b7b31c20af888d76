// The server's own pages held against the same rules as the app's screens: axe with WCAG 2.2 AA, EN 301 549 and RGAA.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkAxe } from "../../../ui/tests/audit/checks.mjs";
import { TOP } from "./stage.mjs";

const source = await readFile(createRequire(join(TOP, "ui/package.json")).resolve("axe-core/axe.min.js"), "utf8");

/** axe judges no sign that stands alone, such as a tick: it has the colour of its line, which is judged. */
const isLoneSign = (said) => /undecided color-contrast.*>[^\w\s]<\/span>$/u.test(said);

/** Throws with what axe finds wrong on a page of a browser; one that renews itself meanwhile is looked at again. */
export async function expectAccessible(page) {
  const judge = async () => {
    await page.evaluate(source);
    return page.evaluate(checkAxe);
  };
  const wrong = (await judge().catch(judge)).filter((said) => !isLoneSign(said));
  if (wrong.length > 0) throw new Error(`axe on ${new URL(page.url()).pathname.split("/")[1]}: ${wrong.join("; ")}`);
}
