import { expect, test } from 'vitest';
import { fileSize, countdown, longDate, longMoment } from './format';
import { m } from './messages';
import {
  adoptHostPreferences, choose, forHost, haveBeenChosen, preferences, resetPreferences, restorePreferences,
} from './preferences.svelte';

test('a_choice_survives_a_restart', () => {
  choose({ language: 'en', theme: 'dark', textSize: 150, highContrast: true, signals: false });
  const stored = localStorage.getItem('sceau.preferences')!;
  resetPreferences();
  expect(haveBeenChosen()).toBe(false);
  localStorage.setItem('sceau.preferences', stored);

  restorePreferences();
  expect(preferences).toMatchObject({ language: 'en', theme: 'dark', textSize: 150 });
  expect(preferences).toMatchObject({ highContrast: true, signals: false });
  expect(document.documentElement.lang).toBe('en');
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(document.documentElement.style.fontSize).toBe('150%');
});

test.each(['{', '"fr"', 'null', '{"language":"tlh","textSize":900,"theme":"neon"}'])(
  'a spoilt store (%s) falls back to French at the normal size',
  (stored) => {
    localStorage.setItem('sceau.preferences', stored);
    restorePreferences();
    expect(preferences).toMatchObject({ language: 'fr', theme: 'system', textSize: 100 });
  },
);

test('what_the_host_kept_comes_back_whole_where_the_page_forgot_it', () => {
  choose({ language: 'en', theme: 'light', textSize: 125, highContrast: true, signals: false });
  const kept = forHost();
  const before = { ...preferences };
  resetPreferences();
  adoptHostPreferences(kept);
  expect({ ...preferences }).toEqual(before);
});

test('messages_follow_the_language_at_once', () => {
  expect(m.back()).toBe('Retour');
  choose({ language: 'en' });
  expect(m.back()).toBe('Back');
});

test('dates_are_long_and_never_shifted_by_a_zone', () => {
  expect(longDate('2026-02-01')).toBe('1 février 2026');
  expect(longMoment('2026-02-01T15:36:00Z', 'Europe/Paris')).toMatch(/1 février 2026.*16:36/);
  choose({ language: 'en' });
  expect(longDate('2026-02-01')).toBe('1 February 2026');
});

test('sizes_and_countdowns_read_as_people_write_them', () => {
  expect(fileSize(1_400_000)).toBe('1,4\u00a0Mo');
  expect(fileSize(1)).toBe('1\u00a0ko');
  expect(countdown(65)).toBe('1:05');
  expect(countdown(-3)).toBe('0:00');
});
