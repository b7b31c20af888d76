import { beforeEach, expect, test } from 'vitest';
import { ago, longDay, soonMoment, today } from './format';
import { choose } from './preferences.svelte';

beforeEach(() => choose({ language: 'en' }));

test.each([
  [10, '10 sec ago'],
  [59, '59 sec ago'],
  [119, '1 min ago'],
  [7200, '2 hr ago'],
  [200_000, '2 days ago'],
  [-5, '0 sec ago'],
])('%i seconds are said as people say them', (seconds, words) => {
  const now = Date.parse('2026-02-03T15:36:00Z');
  const instant = new Date(now - seconds * 1000).toISOString();
  expect(ago(instant, now)).toBe(words);
});

const at = (instant: string) => ({ elapsed: () => 0, now: () => Date.parse(instant) });

test('a_day_is_the_one_on_the_calendar_here_not_in_greenwich', () => {
  expect(longDay('2026-02-03T23:30:00Z', 'Europe/Paris')).toBe('4 February 2026');
  expect(longDay('2026-02-04T03:30:00Z', 'America/Cayenne')).toBe('4 February 2026');
  expect(longDay('2026-02-04T02:30:00Z', 'America/Cayenne')).toBe('3 February 2026');
});

test('today_is_the_day_here_just_after_midnight', () => {
  expect(today(at('2026-02-03T23:30:00Z'), 'Europe/Paris')).toBe('2026-02-04');
  expect(today(at('2026-02-03T22:30:00Z'), 'Europe/Paris')).toBe('2026-02-03');
});

test('an_hour_of_another_day_is_told_with_its_day', () => {
  const now = at('2026-02-03T20:00:00Z');
  const tell = (instant: string) => soonMoment(instant, now, 'Europe/Paris');
  expect(tell('2026-02-03T22:59:00Z')).toBe('at 23:59');
  expect(tell('2026-02-03T23:05:00Z')).toBe('on 4 February 2026 at 00:05');
});
