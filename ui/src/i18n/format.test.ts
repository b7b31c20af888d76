import { beforeEach, expect, test } from 'vitest';
import { ago } from './format';
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
