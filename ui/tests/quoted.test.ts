// What one text tells people to choose stands on a button, in the same words.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const TOP = `${import.meta.dirname}/../..`;
const TEMPLATES = `${TOP}/crates/http/templates`;

/** Typographic signs are the keyboard's in the server's pages. */
const plain = (text: string) => text.replaceAll('’', "'").replace(/[\u00a0\u202f]/g, ' ');

function textsOf(language: string): string[] {
  const messages: unknown = JSON.parse(readFileSync(`${TOP}/ui/messages/${language}.json`, 'utf8'));
  return Object.values(messages as object)
    .flatMap((said: string | object) => (typeof said === 'string' ? [said] : Object.values(said)))
    .map((said) => plain(String(said)));
}

const pages = readdirSync(TEMPLATES).map((name) =>
  plain(readFileSync(`${TEMPLATES}/${name}`, 'utf8')),
);

test.each([
  ['fr', /(?:choisissez|appuyez sur) « ([^»]+) »/gi],
  ['en', /(?:choose|press|tap) “([^”]+)”/gi],
])('what_people_are_told_to_choose_is_there_to_be_chosen (%s)', (language, told) => {
  const texts = textsOf(language);
  const quoted = [...pages, ...texts].flatMap((text) => [...text.matchAll(told)].map(([, it]) => it!));
  expect(quoted.length).toBeGreaterThan(2);
  expect(quoted.filter((it) => !texts.includes(it))).toEqual([]);
});
