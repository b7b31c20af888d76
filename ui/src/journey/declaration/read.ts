import { m } from '../../i18n/messages';
import type { ComparedView, DocumentDraft } from '../../platform/contract';
import { paperName } from '../papers';
import { spellDate } from './dates';
import { nationalityChoice } from './nationalities';

/** A field's name as the form writes it; `undefined` for one that no form asks. */
const labels: Readonly<Record<string, () => string>> = {
  kind: m.review_kind,
  issuer: m.document_issuer,
  sex: m.document_sex,
  given_names: m.document_given_names,
  birth_name: m.document_birth_name,
  birth_date: m.document_birth_date,
  nationality: m.document_nationality,
  number: m.document_number,
  expiry_date: m.document_expiry_date,
};

/** The field's name, as the form writes it. */
export const fieldLabel = (field: string): string =>
  Object.hasOwn(labels, field) ? labels[field]!() : field;

/** A value in the contract's form, written as people read it. */
export function fieldWords(field: string, value: string): string {
  switch (field) {
    case 'kind':
      return paperName(value);
    case 'birth_date':
    case 'expiry_date':
      return spellDate(value);
    case 'sex':
      return value === 'female' ? m.document_female() : m.document_male();
    case 'nationality':
    case 'issuer':
      return value === FRANCE ? m.country_france() : nationalityChoice(value).label;
    default:
      return value;
  }
}

/** The state that issues every document that is taken, and the nationality where nobody asks it. */
const FRANCE = 'FRA';

/** Whether the person declared a field, or it goes without saying: only a permit's nationality is asked. */
export const isDeclared = (field: string, declared: DocumentDraft): boolean =>
  field in declared && (field !== 'nationality' || declared.kind === 'residence_permit');

/** What was declared for a field, written as people read it, or what goes without saying; else empty. */
export function declaredWords(field: string, declared: DocumentDraft): string {
  const value = declared[field as Exclude<keyof DocumentDraft, 'as_read'>];
  const isFrench = field === 'issuer' || field === 'nationality';
  return value ? fieldWords(field, value) : isFrench ? m.country_france() : '';
}

/** What the zone says of names, written as names: it holds capitals only. */
export const readWords = ({ field, read = '' }: ComparedView): string => fieldWords(field, read);
