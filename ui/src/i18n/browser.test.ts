import { expect, test } from 'vitest';
import { browserName, placeName } from './browser';
import { choose } from './preferences.svelte';

test.each([
  [{ application: 'Firefox', system: 'Linux' }, 'Firefox sur Linux', 'Firefox on Linux'],
  [{ application: 'Safari' }, 'Safari', 'Safari'],
  [{ system: 'Android' }, 'Navigateur sur Android', 'A browser on Android'],
  [{}, 'Navigateur inconnu', 'Unknown browser'],
])('%o is said in the language of the person', (known, french, english) => {
  const browser = { ...known, place: 'Lyon' };
  choose({ language: 'fr' });
  expect(browserName(browser)).toBe(french);
  choose({ language: 'en' });
  expect(browserName(browser)).toBe(english);
});

test('a_place_that_only_the_server_can_name_stays_as_it_is', () => {
  choose({ language: 'en' });
  expect(['local', 'unknown', '', 'Lyon'].map((place) => placeName({ place }))).toEqual([
    'Local network',
    'Unknown place',
    'Unknown place',
    'Lyon',
  ]);
});
