import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const namesIn = (language: string): string[] =>
  [...readFileSync(`messages/${language}.json`, 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map(
    (match) => match[1]!,
  );

test.each(['fr', 'en'])('no_message_in_%s_is_written_twice', (language) => {
  // JSON keeps the last one without a word, and one of two screens says something else.
  const names = namesIn(language);
  const doubles = names.filter((name, index) => names.indexOf(name) !== index);
  expect(doubles).toEqual([]);
});

test('every_message_is_shown_somewhere', () => {
  const isSource = (file: string): boolean => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts');
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(isSource);
  const words = new Set(sources.flatMap((file) => readFileSync(`src/${file}`, 'utf8').match(/\w+/g) ?? []));
  expect(namesIn('fr').filter((name) => !words.has(name))).toEqual([]);
});
