import { expect, test } from 'vitest';
import { HintPacer, SHOWN_AT_LEAST_MS, SPOKEN_AT_MOST_EVERY_MS, type Hint } from './pace';

const hint = (code: string): Hint => ({ code, shown: code, spoken: `say ${code}` });
const dark = hint('dark');
const glare = hint('glare');
const far = hint('far');
const hold = hint('hold');

/** Plays a camera at 15 frames a second and logs what a person sees and hears. */
function play(script: [Hint | undefined, number][]) {
  const pacer = new HintPacer();
  const seen: { code: string; at: number }[] = [];
  const heard: { text: string; at: number }[] = [];
  let now = 0;
  for (const [offered, duration] of script) {
    for (const end = now + duration; now < end; now += 1000 / 15) {
      const { shown, spoken } = pacer.offer(offered, now);
      if (shown && shown.code !== seen.at(-1)?.code) seen.push({ code: shown.code, at: now });
      if (spoken && spoken !== heard.at(-1)?.text) heard.push({ text: spoken, at: now });
    }
  }
  return { seen, heard };
}

const gaps = (log: { at: number }[]) => log.slice(1).map(({ at }, i) => at - log[i]!.at);

test('a_short_glare_is_still_shown_long_enough_to_be_read', () => {
  const { seen } = play([[dark, 1500], [glare, 1000], [far, 3000]]);
  expect(seen.map(({ code }) => code)).toEqual(['dark', 'glare', 'far']);
  for (const gap of gaps(seen)) expect(gap).toBeGreaterThanOrEqual(SHOWN_AT_LEAST_MS);
});

test.each([hold, hint('hold.manual')])('the words turn with the green frame: $code', (good) => {
  const pacer = new HintPacer();
  pacer.offer(dark, 0);
  expect(pacer.offer(good, 100)).toEqual({ shown: good, spoken: 'say dark' });
  expect(pacer.offer(glare, 200).shown).toEqual(good);
});

test('a_flickering_camera_does_not_make_the_screen_flicker', () => {
  const flicker = Array.from({ length: 60 }, (_, i): [Hint, number] => [i % 2 ? dark : glare, 67]);
  const { seen } = play(flicker);
  for (const gap of gaps(seen)) expect(gap).toBeGreaterThanOrEqual(SHOWN_AT_LEAST_MS);
});

test('announcements_leave_time_to_listen_and_repeat_nothing', () => {
  const { heard } = play([[dark, 1500], [glare, 1500], [dark, 1500], [hold, 6000]]);
  for (const gap of gaps(heard)) expect(gap).toBeGreaterThanOrEqual(SPOKEN_AT_MOST_EVERY_MS);
  expect(heard.at(-1)?.text).toBe('say hold');
});

test('the_first_hint_is_immediate', () => {
  expect(new HintPacer().offer(dark, 0)).toEqual({ shown: dark, spoken: 'say dark' });
});
