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

/** The communes that fit, those of the birth date first. */
export async function searchCommunes(
  host: Host,
  query: string,
  birth_date: string,
): Promise<readonly Choice[]> {
  const found = await host.call('search_communes', { query, birth_date });
  const entry = (commune: CommuneView, rank: string, group?: string): Choice => ({
    key: `${commune.code}|${rank}`,
    label: commune.name,
    detail: [commune.department, commune.note].filter(Boolean).join(' – '),
    ...(group ? { group } : {}),
  });
  return [
    ...found.at_birth.map((commune, rank) => entry(commune, `${rank}`)),
    ...found.did_you_mean.map((commune, rank) =>
      entry(commune, `other-${rank}`, m.birthplace_did_you_mean()),
    ),
  ];
}

/** The countries that fit, in the person's language. */
export async function searchCountries(host: Host, query: string): Promise<readonly Choice[]> {
  const { countries } = await host.call('search_countries', { query });
  return countries.map(({ code, name_fr, name_en }) => ({
    key: code,
    label: preferences.language === 'en' ? name_en : name_fr,
  }));
}
