// One unattended play: a stage, a real window, a real browser, numbered pictures and a report.
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TOP, program } from "./stage.mjs";
import { answers, freePort, pause, printed } from "./processes.mjs";
import { expectAccessible } from "./axe.mjs";
import { Interrupted } from "./mishaps.mjs";
import { entriesOf, expectEntries, placeOf, pressWithoutServer, reopen } from "./resume.mjs";
import { byKeyboard } from "./keyboard.mjs";
import { Page } from "./page.mjs";
import { webcamOptions } from "./webcam.mjs";
import { Window } from "./webdriver.mjs";

const { chromium } = createRequire(join(TOP, "ui/package.json"))("playwright-core");
const BROWSER = process.env.SCEAU_CHROMIUM ?? "/usr/bin/chromium";
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** What a journey by keyboard must have had the focus on. */
const KINDS = ["button", "field", "checkbox", "radio", "combobox"];

/** The machine's browser, without a word to its maker. */
export const launchBrowser = (more = []) => chromium.launch({ executablePath: BROWSER, args: [...QUIET, ...more] });

export class Play {
  #shots = [];
  #judged = new Set();
  #focused = new Set();
  #begun = Date.now();

  /** `host` is `window` (the real one) or `browser` (the app's commands over devhost, in chromium). `script` is what the scenario says to the play, `scenario` the file that the app reads. With `keyboard` no mouse touches the app. `webcam` is the film that the browser's own camera shows, in place of a scenario; then pictures are taken once `hasPictures` is set. */
  constructor(stage, { script, scenario, theme = "light", host = "window", keyboard = false, webcam }) {
    this.stage = stage;
    this.script = script;
    this.scenario = scenario;
    this.mishaps = undefined;
    this.theme = theme;
    this.host = host;
    this.keyboard = keyboard;
    this.webcam = webcam;
    this.hasPictures = !webcam;
    this.pictures = stage.path("pictures");
    this.facts = [];
    this.email = addressOf(stage.person);
  }

  /** The person's computer: a browser with a window of its own. */
  async openBrowser() {
    this.browser = await launchBrowser(this.webcam && webcamOptions(this.webcam));
    this.web = await this.openPage({ width: 1024, height: 860 });
  }

  async openPage(viewport) {
    const context = await this.browser.newContext({ viewport, locale: "fr-FR", timezoneId: "Europe/Paris",
      colorScheme: this.theme });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }

  /** The app with scripted camera and sound. */
  async openApp() {
    await (this.host === "window" ? this.#openWindow() : this.#openOverDevhost());
    if (!this.keyboard) return;
    await this.app.takeKeyboard();
    this.app = byKeyboard(this.app, (kind) => this.#showFocus(kind));
  }

  /** A picture of the first focus on each kind of control. */
  async #showFocus(kind) {
    if (this.#focused.has(kind)) return;
    this.#focused.add(kind);
    await this.shot(`clavier-${kind}`);
  }

  /** The ring was seen on everything that a journey is made of. */
  expectFocusShown() {
    const missing = KINDS.filter((kind) => !this.#focused.has(kind));
    if (missing.length > 0) throw new Error(`the focus was never on: ${missing.join(", ")}`);
    this.note("No mouse touched the app: everything was reached by Tab and arrows, and showed the focus ring.");
  }

  async #openOverDevhost() {
    const { stage } = this;
    // One address for the whole play: the browser keeps what it kept under it.
    stage.ports.devhost ??= await freePort();
    this.driver = await stage.startDevhost(this.scenario, stage.ports.devhost);
    this.app = await this.#openPageOf(stage.ports.devhost, { width: 480, height: 820 });
  }

  async #openPageOf(port, size) {
    const address = `http://127.0.0.1:${port}/`;
    await answers(address);
    const page = await this.openPage(size);
    await page.goto(address);
    return new Page(page);
  }

  /** A second app, in the person's hand: its window is the play's from now on. */
  async openPhone(scenario, name = "phone") {
    const { stage } = this;
    const port = await freePort();
    await stage.startDevhost(scenario, port, name);
    this.app = await this.#openPageOf(port, { width: 390, height: 844 });
  }

  async #openWindow() {
    const { stage } = this;
    this.bus = await stage.startBus();
    // A driver that was killed may keep its port for a while.
    stage.ports.driver = await freePort();
    const driver = `http://127.0.0.1:${stage.ports.driver}`;
    this.driver = await stage.troupe.start("window", "WebKitWebDriver", [
      `--port=${stage.ports.driver}`,
    ], {
      TAURI_WEBVIEW_AUTOMATION: "true",
      ...this.#appEnvironment(),
    });
    await answers(`${driver}/status`);
    this.app = new Window(driver);
    await this.app.open(program("sceau"));
  }

