import { m } from '../i18n/messages';

const words = [
  m.digit_word_0,
  m.digit_word_1,
  m.digit_word_2,
  m.digit_word_3,
  m.digit_word_4,
  m.digit_word_5,
  m.digit_word_6,
  m.digit_word_7,
  m.digit_word_8,
  m.digit_word_9,
];

/** « sept ». @param digit 0 to 9 */
export const digitWord = (digit: number): string => words[digit]?.() ?? `${digit}`;
