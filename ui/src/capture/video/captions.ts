import { m } from '../../i18n/messages';
import type { ChallengeView, ThirdTask } from '../../platform/contract';
import { digitWord } from '../digits';

const tasks: Record<ThirdTask, () => string> = {
  turn_left: m.video_turn_left,
  turn_right: m.video_turn_right,
  show_document: m.video_show_document,
};

/** The last gesture as it is asked. */
export const thirdTask = (task: ThirdTask): string => tasks[task]();

/** What was asked, one sentence for each prompt of the film. */
export function promptsOf({ way, digits, third_task }: ChallengeView): string[] {
  const asked =
    way === 'write'
      ? [m.video_show_sheet()]
      : digits.map((digit) => m.digit_spelled({ digit, word: digitWord(digit) }));
  return [...asked, thirdTask(third_task)];
}

/** « 00:01:05.250 » */
function timestamp(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const two = (value: number) => `${Math.floor(value)}`.padStart(2, '0');
  const seconds = whole / 1000;
  const clock = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}.${`${whole % 1000}`.padStart(3, '0')}`;
}

/**
 * The film's captions (WebVTT): what was asked, from the moment it was shown until the next.
 *
 * @param promptsMs when each prompt was on the screen, from the film's start
 * @param durationMs the film's length
 */
export function captions(
  prompts: readonly string[],
  promptsMs: readonly number[],
  durationMs: number,
): string {
  const cues = promptsMs.slice(0, prompts.length).map((from, index) => {
    const to = Math.max(from + 1, promptsMs[index + 1] ?? durationMs);
    return `${timestamp(from)} --> ${timestamp(to)}\n${prompts[index] ?? ''}`;
  });
  return ['WEBVTT', ...cues].join('\n\n');
}
