import type { Row } from '../../components/shapes';
import { m } from '../../i18n/messages';
import type { DeclarationView, NoticeView } from '../../platform/contract';
import { kindName } from '../documents';
import { spellDate } from './dates';
import { nationalityChoice } from './nationalities';

/** A declaration as rows to read; each « Modifier » has a name of its own. */
export function rowsOf({ document, birthplace }: DeclarationView): Row[] {
  const row = (key: string, label: string, value: string | undefined, changeWhat?: string): Row => ({
    key,
    label,
    value: value ?? '',
    ...(changeWhat ? { changeWhat } : {}),
  });
  const sex = document.sex === 'female' ? m.document_female() : m.document_male();
  const nationality = document.nationality && nationalityChoice(document.nationality).label;
  // Of a French document it is known without being asked: there is no field to change.
  const isAsked = document.kind === 'residence_permit';
  const nationalityWhat = isAsked ? m.review_nationality_what() : undefined;
  return [
    row('kind', m.review_kind(), document.kind && kindName(document.kind), m.review_kind_what()),
    row('sex', m.document_sex(), document.sex && sex, m.review_sex_what()),
    row('given_names', m.document_given_names(), document.given_names, m.review_given_names_what()),
    row('birth_name', m.document_birth_name(), document.birth_name, m.review_birth_name_what()),
    row('usage_name', m.document_usage_name(), document.usage_name, m.review_usage_name_what()),
    row(
      'birth_date',
      m.document_birth_date(),
      spellDate(document.birth_date),
      m.review_birth_date_what(),
    ),
    row(
      'birthplace',
      m.birthplace_title(),
      [birthplace.place, birthplace.country].filter(Boolean).join(', '),
      m.review_birthplace_what(),
    ),
    ...(nationality
      ? [row('nationality', m.document_nationality(), nationality, nationalityWhat)]
      : []),
    row('number', m.document_number(), document.number, m.review_number_what()),
    row('issue_date', m.document_issue_date(), spellDate(document.issue_date), m.review_issue_what()),
    row(
      'expiry_date',
      m.document_expiry_date(),
      spellDate(document.expiry_date),
      m.review_expiry_what(),
    ),
  ];
}

const notices: Readonly<Record<string, (about: string) => string>> = {
  'validity.extended': (until) => m.notice_validity_extended({ date: spellDate(until) }),
  'number.month_differs': () => m.notice_number_month(),
  'number.unusual': () => m.notice_number_unusual(),
  'number.looks_like_passport': () => m.notice_number_passport(),
  'validity.span_unusual': () => m.notice_span_unusual(),
  'name.transliterated_in_register': () => m.notice_transliterated(),
};

/** The words of what is worth knowing; a newer server's notice is left out rather than garbled. */
export function noticesOf(found: readonly NoticeView[]): { code: string; text: string }[] {
  const worded = found.flatMap(({ code, about }) => {
    const words = Object.hasOwn(notices, code) ? notices[code] : undefined;
    return words ? [{ code, text: words(about ?? '') }] : [];
  });
  return [...new Map(worded.map((notice) => [notice.text, notice])).values()];
}
