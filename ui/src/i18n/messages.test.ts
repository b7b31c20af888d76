import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each(['fr', 'en'])('no_message_in_%s_is_written_twice', (language) => {
  // JSON keeps the last one without a word, and one of two screens says something else.
  const text = readFileSync(`messages/${language}.json`, 'utf8');
  const names = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
  const doubles = names.filter((name, index) => names.indexOf(name) !== index);
  expect(doubles).toEqual([]);
});
