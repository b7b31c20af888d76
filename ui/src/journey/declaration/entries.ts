import type { TypedDate } from '../../components/dates';
import type { Choice } from '../../components/shapes';
import type { DocumentDraft, DocumentKind, Sex, ZoneField } from '../../platform/contract';
import { fromIso, toIso } from './dates';
import { nationalityChoice } from './nationalities';

/** The document's data as they are being typed: text, because a mistake must survive its correction. */
export interface DocumentEntries {
  sex: Sex | '';
  givenNames: string;
  birthName: string;
  usageName: string;
  birthDate: TypedDate;
  nationality: Choice | undefined;
  number: string;
  issueDate: TypedDate;
  expiryDate: TypedDate;
  /** As the document's zone writes them, where the form was filled from it: handed on, never shown. */
  zoneBirthName: string;
  zoneGivenNames: string;
}

/** What was declared before, ready to be changed. */
export function entriesOf(draft: DocumentDraft): DocumentEntries {
  return {
    sex: draft.sex ?? '',
    givenNames: draft.given_names ?? '',
    birthName: draft.birth_name ?? '',
    usageName: draft.usage_name ?? '',
    birthDate: fromIso(draft.birth_date),
    nationality: draft.nationality ? nationalityChoice(draft.nationality) : undefined,
    number: draft.number ?? '',
    issueDate: fromIso(draft.issue_date),
    expiryDate: fromIso(draft.expiry_date),
    zoneBirthName: draft.zone_birth_name ?? '',
    zoneGivenNames: draft.zone_given_names ?? '',
  };
}

/** What was read in place of what was typed; what was not read stays. */
export function filledWith(entries: DocumentEntries, read: DocumentDraft): DocumentEntries {
  const found = entriesOf(read);
  return {
    ...entries,
    ...(read.sex ? { sex: found.sex } : {}),
    ...(read.given_names ? { givenNames: found.givenNames } : {}),
    ...(read.birth_name ? { birthName: found.birthName } : {}),
    ...(read.birth_date ? { birthDate: found.birthDate } : {}),
    ...(read.nationality ? { nationality: found.nationality } : {}),
    ...(read.number ? { number: found.number } : {}),
    ...(read.expiry_date ? { expiryDate: found.expiryDate } : {}),
    ...(read.zone_birth_name ? { zoneBirthName: found.zoneBirthName } : {}),
    ...(read.zone_given_names ? { zoneGivenNames: found.zoneGivenNames } : {}),
  };
}

/** What a form can be filled with, by the request's names: all of them, by type. */
const READABLE: Readonly<Record<ZoneField, true>> = {
  number: true,
  sex: true,
  given_names: true,
  birth_name: true,
  birth_date: true,
  nationality: true,
  expiry_date: true,
};
const readable = Object.keys(READABLE) as ZoneField[];

/** Of what was declared before, that which was left as it had been read. */
export const declaredAsRead = ({ as_read = [], ...declared }: DocumentDraft): DocumentDraft =>
  Object.fromEntries(as_read.map((field) => [field, declared[field]]));

/** The fields that stand as they were read, in one reading or another. */
export function standingAsRead(
  kind: DocumentKind,
  entries: DocumentEntries,
  readings: readonly DocumentDraft[],
): ReadonlySet<ZoneField> {
  const now = draftOf(kind, entries);
  const thens = readings.map((read) => draftOf(kind, entriesOf(read)));
  const stands = (field: ZoneField) => thens.some((then) => then[field] && now[field] === then[field]);
  return new Set(readable.filter(stands));
}

/** Everything as typed, for the host to check; what is empty is left out. */
export function draftOf(kind: DocumentKind, entries: DocumentEntries): DocumentDraft {
  const asksNationality = kind === 'residence_permit';
  const all: Record<string, string | undefined> = {
    kind,
    number: entries.number,
    sex: entries.sex,
    given_names: entries.givenNames,
    birth_name: entries.birthName,
    usage_name: entries.usageName,
    birth_date: toIso(entries.birthDate),
    nationality: asksNationality ? entries.nationality?.key : undefined,
    issue_date: toIso(entries.issueDate),
    expiry_date: toIso(entries.expiryDate),
    zone_birth_name: entries.zoneBirthName,
    zone_given_names: entries.zoneGivenNames,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given) as DocumentDraft;
}
