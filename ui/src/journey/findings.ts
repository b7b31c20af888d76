import type { Finding } from '../components/findings';
import { m } from '../i18n/messages';
import type { FieldFindingView } from '../platform/contract';
import { spellDate } from './declaration/dates';
import type { Locate } from './form.svelte';

/**
 * What is wrong with a field and what to do about it, by the stable codes of `domain` (`document`,
 * `birthplace`, `phone`). A test holds the list against theirs.
 */
export const FINDINGS: Readonly<Record<string, () => string>> = {
  'field.required': m.finding_required,
  'field.too_long': m.finding_too_long,
  'kind.unknown': m.finding_kind_unknown,
  'sex.unknown': m.finding_sex_unknown,
  'name.letter_not_allowed': m.finding_name_letter,
  'name.separator_misplaced': m.finding_name_separator,
  'name.no_letter': m.finding_name_no_letter,
  'name.too_long': m.finding_too_long,
  'number.format_new_card': m.finding_number_new_card,
  'number.format_old_card': m.finding_number_old_card,
  'number.month_old_card': m.finding_number_month,
  'number.format_passport': m.finding_number_passport,
  'number.format_permit': m.finding_number_permit,
  'number.looks_like_old_card': m.finding_number_is_old,
  'number.looks_like_new_card': m.finding_number_is_new,
  'number.letter_for_digit': m.finding_number_letter,
  'nationality.unknown': m.finding_nationality_unknown,
  'nationality.must_be_french': m.finding_nationality_not_french,
  'nationality.french_on_permit': m.finding_nationality_french,
  'date.malformed': m.finding_date_malformed,
  'date.year_out_of_range': m.finding_date_year,
  'date.day_without_month': m.finding_date_day,
  'date.impossible': m.finding_date_impossible,
  'date.incomplete': m.finding_date_incomplete,
  'person.born_in_future': m.finding_date_future,
  'person.minor': m.finding_minor,
  'person.adult_unsure': m.finding_adult_unsure,
  'document.issued_in_future': m.finding_date_future,
  'document.issued_before_birth': m.finding_issued_before_birth,
  'document.issue_not_before_expiry': m.finding_issue_after_expiry,
  'document.card_format_not_issued_then': m.finding_card_format,
  'document.span_unexpected': m.finding_span,
  'document.expiry_already_extended': m.finding_already_extended,
  'document.expired': m.finding_expired,
  'permit.under_five_years': m.finding_permit_short,
  'commune.unknown': m.finding_commune_unknown,
  'commune.not_valid_at_birth': m.finding_commune_not_then,
  'commune.arrondissement_needed': m.finding_commune_arrondissement,
  'commune.malformed': m.finding_commune_unknown,
  'country.unknown': m.finding_country_unknown,
  'country.is_france': m.finding_country_france,
  'place.empty': m.finding_place_empty,
  'place.too_long': m.finding_too_long,
  'place.unwritable': m.finding_name_letter,
  'phone.empty': m.finding_phone_empty,
  'phone.sign_not_allowed': m.finding_phone_sign,
  'phone.too_short': m.finding_phone_short,
  'phone.too_long': m.finding_phone_long,
  'phone.landline': m.finding_phone_landline,
  'phone.foreign': m.finding_phone_foreign,
  'phone.range_not_in_use': m.finding_phone_range,
};

/** The sentence of a finding; a newer server's code still gets one. */
export function wordsOf(code: string): string {
  return Object.hasOwn(FINDINGS, code) ? FINDINGS[code]!() : m.finding_other();
}

/** The same, with the day that it is about. */
const sentenceOf = ({ code, until }: FieldFindingView): string =>
  code === 'document.expired' && until
    ? m.finding_expired_on({ date: spellDate(until) })
    : wordsOf(code);

/** The fields of a `fields.invalid`, one sentence each; `fieldOf` names the input to lead to. */
export function locateFieldsAs(fieldOf: (field: string) => string): Locate {
  return ({ fields }) => {
    const found = new Map<string, Finding>();
    for (const finding of fields) {
      const fieldId = fieldOf(finding.field);
      if (!found.has(fieldId)) found.set(fieldId, { fieldId, text: sentenceOf(finding) });
    }
    return [...found.values()];
  };
}

/** Inputs named like the request's fields. */
export const locateFields: Locate = locateFieldsAs((field) => field);
