// The app's window without a mouse: Tab to what is wanted, arrows among radios and proposals, Space and Enter. What
// cannot be reached, or shows no ring when it is, ends the play.
import { until } from "./processes.mjs";

/** More Tabs than any screen has places. */
const MOST_STEPS = 120;
/** A player's own controls are several stops of one element; more at one place is a trap, or the end of several rounds. */
const MOST_STOPS = 8;

/** The same window (or page), whose presses and entries are made by keyboard. `onTarget` hears the kind of each first target. */
export function byKeyboard(app, onTarget) {
  const hand = new Keyboard(app, onTarget);
  const own = ["click", "clickText", "type"];
  const get = (target, name) => {
    const owner = own.includes(name) ? hand : target;
    return typeof owner[name] === "function" ? owner[name].bind(owner) : owner[name];
  };
  return new Proxy(app, { get });
}

class Keyboard {
  #app;
  #onTarget;
  #presses = 0;

  constructor(app, onTarget) {
    this.#app = app;
    this.#onTarget = onTarget;
  }

  /** Reaches it and presses it; what left the screen on the way is looked for again. */
  async click(selector, seconds = 20) {
    await until(`${selector} was pressed`, seconds, async () => {
      const place = await this.#reach(selector, seconds);
      if (!place) return false;
      if (place.kind === "radio" && place.isChecked) return true;
      this.#presses += 1;
      const isButton = place.kind === "button";
      await this.#app.key(place.kind === "link" || (isButton && this.#presses % 2) ? "Enter" : "Space");
      return true;
    });
  }

  /** Goes down a list of proposals to the first that holds a text. */
  async clickText(selector, text) {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await this.#app.key("ArrowDown");
      const lit = await this.#app.run((list) => document.querySelector(`${list}[data-highlighted]`)?.textContent ?? "", selector);
      if (lit.includes(text)) return this.#app.key("Enter");
    }
    throw new Error(`the arrows lead to no ${selector} with « ${text} »`);
  }

  /** Types over what stands there. */
  async type(selector, text) {
    await until(`${selector} has the focus`, 20, () => this.#reach(selector, 20));
    await this.#app.key("Control+a");
    await this.#app.write(text);
  }

  /** Where the focus is once it is on it; nothing when it left the screen meanwhile. */
  async #reach(selector, seconds) {
    await this.#app.find(selector, seconds);
    const seen = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const place = await this.#app.run(placeOfFocus, selector);
      if (!place.exists) return undefined;
      if (place.isThere) return this.#judge(selector, place);
      if (seen.filter((id) => id === place.id).length > MOST_STOPS) {
        throw new Error(`by keyboard there is no way to ${selector}: the focus went through ${seen.join(", ")}`);
      }
      seen.push(place.id);
      await this.#app.key(place.isInGroup ? "ArrowDown" : "Tab");
    }
    throw new Error(`by keyboard ${selector} is further than ${MOST_STEPS} steps away`);
  }

  async #judge(selector, place) {
    if (!place.hasRing) throw new Error(`${selector} has the focus and shows no ring`);
    await this.#onTarget(place.kind);
    return place;
  }
}

/** Runs in the page. */
function placeOfFocus(selector) {
  const controlOf = (element) => element.control ?? element.closest("label")?.control ?? element;
  const isShown = (element) => element.getBoundingClientRect().width > 0 && !element.disabled;
  const wanted = [...document.querySelectorAll(selector)].filter(isShown).map(controlOf);
  const active = document.activeElement ?? document.body;
  const kindOf = ({ tagName, type, role }) => {
    if (type === "radio" || type === "checkbox") return type;
    if (role === "combobox") return "combobox";
    if (tagName === "A") return "link";
    return ["INPUT", "TEXTAREA", "SELECT"].includes(tagName) ? "field" : "button";
  };
  const hasRing = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  };
  const isRadio = ({ type }) => type === "radio";
  return {
    exists: wanted.length > 0,
    isThere: wanted.includes(active),
    isInGroup: isRadio(active) && wanted.some((one) => isRadio(one) && one.name === active.name),
    id: active.id || active.dataset.action || `${active.tagName.toLowerCase()} « ${active.textContent.trim().slice(0, 30)} »`,
    kind: kindOf(active),
    isChecked: active.checked === true,
    // A card of a choice carries the ring of its radio.
    hasRing: hasRing(active) || [...document.querySelectorAll("label")].some((label) => label.contains(active) && hasRing(label)),
  };
}
