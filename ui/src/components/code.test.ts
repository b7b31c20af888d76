import { expect, test } from 'vitest';
import { cleanCode } from './code';

test.each([
  ['482 913', '482913'],
  ['482\u202f913', '482913'],
  ['482-913.', '482913'],
  ['Votre code : 482913', '482913'],
  ['٤٨٢٩١٣', '482913'],
  ['４８２９１３', '482913'],
])('the code %s is understood', (typed, code) => {
  expect(cleanCode(typed, 'digits')).toBe(code);
});

test('letters_are_capitals_without_their_hyphen', () => {
  expect(cleanCode('abcd-2345', 'letters')).toBe('ABCD2345');
});
