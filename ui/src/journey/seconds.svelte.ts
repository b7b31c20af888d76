import { systemClock, type Clock } from '../platform/clock';

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
