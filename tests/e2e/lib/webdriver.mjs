// A small WebDriver client (W3C), enough for one real window.
import { pause, until } from "./processes.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that are no letter (WebDriver, § 17.4.2). */
const KEYS = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Space: " ", Control: "\uE009", ArrowDown: "\uE015", ArrowUp: "\uE013" };

/** The screen was exchanged while it was looked at: look again. */
const forgiveStale = (error) => {
  if (!/stale element/i.test(error.message)) throw error;
  return false;
};

export class Window {
  #base;
  #session;

  constructor(base) {
    this.#base = base;
  }

  /** Opens the app; the driver starts it and ends it. */
  async open(binary, args = []) {
    const answer = await this.#call("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } },
    });
    this.#session = answer.sessionId;
    await this.#ask("POST", "/timeouts", { script: 20_000, pageLoad: 60_000, implicit: 0 });
  }

  async close() {
    if (this.#session) await this.#call("DELETE", `/session/${this.#session}`).catch(() => {});
    this.#session = undefined;
  }

  /** Runs a function in the page with JSON arguments. */
  async run(script, ...args) {
    const source = `return (${script}).apply(null, arguments)`;
    return this.#ask("POST", "/execute/sync", { script: source, args });
  }

  async picture() {
    return Buffer.from(await this.#ask("GET", "/screenshot"), "base64");
  }

  /** Takes the keyboard. Without a window manager it belongs to whatever lies under the pointer, which rests in the middle of the screen. */
  async takeKeyboard() {
    const place = await this.run(() => ({ x: Math.round((screen.width - outerWidth) / 2), y: Math.round((screen.height - outerHeight) / 2) }));
    const hasFocus = () => this.run(() => document.hasFocus());
    if (!(await hasFocus())) await this.#ask("POST", "/window/rect", { ...(await this.#ask("GET", "/window/rect")), ...place });
    await until("the window has the keyboard", 10, hasFocus);
  }

  async find(selector, seconds = 20) {
    return until(`${selector} is on the screen`, seconds, async () => {
      const found = await this.#ask("POST", "/elements", {
        using: "css selector",
        value: selector,
      });
      for (const element of found) {
        const isShown = await this.run((node) => {
          const box = node.getBoundingClientRect();
          return box.width > 0 && box.height > 0 && !node.disabled;
        }, element).catch(forgiveStale);
        if (isShown) return element;
      }
      return undefined;
    });
  }

  async click(selector, seconds = 20) {
    // The screen may be exchanged between finding and clicking: the click is what counts.
    await until(`${selector} was pressed`, seconds, async () => {
      const element = await this.find(selector, seconds);
      // The bar at the bottom may lie over it.
      await this.run((node) => node.scrollIntoView({ block: "center" }), element).catch(() => {});
      try {
        await this.#ask("POST", `/element/${element[ELEMENT]}/click`, {});
        return true;
      } catch (error) {
        if (!/stale|not interactable|intercepted/i.test(error.message)) throw error;
        return false;
      }
    });
  }

  /** Presses the first of several that holds a text. */
  async clickText(selector, text) {
    const found = await this.#ask("POST", "/elements", { using: "css selector", value: selector });
    for (const element of found) {
      if ((await this.run((node) => node.textContent, element)).includes(text)) {
        return this.#ask("POST", `/element/${element[ELEMENT]}/click`, {});
      }
    }
    throw new Error(`no ${selector} holds « ${text} »`);
  }

  /** Types as a person does, after emptying the field. */
  async type(selector, text) {
    const element = await this.find(selector);
    const id = element[ELEMENT];
    await this.#ask("POST", `/element/${id}/clear`, {}).catch(() => {});
    await this.#ask("POST", `/element/${id}/value`, { text });
  }

  /** Presses a key by its name (`Tab`, `Space`, `Control+a`), wherever the focus is. */
  async key(name) {
    const keys = name.split("+").map((part) => KEYS[part] ?? part);
    const down = keys.map((value) => ({ type: "keyDown", value }));
    await this.#keys([...down, ...keys.toReversed().map((value) => ({ type: "keyUp", value }))]);
  }

  /** Types a text, wherever the focus is. */
  async write(text) {
    await this.#keys([...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  #keys(actions) {
    return this.#ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async text(selector) {
    const element = await this.find(selector);
    return this.run((node) => node.textContent ?? "", element);
  }

  async has(selector) {
    const found = await this.#ask("POST", "/elements", { using: "css selector", value: selector });
    return found.length > 0;
  }

  /** Waits until something has left the screen. */
  async gone(selector, seconds = 20) {
    await until(`${selector} has left the screen`, seconds, async () => !(await this.has(selector)));
  }

  /** Waits until pictures of one screen stop changing: a shot right after a click shows the one before. */
  async settle() {
    await pause(350);
  }

  #ask(method, path, body) {
    return this.#call(method, `/session/${this.#session}${path}`, body);
  }

  async #call(method, path, body) {
    const answer = await fetch(this.#base + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message ?? ""}`);
    return value;
  }
}
