// Sudden deaths of the app and of the server, at moments drawn from a seed: nothing that was
// acknowledged or typed may be lost by any of them.

/** Thrown where what was going on cannot go on: a picture being taken, a film. The act begins again. */
export class Interrupted extends Error {}

export class Mishaps {
  #due;
  #met = 0;
  happened = [];

  /** Draws `moments` different ones among the first `among`; app and server die in turns. */
  constructor({ moments, among, seed }) {
    const draw = random(seed);
    const drawn = new Set();
    while (drawn.size < moments) drawn.add(Math.floor(draw() * among));
    const inOrder = [...drawn].sort((a, b) => a - b);
    this.among = among;
    this.#due = new Map(inOrder.map((moment, at) => [moment, at % 2 === 0 ? "app" : "server"]));
  }

  /** Who dies at this moment: `app`, `server`, or nobody. */
  next(moment) {
    const victim = this.#due.get(this.#met);
    this.#met += 1;
    if (victim) this.happened.push(`${victim} killed: ${moment}`);
    return victim;
  }

  /** A play with fewer moments than were drawn among has not shown what it promises. */
  check() {
    if (this.happened.length < this.#due.size) {
      throw new Error(`only ${this.happened.length} of ${this.#due.size} deaths: ${this.#met} moments were met`);
    }
  }
}

/** Mulberry32: small, even enough to choose moments, the same on every machine. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
