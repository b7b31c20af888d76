/** French with accents on every vowel, 40 % longer, in brackets that show cut ends. */
export function stretched(text: string): string;
/** French letters written with Arabic ones: unreadable on purpose, laid out like Arabic. */
export function rightToLeft(text: string): string;
