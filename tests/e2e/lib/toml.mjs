// TOML, by the interface's own package.
import { createRequire } from "node:module";

export const { parse: parseToml } = createRequire(new URL("../../../ui/package.json", import.meta.url))("smol-toml");
