// Sets the stage: a server, a sandbox, specimens and an operator, all in one folder and on free ports.
import { copyFile, cp, mkdir, readFile, rm, writeFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Troupe, answers, freePort, printed, until } from "./processes.mjs";
import { parseToml } from "./toml.mjs";

export const TOP = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const target = process.env.CARGO_TARGET_DIR ?? join(TOP, "target");
export const program = (name) => join(target, "debug", name);
/** Made by `need_models`; where it is missing the face is filmed without coaching and nobody is looked for. */
const MODELS = join(TOP, "target/models");

/** Everything but the app and the browsers. `ports` may be given so that people know the addresses. */
export async function setStage(folder, { seed = 3, today = dayInParis(), ports, keep = false } = {}) {
  if (!keep) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const stage = new Stage(folder, ports ?? (await freePorts()), today, seed);
  await stage.write();
  return stage;
}

class Stage {
  constructor(folder, ports, today, seed) {
    this.folder = folder;
    this.today = today;
    this.seed = seed;
    this.troupe = new Troupe(join(folder, "logs"));
    this.server = `http://127.0.0.1:${ports.server}/`;
    this.service = `http://127.0.0.1:${ports.service}/`;
    this.broker = `http://127.0.0.1:${ports.broker}/`;
    this.register = `http://127.0.0.1:${ports.register}/`;
    this.inbox = `http://127.0.0.1:${ports.inbox}/inbox/`;
    this.ports = ports;
    this.models = MODELS;
  }

  path(...parts) {
    return join(this.folder, ...parts);
  }

  async write() {
    const { ports } = this;
    await writeFile(
      this.path("sandbox.toml"),
      `[provider]
issuer = "${this.server.slice(0, -1)}"
[service]
listen = "127.0.0.1:${ports.service}"
[broker]
listen = "127.0.0.1:${ports.broker}"
keys = "${this.path("broker-keys.json")}"
[register]
listen = "127.0.0.1:${ports.register}"
[inbox]
listen = "127.0.0.1:${ports.inbox}"
outbox = "${this.path("outbox")}"
`,
    );
    const registration = await printed(program("sceau-sandbox"), [
      "registration",
      "--config",
      this.path("sandbox.toml"),
    ]);
    const specimens = ["--today", this.today, "--out", this.path("specimens")];
    await printed(program("sceau-specimens"), [...specimens, "seals"]);
    await writeFile(
      this.path("sceau.toml"),
      `name = "Sceau (démonstration)"
base_url = "${this.server}"
listen = "127.0.0.1:${ports.server}"
data = "${this.path("server")}"
outbox = "${this.path("outbox")}"
console = "${join(TOP, "ui/dist/console")}"
second_look_percent = 0
recovery_delay_hours = 0
seals = "${this.path("specimens", "seals.toml")}"
${existsSync(MODELS) ? `models = "${MODELS}"` : ""}
compares_faces = ${existsSync(join(MODELS, "face_likeness.onnx"))}

[test]
mailbox_url = "${this.inbox}"

${registration}`,
    );
  }

  /** Specimen documents, frames and a face clip of one invented person; the films of what is `asked` for only where they will be shown. */
  async makeSpecimens({ way = "speak", expected, printed: onFaces = {}, zone = {}, entry = {}, seal, asked = true } = {}) {
    const folder = this.path("specimens");
    if (!existsSync(join(folder, "person.toml"))) {
      const otherZone = zoneOf(zone);
      const isApart = expected === "not_french";
      const names = [...namesOf("", onFaces), ...(isApart ? [] : otherZone), ...(seal ? ["--seal", seal] : [])];
      const who = ["--seed", String(this.seed), "--today", this.today];
      const shared = [...who, "--out", folder, ...names];
      await printed(program("sceau-specimens"), [...shared, "documents"]);
      await printed(program("sceau-specimens"), [...shared, "frames"]);
      if (isApart) await printed(program("sceau-specimens"), [...who, "--out", this.path("not-french"), ...namesOf("", onFaces), ...otherZone, "frames"]);
      const mode = way === "write" ? "paper" : "speak";
      await printed(program("sceau-specimens"), [...shared, "--height", "720", "--mode", mode, "face"]);
      const hasty = expected === "hasty_turn" ? ["--hasty"] : [];
      if (asked) await printed(program("sceau-specimens"), [...shared, "--height", "720", ...hasty, "asked"]);
    }
    this.person = parseToml(await readFile(join(folder, "person.toml"), "utf8"));
    /** What the person types of themselves: what the document says, but for the scenario's slips. */
    this.entry = { ...this.person, ...entry };
    return folder;
  }

  /** The same person's documents of before: all of them have expired. */
  async expiredPapers() {
    const out = this.path("expired");
    const args = ["--seed", String(this.seed), "--today", this.today, "--out", out, "--expired", "documents"];
    await printed(program("sceau-specimens"), args);
    return parseToml(await readFile(join(out, "person.toml"), "utf8"));
  }

