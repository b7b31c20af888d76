import { m } from '../i18n/messages';
import { spellDate } from '../journey/declaration/dates';
import type { DocumentKind, NoticeView, Part, ThirdTask, Verdict } from '../platform/contract';

type Words<Code extends string = string> = Readonly<Record<Code, () => string>>;

const word = (words: Words, code: string, other: () => string): string =>
  (Object.hasOwn(words, code) ? words[code]! : other)();

const history: Words = {
  'case.opened': m.console_history_opened,
  'case.assigned': m.console_history_assigned,
  'case.viewed': m.console_history_viewed,
  'case.released': m.console_history_released,
  'case.recorded': m.console_history_recorded,
  'case.recused': m.console_history_recused,
  'birthplace.code_read': m.console_history_code_read,
  'challenge.drawn': m.console_history_challenge,
  'decision.opinion': m.console_history_opinion,
  'decision.taken': m.console_history_decision,
  'desk.viewed': m.console_history_desk,
  'evidence.attached': m.console_history_attached,
  'evidence.examined': m.console_history_examined,
  'evidence.lost': m.console_history_lost,
  'faces.compared': m.console_history_faces,
  'evidence.viewed': m.console_history_evidence_viewed,
  'evidence.erased': m.console_history_erased,
  'journey.moved': m.console_history_moved,
  'letter.deposited': m.console_history_letter_deposited,
  'letter.accepted': m.console_history_letter_accepted,
  'letter.received': m.console_history_letter_received,
  'letter.reminded': m.console_history_letter_reminded,
  'letter.refused': m.console_history_letter_other,
  'letter.expired': m.console_history_letter_other,
  'message.sent': m.console_history_message,
};

const unchecked: Words = {
  'document.security_features': m.console_unchecked_security,
  'document.chip': m.console_unchecked_chip,
  'identity.register': m.console_unchecked_register,
  'face.match': m.console_unchecked_match,
  'face.attack': m.console_unchecked_attack,
  'film.turn': m.console_unchecked_turn,
  'document.seal': m.console_unchecked_seal,
  'document.side_without_zone': m.console_unchecked_side,
  'birthplace.unlisted': m.console_unchecked_birthplace,
};

const notices: Readonly<Record<string, (about: string) => string>> = {
  'validity.extended': (until) => m.console_notice_extended({ date: spellDate(until) }),
  'number.month_differs': () => m.console_notice_number_month(),
  'number.unusual': () => m.console_notice_number_unusual(),
  'number.looks_like_passport': () => m.console_notice_number_passport(),
  'validity.span_unusual': () => m.console_notice_span(),
  'name.transliterated_in_register': () => m.console_notice_transliterated(),
  'birthplace.pole_code': (code) => m.console_notice_pole_code({ code }),
  'birthplace.undated': () => m.console_notice_undated(),
  'birthplace.mayotte_code': (code) => m.console_notice_mayotte({ code }),
  'birthplace.guadeloupe_code': (code) => m.console_notice_guadeloupe({ code }),
  'birthplace.before_1943': () => m.console_notice_before_1943(),
  'birthplace.former_french': () => m.console_notice_former_french(),
  'birthplace.former_state': (code) =>
    code ? m.console_notice_former_state_code({ code }) : m.console_notice_former_state(),
};

const tasks: Words<ThirdTask> = {
  turn_left: m.console_task_turn_left,
  turn_right: m.console_task_turn_right,
  show_document: m.console_task_show_document,
};

const verdicts: Words<Verdict> = {
  approve: m.console_earlier_approved,
  ask_again: m.console_earlier_asked,
  refuse: m.console_earlier_refused,
};

/** What an earlier examination ended with. */
export const verdictWords = (verdict: Verdict): string => verdicts[verdict]();

/** A line of the history. */
export const historyWords = (kind: string): string => word(history, kind, m.console_history_other);

/** What was not checked; each sentence once. A caution about the birthplace has its notice instead. */
export function uncheckedWords(codes: readonly string[]): string[] {
  const mine = codes.filter((code) => !Object.hasOwn(notices, code));
  return [...new Set(mine.map((code) => word(unchecked, code, m.console_unchecked_other)))];
}

/** What is worth knowing of a declaration; an unknown notice is said to exist, never hidden. */
export function noticeWords(found: readonly NoticeView[]): string[] {
  const sentence = ({ code, about }: NoticeView) =>
    Object.hasOwn(notices, code) ? notices[code]!(about ?? '') : m.console_notice_other();
  return [...new Set(found.map(sentence))];
}

/** What followed the digits. */
export const taskWords = (task: ThirdTask): string => tasks[task]();

/** « Recto ». */
export function partWords(part: Part, kind: DocumentKind | undefined): string {
  if (part === 'video') return m.console_part_video();
  if (kind === 'passport') return m.console_part_page();
  return part === 'front' ? m.console_part_front() : m.console_part_back();
}

/** « 3 heures »: the largest whole unit. @param milliseconds zero or more */
export function ageWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return m.console_age_minutes({ count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? m.console_age_hours({ count: hours })
    : m.console_age_days({ count: Math.floor(hours / 24) });
}
