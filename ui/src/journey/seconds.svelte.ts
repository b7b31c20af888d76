import { systemClock, type Clock } from '../platform/clock';

/** Counts down a number of seconds that the server gave, once a second, while the component that made it lives: the
 * device's clock has no say in it. */
export class SecondsLeft {
  #left = $state(0);

  /** @param seconds left at `since`
   * @param since the moment they were heard, as {@link Clock.elapsed} counts */
  constructor(seconds: number, since: number, clock: Clock = systemClock) {
    const look = () => Math.max(0, Math.ceil(seconds - (clock.elapsed() - since) / 1000));
    this.#left = look();
    $effect(() => {
      const timer = setInterval(() => (this.#left = look()), 1000);
      return () => clearInterval(timer);
    });
  }

  /** Whole seconds left, never negative. */
  get seconds(): number {
    return this.#left;
  }
}

/** Counts down to an instant, once a second, while the component that made it lives. */
export class Countdown {
  #now = $state(0);
  readonly #until: () => string | undefined;

  /** @param until RFC 3339; absent when there is nothing to wait for */
  constructor(until: () => string | undefined, clock: Clock = systemClock) {
    this.#until = until;
    this.#now = clock.now();
    $effect(() => {
      const timer = setInterval(() => (this.#now = clock.now()), 1000);
      return () => clearInterval(timer);
    });
  }

  /** Whole seconds left, never negative. */
  get seconds(): number {
    const until = this.#until();
    if (until === undefined) return 0;
    return Math.max(0, Math.ceil((Date.parse(until) - this.#now) / 1000));
  }
}
