/** A hint: what is shown, and the longer sentence that tells a direction to who cannot see. */
export interface Hint {
  code: string;
  shown: string;
  spoken: string;
}

/** Shortest time a hint stays on the screen, in milliseconds. */
export const SHOWN_AT_LEAST_MS = 1200;
/** Shortest time between two announcements of the live region, in milliseconds. */
export const SPOKEN_AT_MOST_EVERY_MS = 3000;

/** That all is well, whoever presses the shutter: the frame turns green at once, and so do the words under it. */
const isGood = (hint: Hint | undefined): boolean => /^hold(\.|$)/.test(hint?.code ?? '');

/** What the stage shows and says at one instant. */
export interface Paced {
  shown: Hint | undefined;
  /** The announcement now in the live region. */
  spoken: string;
}

/**
 * Slows the camera's hints down to what people can follow: one at a time, each long enough to be
 * read, and few enough to be listened to. Frames arrive 15 times a second; eyes and ears do not.
 * Only that all is well does not wait: words that lag behind the green frame would contradict it.
 *
 * Knows no clock: every call brings the time, in milliseconds from any fixed origin.
 */
export class HintPacer {
  #shown: Hint | undefined;
  #shownSince = Number.NEGATIVE_INFINITY;
  #spoken: Hint | undefined;
  #spokenAt = Number.NEGATIVE_INFINITY;
  #wanted: Hint | undefined;

  /** Takes the newest hint of the camera (or none) and answers what to show and say now. */
  offer(hint: Hint | undefined, now: number): Paced {
    this.#wanted = hint;
    return this.tick(now);
  }

  /** Answers what to show and say now, without news from the camera. */
  tick(now: number): Paced {
    const changed = this.#wanted?.code !== this.#shown?.code;
    const isDue = now - this.#shownSince >= SHOWN_AT_LEAST_MS;
    if (changed && (isDue || isGood(this.#wanted))) {
      this.#shown = this.#wanted;
      this.#shownSince = now;
    }
    const unsaid = this.#shown && this.#shown.code !== this.#spoken?.code;
    if (unsaid && now - this.#spokenAt >= SPOKEN_AT_MOST_EVERY_MS) {
      this.#spoken = this.#shown;
      this.#spokenAt = now;
    }
    return { shown: this.#shown, spoken: this.#spoken?.spoken ?? '' };
  }
}