  /** A scenario for the app: which frames its cameras see. */
  async writeScenario(text, name = "scenario.toml") {
    if (!existsSync(this.path("qr"))) await this.hideCode();
    for (const side of ["recto", "verso"]) await mkdir(this.path("held", side), { recursive: true });
    const file = this.path("specimens", name);
    await writeFile(file, text.replaceAll("{folder}", this.folder));
    return file;
  }

  /** What the person holds before the camera, where a scenario reads `{folder}/held`: frames by their folder's name, of their own documents or of those that `[zone]` makes `not-french`. */
  async hold(side, frames, { of = "specimens" } = {}) {
    const held = this.path("held", side);
    await rm(held, { recursive: true, force: true });
    await cp(this.path(of, "frames", frames), held, { recursive: true });
  }

  /** The camera that reads codes sees a table, for a second and a half at least: nobody holds a code before it is open. */
  async hideCode() {
    await rm(this.path("qr"), { recursive: true, force: true });
    await mkdir(this.path("qr"), { recursive: true });
    const table = this.path("specimens", "frames", "cni2021", "recto", "none", "00.jpg");
    for (let n = 10; n < 25; n += 1) await copyFile(table, this.path("qr", `${n}-table.jpg`));
  }

  /** Puts a QR code before the camera that reads codes. */
  async showCode(text) {
    const out = this.path("shown");
    await rm(out, { recursive: true, force: true });
    const args = ["--seed", String(this.seed), "--today", this.today, "--out", out, "--qr", text, "qr"];
    await printed(program("sceau-specimens"), args);
    await this.hideCode();
    const frames = join(out, "frames", "qr");
    for (const name of (await readdir(frames)).filter((name) => name.endsWith(".jpg"))) {
      await copyFile(join(frames, name), this.path("qr", `code-${name}`));
    }
  }

  /** A sudden death of the server: nothing is said to it. */
  async killServer() {
    await this.troupe.end(this.serverProcess, "SIGKILL");
  }

  async startServer() {
    const args = ["--config", this.path("sceau.toml"), "serve"];
    this.serverProcess = await this.troupe.start("server", program("sceau-server"), args);
    await answers(`${this.server}status`);
  }

  async startSandbox() {
    const args = ["serve", "--config", this.path("sandbox.toml")];
    this.sandboxProcess = await this.troupe.start("sandbox", program("sceau-sandbox"), args);
    await answers(this.service);
  }

  /** A message bus for one start of the app, by its address: an app that is just dying must not be found by the next. */
  async startBus() {
    if (this.busProcess) await this.troupe.end(this.busProcess);
    // Without a file, whose path may be too long for a socket.
    const address = `unix:abstract=sceau-play-${process.pid}-${Date.now()}`;
    const args = ["--session", "--nofork", "--nopidfile", "--print-address", `--address=${address}`];
    this.busProcess = await this.troupe.start("bus", "dbus-daemon", args);
    const said = () => readFile(join(this.troupe.logs, "bus.log"), "utf8").catch(() => "");
    return until("the message bus listens", 20, async () => (await said()).split("\n").find((line) => line.startsWith(address)));
  }

  /** The app's commands behind an address, for a plain browser; without a scenario the browser's own camera is used. */
  startDevhost(scenario, port, name = "devhost") {
    return this.troupe.start(name, program("sceau-devhost"), [
      "--server", this.server, "--data", this.path(name), "--port", String(port),
      ...(scenario ? ["--mock", scenario] : ["--pushed"]), "--ui", join(TOP, "ui/dist/app"), "--mailbox", this.inbox, "--models", this.models,
    ]);
  }

  /** Adds an operator and gives their key. */
  async addOperator(name) {
    const args = ["--config", this.path("sceau.toml"), "operator", "add", name];
    return (await printed(program("sceau-server"), args)).trim().split("\t")[1];
  }

  /** Operators with their keys. The server shows a key once: a stage that is kept keeps them in a file, its owner's alone. */
  async operators(names) {
    const file = this.path("operators.json");
    if (existsSync(file)) return JSON.parse(await readFile(file, "utf8"));
    const added = [];
    for (const name of names) added.push({ name, key: await this.addOperator(name) });
    await writeFile(file, JSON.stringify(added, undefined, 2), { mode: 0o600 });
    return added;
  }

  /** The newest message that fits, from the inbox's own list. */
  async message(fits) {
    const answer = await fetch(`${this.inbox}api/messages`);
    if (!answer.ok) return undefined;
    const messages = await answer.json();
    return (messages.messages ?? messages).find(fits);
  }

  async end() {
    await this.troupe.endAll();
  }
}

const namesOf = (prefix, { birthName, givenNames }) => [
  ...(birthName ? [`--${prefix}birth-name`, birthName] : []),
  ...(givenNames ? [`--${prefix}given-names`, givenNames.join(",")] : []),
];

const zoneOf = ({ issuer, nationality, ...names }) => [
  ...namesOf("zone-", names),
  ...(issuer ? ["--zone-issuer", issuer] : []),
  ...(nationality ? ["--zone-nationality", nationality] : []),
];

async function freePorts() {
  const names = ["server", "service", "broker", "register", "inbox", "driver", "devhost"];
  const ports = {};
  for (const name of names) ports[name] = await freePort();
  return ports;
}

const dayInParis = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());
