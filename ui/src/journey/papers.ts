import { m } from '../i18n/messages';
import { KINDS, kindName } from './documents';

type Words = Readonly<Record<string, () => string>>;

/** Papers that are never taken, by the host's codes. */
const names: Words = {
  foreign_passport: m.paper_foreign_passport,
  foreign_card: m.paper_foreign_card,
  visa: m.paper_visa,
  other: m.paper_other,
};

/** Why each of them is not; and a French document that says another nationality. */
const reasons: Words = {
  foreign_passport: m.paper_passport_not_of_france,
  foreign_card: m.paper_not_of_france,
  visa: m.paper_is_visa,
  other: m.paper_not_taken,
  nationality: m.paper_other_nationality,
};

/** « Passeport d’un autre pays », or the kind's name. */
export function paperName(code: string): string {
  const kind = KINDS.find((each) => each === code);
  if (kind) return kindName(kind);
  return (Object.hasOwn(names, code) ? names[code]! : m.paper_other)();
}

/** Whether the code is of a paper that no choice would make right. */
export const isNeverTaken = (code: string): boolean => Object.hasOwn(reasons, code);

/** Why it is not taken, at a glance. */
export const refusedWords = (code: string): string =>
  (Object.hasOwn(reasons, code) ? reasons[code]! : m.paper_not_taken)();

/** What to do instead. */
export const insteadWords = (code: string): string =>
  code === 'nationality' ? m.paper_other_nationality_instead() : m.paper_instead();
