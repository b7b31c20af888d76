/** The page's one source of time, so that everything else can be given a time instead. */
export interface Clock {
  /** Milliseconds from any fixed origin, never going back: for pauses, hints and countdowns. */
  elapsed: () => number;
  /** Milliseconds since 1970 in UTC: for comparing with the host's instants. */
  now: () => number;
}

/** The device's clock. */
export const systemClock: Clock = {
  elapsed: () => performance.now(),
  now: () => Date.now(),
};
