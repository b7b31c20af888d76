import { beforeEach, expect, test } from 'vitest';
import { declaration } from '../../gallery/journey';
import { choose } from '../../i18n/preferences.svelte';
import type { CommuneView } from '../../platform/contract';
import { detailOf } from './birthplaces';
import { rowsOf } from './summary';

beforeEach(() => choose({ language: 'fr' }));

const nationalityOf = (kind: 'identity_card' | 'residence_permit', nationality: string) =>
  rowsOf({ ...declaration, document: { ...declaration.document, kind, nationality } }).find(
    ({ key }) => key === 'nationality',
  );

test('the_nationality_of_a_french_document_is_a_word_and_leads_to_no_field', () => {
  expect(nationalityOf('identity_card', 'FRA')).toEqual({
    key: 'nationality',
    label: 'Nationalité',
    value: 'France',
  });
});

test('the_nationality_of_a_permit_can_be_changed', () => {
  const row = nationalityOf('residence_permit', 'MAR');
  expect([row?.value, row?.changeWhat]).toEqual(['Maroc', 'la nationalité']);
});

test('a_commune_is_told_by_its_department_and_by_its_own_code_among_namesakes_there', () => {
  const drome: CommuneView = {
    code: '26362',
    name: 'Valence',
    department: 'Drôme',
    department_code: '26',
    is_change_undated: false,
  };
  const charente = { ...drome, code: '16392', department: 'Charente', department_code: '16' };
  const twin = { ...drome, code: '26999' };
  expect(detailOf(drome, [drome, charente])).toBe('Drôme (26)');
  expect(detailOf(drome, [drome, charente, twin])).toBe('Drôme (26362)');
});
