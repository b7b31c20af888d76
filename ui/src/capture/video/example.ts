import type { DigitsWay } from '../../platform/contract';

/** How long the example lasts, in milliseconds. */
export const LENGTH = 12_000;
/** Shown before it is played: a digit being said, or the sheet. */
export const POSTER = 5500;
/** Where in its step a picture tells most, when none may move. */
const STILL = 0.62;
/** The person's digits are drawn by the server; these are only an example, and drawn as strokes in the scene. */
export const DIGITS = [4, 7, 1] as const;

/** What the drawn head does. */
export type Step =
  | { kind: 'place' }
  | { kind: 'digit'; index: number }
  | { kind: 'sheet' }
  | { kind: 'turn' }
  | { kind: 'card' }
  | { kind: 'done' };

/** One picture: a step, and the share of it that has passed, 0 to 1. */
export interface Moment {
  step: Step;
  share: number;
}

const PLACING = 2400;
const DIGIT = 2000;
const LAST_TASK = 2800;

/** The steps as the person's own film will have them, each with its length; together [`LENGTH`]. */
function stepsOf(way: DigitsWay, movementIsDifficult: boolean): [Step, number][] {
  const said = DIGITS.map((_, index): [Step, number] => [{ kind: 'digit', index }, DIGIT]);
  const shown: [Step, number][] = [[{ kind: 'sheet' }, DIGIT * DIGITS.length]];
  return [
    [{ kind: 'place' }, PLACING],
    ...(way === 'speak' ? said : shown),
    [{ kind: movementIsDifficult ? 'card' : 'turn' }, LAST_TASK],
    [{ kind: 'done' }, LENGTH - PLACING - DIGIT * DIGITS.length - LAST_TASK],
  ];
}

/**
 * The picture at a time of the example.
 * @param at milliseconds from its beginning
 * @param isCalm nothing moves: each step is one still picture
 */
export function momentAt(
  at: number,
  { way, movementIsDifficult, isCalm }: { way: DigitsWay; movementIsDifficult: boolean; isCalm: boolean },
): Moment {
  let left = Math.max(0, at);
  for (const [step, length] of stepsOf(way, movementIsDifficult)) {
    if (left < length) return { step, share: isCalm ? STILL : left / length };
    left -= length;
  }
  return { step: { kind: 'done' }, share: 1 };
}

/** From 0 to 1 between two shares, slow at both ends. */
export function eased(share: number, from: number, to: number): number {
  const part = Math.min(1, Math.max(0, (share - from) / (to - from)));
  return part * part * (3 - 2 * part);
}
