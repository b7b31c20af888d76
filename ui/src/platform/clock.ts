/** The page's one source of time, so that everything else can be given a time instead. */
export interface Clock {
  /** Milliseconds from any fixed origin, never going back: for pauses, hints and countdowns. */
  elapsed: () => number;
  /** Milliseconds since 1970 in UTC, by the server's clock once it was heard: for comparing with its instants. */
  now: () => number;
}

/** How far the server's clock is ahead of the device's, in milliseconds; zero until the server was heard. */
let ahead = 0;

/** Hears what time the server has: a device whose clock is wrong would else end countdowns early, or never. What the
 * answer took on its way is not known; it is under a second.
 * @param instant RFC 3339, or the date of an HTTP answer; anything else is left alone */
export function learnTime(instant: string): void {
  const server = Date.parse(instant);
  if (!Number.isNaN(server)) ahead = server - Date.now();
}

/** The device's clock, set right by the server's. */
export const systemClock: Clock = {
  elapsed: () => performance.now(),
  now: () => Date.now() + ahead,
};
