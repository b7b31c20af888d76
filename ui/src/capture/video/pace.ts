/** How long each moment of the face video lasts, in milliseconds. */
export interface VideoPace {
  /** One step of « 3, 2, 1 ». */
  count: number;
  /** Whatever is asked stays at least so long, whoever is in a hurry. */
  least: number;
  /** Afterwards the next one comes by itself. */
  digitMost: number;
  /** Suggested for writing the digits, before recording. */
  write: number;
  /** The sheet is shown so long. */
  sheet: number;
  /** The last gesture. */
  third: number;
  /** A full arc is seen for so long before the film ends. */
  done: number;
}

/** The whole film stays under thirty seconds. */
export const ORDINARY: VideoPace = {
  count: 1000,
  least: 1200,
  digitMost: 6000,
  write: 60_000,
  sheet: 10_000,
  third: 7000,
  done: 900,
};

/** « J'ai besoin de plus de temps »: every limit doubled, nothing else asked. */
export function slower(pace: VideoPace): VideoPace {
  return {
    count: pace.count * 2,
    least: pace.least,
    digitMost: pace.digitMost * 2,
    write: pace.write * 2,
    sheet: pace.sheet * 2,
    third: pace.third * 2,
    done: pace.done,
  };
}
