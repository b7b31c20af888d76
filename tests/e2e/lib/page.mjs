// The app in a plain browser, over devhost: the same interface as the real window's (`webdriver.mjs`).
import { pause, until } from "./processes.mjs";

export class Page {
  #page;

  constructor(page) {
    this.#page = page;
  }

  async close() {
    await this.#page.context().close();
  }

  run(script, ...args) {
    return this.#page.evaluate(`(${script})(...${JSON.stringify(args)}) ?? null`);
  }

  picture() {
    return this.#page.screenshot();
  }

  async find(selector, seconds = 20) {
    return until(`${selector} is on the screen`, seconds, async () => {
      for (const element of await this.#page.locator(selector).all()) {
        const isShown = await element
          .evaluate((node) => {
            const box = node.getBoundingClientRect();
            return box.width > 0 && box.height > 0 && !node.disabled;
          }, undefined, { timeout: 500 })
          .catch(() => false);
        if (isShown) return element;
      }
      return undefined;
    });
  }

  async click(selector, seconds = 20) {
    await until(`${selector} was pressed`, seconds, async () => {
      const element = await this.find(selector, seconds);
      // The bar at the bottom may lie over it.
      await element.evaluate((node) => node.scrollIntoView({ block: "center" })).catch(() => {});
      return element.click({ timeout: 1500 }).then(() => true, () => false);
    });
  }

  async clickText(selector, text) {
    await this.#page.locator(selector).filter({ hasText: text }).first().click();
  }

  async type(selector, text) {
    await (await this.find(selector)).fill(text);
  }

  async key(name) {
    await this.#page.keyboard.press(name);
  }

  /** A browser's page has it. */
  async takeKeyboard() {}

  async write(text) {
    await this.#page.keyboard.type(text);
  }

  async text(selector) {
    return (await (await this.find(selector)).textContent()) ?? "";
  }

  async has(selector) {
    return (await this.#page.locator(selector).count()) > 0;
  }

  async gone(selector, seconds = 20) {
    await until(`${selector} has left the screen`, seconds, async () => !(await this.has(selector)));
  }

  async settle() {
    await pause(350);
  }
}
