/** What a code is made of. `letters` are capitals and digits, as in « ABCD-2345 ». */
export type Alphabet = 'digits' | 'letters';

/**
 * A code without what people and messengers put around it: spaces of every kind, hyphens, dots.
 * Digits of other scripts become 0–9, since some phone keyboards write them.
 */
export function cleanCode(typed: string, alphabet: Alphabet): string {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .toUpperCase();
  return plain.replace(alphabet === 'digits' ? /[^0-9]/g : /[^0-9A-Z]/g, '');
}
