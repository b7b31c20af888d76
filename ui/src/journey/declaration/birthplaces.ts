import type { Choice } from '../../components/shapes';
import { m } from '../../i18n/messages';
import { preferences } from '../../i18n/preferences.svelte';
import type { Host } from '../../platform';
import type { BirthplaceDraft, BirthplaceView, CommuneView } from '../../platform/contract';

/** The birthplace as it is being entered; every way keeps its own entries. */
export interface BirthplaceEntries {
  where: 'france' | 'abroad' | '';
  /** « Ma commune n'apparaît pas ». */
  isUnlisted: boolean;
  commune: Choice | undefined;
  name: string;
  department: string;
  country: Choice | undefined;
  town: string;
}

const EMPTY: BirthplaceEntries = {
  where: '',
  isUnlisted: false,
  commune: undefined,
  name: '',
  department: '',
  country: undefined,
  town: '',
};

/** What was declared before, ready to be changed. */
export function entriesOf(declared: BirthplaceView | undefined): BirthplaceEntries {
  if (!declared) return EMPTY;
  const { draft, place, country } = declared;
  if (draft.where === 'in_france') {
    return { ...EMPTY, where: 'france', commune: { key: draft.code, label: place } };
  }
  if (draft.where === 'abroad') {
    const chosen = { key: draft.country, label: country };
    return { ...EMPTY, where: 'abroad', country: chosen, town: draft.town ?? '' };
  }
  const { name, department } = draft;
  return { ...EMPTY, where: 'france', isUnlisted: true, name, department };
}

/** As the host understands it; none while something needed is empty. */
export function draftOf(entries: BirthplaceEntries): BirthplaceDraft | undefined {
  const { where, isUnlisted, commune, name, department, country, town } = entries;
  if (where === 'abroad') {
    if (!country) return undefined;
    const typed = town.trim();
    return { where: 'abroad', country: country.key, ...(typed ? { town: typed } : {}) };
  }
  if (where === '') return undefined;
  if (isUnlisted) {
    return name.trim() === '' ? undefined : { where: 'unlisted', name, department };
  }
  return commune ? { where: 'in_france', code: codeOf(commune) } : undefined;
}

/** The input that a finding about the place leads to. */
export function placeField({ where, isUnlisted }: BirthplaceEntries): string {
  if (where === 'abroad') return 'country';
  if (where === '') return 'where';
  return isUnlisted ? 'place-name' : 'commune';
}

/** One code bears several names over time, so an entry's key is the code and its rank. */
const codeOf = (commune: Choice): string => commune.key.split('|')[0] ?? '';

/**
 * « Seine (75) – jusqu’en 1967 – aujourd’hui Val-de-Marne (94) »: what tells namesakes apart. Their own codes, which few
 * people know, only where several of the same department are offered.
 */
export function detailOf(commune: CommuneView, offered: readonly CommuneView[] = []): string {
  const { code, name, department, department_code } = commune;
  const isTwin = offered.some(
    (other) =>
      other.code !== code && other.name === name && other.department_code === department_code,
  );
  const place = `${department} (${isTwin ? code : department_code})`;
  const parts = [place, periodOf(commune), placeOf(commune)];
  return parts.filter(Boolean).join(' – ');
}

function periodOf({ since, until, is_change_undated: isUndated }: CommuneView): string {
  if (until !== undefined) {
    if (isUndated) return m.commune_until_later({ year: `${until}` });
    return since === undefined
      ? m.commune_until({ year: `${until}` })
      : m.commune_between({ since: `${since}`, until: `${until}` });
  }
  if (since === undefined) return '';
  return isUndated
    ? m.commune_since_later({ year: `${since}` })
    : m.commune_since({ year: `${since}` });
}

function placeOf({ name, department_code, today, part_of }: CommuneView): string {
  if (today) {
    const isMoved = !today.department.endsWith(`(${department_code})`);
    if (today.name === name) return isMoved ? m.commune_today({ place: today.department }) : '';
    const place = isMoved ? `${today.name}, ${today.department}` : today.name;
    return m.commune_today({ place });
  }
  return part_of === undefined ? '' : m.commune_part_of({ place: part_of });
}

/** The communes that fit, those of the birth date first. */
export async function searchCommunes(
  host: Host,
  query: string,
  birth_date: string,
): Promise<readonly Choice[]> {
  const found = await host.call('search_communes', { query, birth_date });
  const offered = [...found.at_birth, ...found.did_you_mean];
  const entry = (commune: CommuneView, rank: string, group?: string): Choice => ({
    key: `${commune.code}|${rank}`,
    label: commune.name,
    detail: detailOf(commune, offered),
    ...(group ? { group } : {}),
  });
  return [
    ...found.at_birth.map((commune, rank) => entry(commune, `${rank}`)),
    ...found.did_you_mean.map((commune, rank) =>
      entry(commune, `other-${rank}`, m.birthplace_did_you_mean()),
    ),
  ];
}

/** The countries that fit, in the person's language, each with what it was at the birth. */
export async function searchCountries(
  host: Host,
  query: string,
  birth_date: string,
): Promise<readonly Choice[]> {
  const { countries } = await host.call('search_countries', { query, birth_date });
  const isEnglish = preferences.language === 'en';
  return countries.map(({ code, name_fr, name_en, then_fr, then_en }) => {
    const then = isEnglish ? then_en : then_fr;
    return {
      key: code,
      label: isEnglish ? name_en : name_fr,
      ...(then ? { detail: m.country_then({ name: then }) } : {}),
    };
  });
}