  /** Follows a `sceau://` link as the desktop does: a second start of the app, which hands it over to the first and ends. */
  async followLink(link) {
    await printed(program("sceau"), [link], { env: { ...process.env, ...this.#appEnvironment() }, timeout: 20_000 });
  }

  #appEnvironment() {
    const { stage } = this;
    return {
      SCEAU_MOCK: this.scenario,
      SCEAU_SERVER: stage.server,
      SCEAU_MAILBOX: stage.inbox,
      SCEAU_MODELS: stage.models,
      SCEAU_DATA: stage.path("app"),
      // What the webview keeps by itself: neither another play's nor that of an app which somebody uses.
      XDG_DATA_HOME: stage.path("webview"),
      // Apps find each other there: one of the person at this desk must not be found.
      DBUS_SESSION_BUS_ADDRESS: this.bus,
      GDK_BACKEND: "x11",
      LANG: "fr_FR.UTF-8",
      TZ: "Europe/Paris",
      ...(this.theme === "dark" ? { GTK_THEME: "Adwaita:dark" } : {}),
    };
  }

  /** A sudden death of the app: the process goes, nothing is said to it. */
  async killApp() {
    await this.stage.troupe.end(this.driver, "SIGKILL");
    if (this.host === "browser") await this.app.close();
  }

  async closeApp() {
    await this.app?.close();
    // Whatever else was opened ends with the stage.
    if (this.driver) await this.stage.troupe.end(this.driver);
  }

  // ── the app's window ────────────────────────────────────────────────────────────────────────────

  /** Waits for a screen by its stable name. */
  async on(screen, seconds = 30) {
    try {
      await this.app.find(`[data-screen="${screen}"] h1`, seconds);
    } catch (error) {
      const seen = await this.app.run(() => `${document.querySelector("[data-screen]")?.dataset.screen ?? "no screen"}: ${document.body.innerText.slice(0, 400)}`);
      throw new Error(`expected the screen ${screen}; on the screen is ${seen}`, { cause: error });
    }
    await this.app.settle();
  }

  /** Presses a button. A death due here happens before the press: what was typed must survive it. */
  async press(action, seconds) {
    const victim = this.mishaps?.next(`before « ${action} » on ${(await placeOf(this.app)).screen}`);
    if (victim === "server") return pressWithoutServer(this, action);
    if (victim === "app") {
      const [place, entries] = [await placeOf(this.app), await entriesOf(this.app)];
      // Entries reach the disk after a short rest.
      await pause(600);
      await this.killApp();
      await reopen(this);
      await this.on(place.screen);
      await expectEntries(this, entries, { hasAppDied: true });
    }
    return this.app.click(`[data-action="${action}"]`, seconds);
  }

  /** A moment at which a death stops what is going on: throws `Interrupted` once the app is back. */
  async moment(name) {
    const victim = this.mishaps?.next(name);
    if (victim === "server") {
      await this.stage.killServer();
      await pause(900);
      await this.stage.startServer();
    }
    if (victim === "app") {
      await this.killApp();
      await reopen(this);
      throw new Interrupted(name);
    }
  }

  /** Does something until it is done: begun again after a death. */
  async steadfast(work) {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
      }
    }
  }

  fill(id, text) {
    return this.app.type(`#${id}`, text);
  }

  /** Chooses a radio or ticks a box by its id, through its label as people do. */
  choose(id) {
    return this.app.click(`label[for="${id}"], #${id}`);
  }

  // ── pictures and report ─────────────────────────────────────────────────────────────────────────

  /** A numbered picture of the window, or of a page. */
  async shot(label, page) {
    if (!this.hasPictures) return;
    await mkdir(this.pictures, { recursive: true });
    const number = String(this.#shots.length + 1).padStart(2, "0");
    const name = `${number}-${label}.png`;
    if (!page) await this.app.settle();
    const bytes = page ? await page.screenshot({ fullPage: true }) : await this.app.picture();
    await writeFile(join(this.pictures, name), bytes);
    if (page) await this.#judge(page);
    this.#shots.push({ name, at: Date.now() - this.#begun });
  }

  /** The server's own pages; the console's screens are judged by the interface's audit. */
  async #judge(page) {
    const { href, pathname } = new URL(page.url());
    if (!href.startsWith(this.stage.server) || pathname.startsWith("/console/")) return;
    await expectAccessible(page);
    this.#judged.add(pathname.split("/")[1]);
  }

  get shots() {
    return this.#shots.length;
  }

  note(fact) {
    this.facts.push(fact);
  }

  async report(outcome) {
    const seconds = ((Date.now() - this.#begun) / 1000).toFixed(1);
    const lines = [
      "# The journey, played unattended", "",
      `Outcome: **${outcome}** after ${seconds} s, ${this.#shots.length} pictures.`, "",
      ...this.facts.map((fact) => `- ${fact}`),
      `- axe found nothing on the server's pages: ${[...this.#judged].join(", ")}.`, "",
      ...this.#shots.map(({ name, at }) => `1. ${(at / 1000).toFixed(1)} s – [${name}](pictures/${name})`), "",
    ];
    await writeFile(this.stage.path("report.md"), lines.join("\n"));
  }

  async end() {
    await this.closeApp().catch(() => {});
    await this.browser?.close();
    await this.stage.end();
  }
}

/** An address of nobody (RFC 2606), from an invented name. */
function addressOf({ given_names: [first], birth_name: last }) {
  const plain = (name) => name.normalize("NFD").replace(/[^A-Za-z]/g, "").toLowerCase();
  return `${plain(first)}.${plain(last)}@exemple.test`;
}
