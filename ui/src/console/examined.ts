import { m } from '../i18n/messages';
import type { ZoneFindingView } from '../platform/contract';

type Words = Readonly<Record<string, () => string>>;

const word = (words: Words, code: string, other: () => string): string =>
  (Object.hasOwn(words, code) ? words[code]! : other)();

const picture: Words = {
  unreadable: m.console_examined_unreadable,
  dark: m.photo_finding_dark,
  bright: m.photo_finding_bright,
  blur: m.photo_finding_blur,
  glare: m.photo_finding_glare,
  small: m.photo_finding_small,
  cut: m.photo_finding_cut,
  side: m.photo_finding_side,
  screen: m.photo_finding_screen,
  'document.none': m.console_examined_no_document,
  'zone.none': m.console_examined_no_zone,
  'zone.other_side': m.console_examined_other_side,
};

const zone: Readonly<Record<string, (place: { line: number; column: number }) => string>> = {
  'mrz.line_missing': m.console_zone_line_missing,
  'mrz.line_length': m.console_zone_line_length,
  'mrz.sign_not_allowed': m.console_zone_sign,
  'mrz.check_digit': m.console_zone_check_digit,
  'mrz.date_impossible': m.console_zone_date,
};

const likenesses: Words = {
  same: m.console_like_same,
  equivalent: m.console_like_equivalent,
  truncated: m.console_like_truncated,
  missing_given_names: m.console_like_missing,
  different: m.console_like_different,
  doubtful: m.console_like_doubtful,
  unread: m.console_like_unread,
};

const film: Words = {
  'film.no_sound': m.console_film_no_sound,
  'film.prompts_missing': m.console_film_missing,
  'film.prompts_out_of_order': m.console_film_order,
  'film.prompt_too_short': m.console_film_short,
  'film.prompt_after_end': m.console_film_after_end,
};

const duplicates: Words = {
  'duplicate.document': m.console_duplicate_document,
  'duplicate.evidence': m.console_duplicate_evidence,
};

/** What does not fit in a film's record. */
export const filmWords = (code: string): string => word(film, code, m.console_film_other);

/** What is found in another account's case. */
export const duplicateWords = (code: string): string =>
  word(duplicates, code, m.console_duplicate_other);

/** What may be wrong with a picture. */
export const pictureWords = (code: string): string => word(picture, code, m.photo_finding_other);

/** What is wrong within a zone, and where: lines and columns as people count them. */
export function zoneWords({ code, line, column }: ZoneFindingView): string {
  const place = { line: line + 1, column: column + 1 };
  return Object.hasOwn(zone, code) ? zone[code]!(place) : m.console_zone_other(place);
}

/** How a field read compares with the one declared. */
export const likenessWords = (code: string): string =>
  word(likenesses, code, m.console_like_unread);
