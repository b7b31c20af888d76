import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findProblems, loadMessages, sentences } from '../scripts/messages.mjs';
import { rightToLeft, stretched } from '../scripts/pseudo.mjs';
import { correct } from '../scripts/typography.mjs';

const messages = loadMessages(pathToFileURL(`${import.meta.dirname}/../messages/`));

test('french_and_english_are_complete_and_take_the_same_placeholders', () => {
  expect(findProblems(messages)).toEqual([]);
});

describe('what the completeness check refuses', () => {
  test.each([
    ['a key English lacks', { a: 'Un' }, {}, 'en: « a » is missing'],
    ['a key French lacks', {}, { a: 'One' }, 'en: « a » does not exist in fr'],
    ['another placeholder', { a: '{count} et {nom}' }, { a: '{count}' }, 'en: « a » takes {count} but'],
    ['an empty sentence', { a: 'Un' }, { a: ' ' }, 'en: « a » is empty'],
    ['a plural without « other »', { a: { one: '{count}' } }, { a: '{count}' }, 'fr: « a » has no plural'],
    ['a key no function can be named after', { 'a-b': 'Un' }, { 'a-b': 'One' }, 'is not snake_case'],
  ])('%s', (_story, fr, en, complaint) => {
    expect(findProblems({ fr, en } as never).join('\n')).toContain(complaint);
  });
});

describe('typography', () => {
  const all = (['fr', 'en'] as const).flatMap((locale) =>
    Object.entries(messages[locale] ?? {}).flatMap(([key, message]) =>
      sentences(message).map((text) => ({ locale, key, text })),
    ),
  );

  test('every_sentence_is_set_as_its_language_asks', () => {
    const wrong = all.filter(({ locale, text }) => correct(locale, text) !== text);
    expect(wrong).toEqual([]);
  });

  test.each([
    ['Besoin d\'aide ?', 'Besoin d’aide\u202f?'],
    ['Attention: fini!', 'Attention\u202f: fini\u202f!'],
    ['« Modifier »', '«\u202fModifier\u202f»'],
    ['Envoyé à 16:36', 'Envoyé à 16:36'],
    ['https://exemple.fr', 'https://exemple.fr'],
    ['Vraiment ?!', 'Vraiment\u202f?!'],
    ['60 %', '60\u202f%'],
  ])('%s becomes %s', (typed, set) => {
    expect(correct('fr', typed)).toBe(set);
    expect(correct('fr', set)).toBe(set);
  });

  test('no_sentence_blames_promises_or_says_ok', () => {
    const forbidden = /\b(oups|oops|ok|qualifiée?s?|certifiée?s?|qualified|certified|approuvée)\b/i;
    expect(all.filter(({ text }) => forbidden.test(text))).toEqual([]);
  });
});

describe('layout languages', () => {
  test('keep_placeholders_whole', () => {
    expect(stretched('Il reste {count} essais')).toContain('{count}');
    expect(rightToLeft('Il reste {count} essais')).toContain('{count}');
  });

  test('are_forty_per_cent_longer_and_right_to_left', () => {
    const text = 'Votre pièce d’identité, en main';
    expect(stretched(text).length).toBeGreaterThanOrEqual(text.length * 1.35);
    expect(rightToLeft(text)).toMatch(/[\u0600-\u06ff]/);
  });
});
