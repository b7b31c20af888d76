import { readFileSync } from 'node:fs';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { declaration, propsAt } from '../../gallery/journey';
import { choose } from '../../i18n/preferences.svelte';
import type {
  Commands,
  CommuneView,
  Events,
  JourneyRequest,
  RegisterView,
  StateName,
} from '../../platform/contract';
import { fakePlatform, type Answers } from '../../platform/fake';
import { CommandError } from '../../platform/types';
import { forgetAll, keep } from '../drafts';
import { FINDINGS } from '../findings';
import type { At } from '../screen';
import { screenOf } from '../screens';
import { detailOf } from './birthplaces';
import { fromIso, spellDate, toIso } from './dates';
import { NATIONALITIES, searchNationalities } from './nationalities';
import { sentenceOf, sentRows } from './register';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const user = userEvent.setup();
const press = (name: string) => user.click(screen.getByRole('button', { name }));

function show<Name extends StateName>(
  at: At<Name>,
  answer: (request: JourneyRequest) => void = () => undefined,
  answers: Answers<Commands> = {},
) {
  const sent: JourneyRequest[] = [];
  const props = {
    ...propsAt<Name>(at),
    host: fakePlatform<Commands, Events>(answers),
    send: async (request: JourneyRequest) => {
      sent.push(request);
      answer(request);
    },
  };
  const shown = render(screenOf(at.state) as Component<object>, props);
  return { ...shown, sent };
}

const invalid = (...list: [field: string, code: string][]) =>
  new CommandError({
    code: 'fields.invalid',
    fields: list.map(([field, code]) => ({ field, code })),
  });
const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const blank: At<'document_data'> = { state: 'document_data', kind: 'passport', draft: {} };
const filled: At<'document_data'> = {
  state: 'document_data',
  kind: 'old_identity_card',
  draft: declaration.document,
};

async function typeDate(legend: string, [day, month, year]: [string, string, string]) {
  const group = within(legend);
  await user.type(group('Day'), day);
  await user.type(group('Month'), month);
  await user.type(group('Year'), year);
}
/** The inputs of one date, by their label inside its group. */
function within(legend: string) {
  const group = screen.getByRole('group', { name: legend });
  return (label: string) =>
    [...group.querySelectorAll('label')]
      .find((each) => each.textContent?.trim() === label)!
      .parentElement!.querySelector('input')!;
}

test('the_three_pages_are_sent_as_one_declaration', async () => {
  const { sent } = show(blank);
  await user.click(screen.getByRole('radio', { name: 'Female' }));
  await user.type(screen.getByLabelText('Given names'), 'Maëlle, Anne-Sophie');
  await user.type(screen.getByLabelText('Birth name'), 'Kervadec');
  await press('Continue');
  expect(heading()).toBe('When were you born?');
  await typeDate('Date of birth', ['1', '7', '1980']);
  await user.click(screen.getByLabelText('My document does not give the day'));
  await press('Continue');
  await user.type(screen.getByLabelText('Document number'), '12ab34567');
  await typeDate('Date of issue', ['2', '3', '2020']);
  await typeDate('Date of expiry', ['1', '3', '2030']);
  await press('Continue');

  expect(sent).toEqual([
    {
      do: 'declare_document',
      document: {
        kind: 'passport',
        sex: 'female',
        given_names: 'Maëlle, Anne-Sophie',
        birth_name: 'Kervadec',
        birth_date: '1980-07-00',
        number: '12ab34567',
        issue_date: '2020-03-02',
        expiry_date: '2030-03-01',
      },
    },
  ]);
});

test('findings_lead_back_to_the_first_page_concerned_and_wait_on_the_others', async () => {
  const refusals = [
    invalid(
      ['birth_name', 'name.letter_not_allowed'],
      ['birth_name', 'name.too_long'],
      ['number', 'number.looks_like_new_card'],
    ),
  ];
  const { sent } = show(filled, () => {
    const refusal = refusals.shift();
    if (refusal) throw refusal;
  });
  await press('Continue');
  await press('Continue');
  await press('Continue');

  await waitFor(() => expect(heading()).toBe('Who are you?'));
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#birth_name']);
  expect(screen.getByLabelText<HTMLInputElement>('Birth name').value).toBe('Kervadec');

  await press('Continue');
  await press('Continue');
  expect(screen.getByRole('link', { name: /bank-card size/ })).toBeTruthy();
  await press('Continue');
  expect(sent.length).toBe(2);
});

test('a_document_that_expired_is_refused_with_the_day_until_which_it_was_accepted', async () => {
  show(filled, () => {
    throw new CommandError({
      code: 'fields.invalid',
      fields: [{ field: 'expiry_date', code: 'document.expired', until: '2026-12-04' }],
    });
  });
  for (const _page of ['person', 'birth', 'document']) await press('Continue');
  expect(await screen.findByRole('link', { name: /accepted until 4 December 2026/ })).toBeTruthy();
});

test('back_inside_the_form_keeps_what_was_typed_and_so_does_leaving_it', async () => {
  const { unmount, sent } = show(filled);
  await user.clear(screen.getByLabelText('Birth name'));
  await user.type(screen.getByLabelText('Birth name'), 'Le Goff');
  await press('Continue');
  await press('Back');
  expect(screen.getByLabelText<HTMLInputElement>('Birth name').value).toBe('Le Goff');
  await press('Back');
  expect(sent).toEqual([{ do: 'go_back' }]);
  unmount();
  show(filled);
  expect(screen.getByLabelText<HTMLInputElement>('Birth name').value).toBe('Le Goff');
});

test('changing_one_row_of_the_review_shows_its_page_and_sends_at_once', async () => {
  keep('document.page', 'document');
  const { sent } = show(filled);
  expect(heading()).toBe('Your identity document');
  await press('Continue');
  expect(sent).toEqual([{ do: 'declare_document', document: declaration.document }]);
});

test('a_nationality_is_asked_of_a_permit_only', async () => {
  keep('document.page', 'birth');
  const { unmount } = show({ ...blank, kind: 'residence_permit' });
  expect(screen.getByRole('combobox', { name: 'Nationality' })).toBeTruthy();
  unmount();
  keep('document.page', 'birth');
  show(blank);
  expect(screen.queryByRole('combobox')).toBeNull();
});

const finistere = {
  code: '29019',
  department: 'Finistère',
  department_code: '29',
  is_change_undated: false,
};

const communes: Answers<Commands> = {
  search_communes: () => ({
    at_birth: [{ ...finistere, name: 'Brest' }],
    did_you_mean: [{ ...finistere, name: 'Lambézellec', until: 1945, today: { name: 'Brest', department: 'Finistère (29)' } }],
  }),
};

test('a_commune_is_searched_at_the_birth_date_and_sent_by_its_code', async () => {
  const asked: unknown[] = [];
  const { sent } = show({ state: 'birthplace', birth_date: '1980-07-00' }, undefined, {
    search_communes: (args) => (asked.push(args), communes.search_communes!(args)),
  });
  await user.click(screen.getByRole('radio', { name: 'In France' }));
  await user.type(screen.getByRole('combobox'), 'br');
  await screen.findByText('Did you mean…');
  await user.keyboard('{ArrowDown}{Enter}');
  await press('Continue');
  expect(asked).toEqual([{ query: 'br', birth_date: '1980-07-00' }]);
  expect(sent).toEqual([
    { do: 'declare_birthplace', birthplace: { where: 'in_france', code: '29019' } },
  ]);
});

test.each<[string, Partial<CommuneView>]>([
  ['Finistère (29)', {}],
  ['Finistère (29) – until 1945 – today Brest', { until: 1945, today: { name: 'Brest', department: 'Finistère (29)' } }],
  ['Finistère (29) – from 1950 to 2018 – today Elsewhere, Morbihan (56)', { since: 1950, until: 2018, today: { name: 'Elsewhere', department: 'Morbihan (56)' } }],
  ['Finistère (29) – since 1968', { since: 1968 }],
  ['Finistère (29) – until 2019 or later – today Brest', { until: 2019, is_change_undated: true, today: { name: 'Brest', department: 'Finistère (29)' } }],
  ['Finistère (29) – part of Brest', { part_of: 'Brest' }],
])('a_commune_is_told_apart_as %s', (line, more) => {
  expect(detailOf({ ...finistere, name: 'Lambézellec', ...more })).toBe(line);
});

test('a_commune_that_changed_department_is_shown_with_both', () => {
  const vitry: CommuneView = {
    code: '75081',
    name: 'Vitry-sur-Seine',
    department: 'Seine',
    department_code: '75',
    until: 1967,
    is_change_undated: false,
    today: { name: 'Vitry-sur-Seine', department: 'Val-de-Marne (94)' },
  };
  expect(detailOf(vitry)).toBe('Seine (75) – until 1967 – today Val-de-Marne (94)');
});

test('a_country_is_offered_with_what_it_was_at_the_birth', async () => {
  const asked: unknown[] = [];
  const { sent } = show({ state: 'birthplace', birth_date: '1955-07-14' }, undefined, {
    search_countries: (args) => {
      asked.push(args);
      const algeria = { code: '99352', name_fr: 'Algérie', name_en: 'Algeria' };
      return { countries: [{ ...algeria, then_fr: 'Algérie française', then_en: 'French Algeria' }] };
    },
  });
  await user.click(screen.getByRole('radio', { name: 'Abroad' }));
  await user.type(screen.getByRole('combobox'), 'al');
  await screen.findByText('when you were born: French Algeria');
  await user.keyboard('{ArrowDown}{Enter}');
  await press('Continue');
  expect(asked).toEqual([{ query: 'al', birth_date: '1955-07-14' }]);
  expect(sent).toEqual([
    { do: 'declare_birthplace', birthplace: { where: 'abroad', country: '99352' } },
  ]);
});

test('a_commune_that_is_not_listed_is_written_and_never_a_dead_end', async () => {
  const { sent } = show({ state: 'birthplace', birth_date: '1980-07-14' });
  await user.click(screen.getByRole('radio', { name: 'In France' }));
  await press('My commune is not listed');
  await press('Continue');
  expect(screen.getByRole('alert')).toBeTruthy();
  await user.type(screen.getByLabelText('Name of the commune'), 'Plougastel');
  await press('Continue');
  expect(sent).toEqual([
    {
      do: 'declare_birthplace',
      birthplace: { where: 'unlisted', name: 'Plougastel', department: '' },
    },
  ]);
});

test('a_commune_refused_is_explained_beside_the_list_and_stays_chosen', async () => {
  show(
    { state: 'birthplace', birth_date: '1980-07-14', birthplace: declaration.birthplace },
    () => {
      throw invalid(['birthplace', 'commune.not_valid_at_birth']);
    },
  );
  await press('Continue');
  const link = await screen.findByRole('link');
  expect(link.getAttribute('href')).toBe('#commune');
  expect(screen.getByRole<HTMLInputElement>('combobox').value).toContain('Brest');
});

test('another_document_is_declared_again_with_its_own_number_and_dates', async () => {
  const { sent } = show({ state: 'data_again', kind: 'passport', declaration });
  await press('Continue');
  await press('Continue');
  expect(screen.getByLabelText<HTMLInputElement>('Document number').value).toBe('');
  await user.type(screen.getByLabelText('Document number'), '12AB34567');
  await typeDate('Date of issue', ['02', '03', '2020']);
  await typeDate('Date of expiry', ['01', '03', '2030']);
  await press('Continue');
  await waitFor(() => expect(heading()).toBe('Place of birth'));
  await press('Continue');
  expect(sent).toMatchObject([
    {
      do: 'correct_data',
      document: { kind: 'passport', number: '12AB34567', birth_name: 'Kervadec' },
      birthplace: { where: 'in_france', code: '29019' },
    },
  ]);
});

test.each(['1980-07-14', '1980-07-00', '1980-00-00', ''])('the date %s survives the form', (iso) => {
  expect(toIso(fromIso(iso))).toBe(iso);
});

test('incomplete_dates_are_spelled_without_inventing_a_day', () => {
  expect(spellDate('1980-07-00')).toBe('July 1980, day not given');
  expect(spellDate('1980-00-00')).toBe('1980, day and month not given');
  expect(toIso({ ...fromIso(''), day: '31', month: '2', year: '80' })).toBe('80-02-31');
});

const domain = `${import.meta.dirname}/../../../../crates/domain/src/`;
const rust = (path: string) => readFileSync(`${domain}${path}`, 'utf8');

test('every_finding_of_the_domain_has_its_words', () => {
  const codes = ['document/finding.rs', 'birthplace/error.rs', 'phone.rs'].flatMap((path) =>
    // Notices stand further down in the same file: they stop nothing and are worded elsewhere.
    [...rust(path).split('pub enum Notice')[0]!.matchAll(/Self::\w+ => "([a-z_]+\.[a-z_]+)"/g)].map(([, code]) => code!),
  );
  expect(codes.length).toBeGreaterThan(45);
  expect(codes.filter((code) => !Object.hasOwn(FINDINGS, code))).toEqual([]);
});

test('every_finding_of_the_rehearsal_has_a_sentence', () => {
  const codes = ['register/finding.rs', 'birthplace/place.rs'].flatMap((path) =>
    [...rust(path).matchAll(/=> "((?:register|birthplace)\.[a-z0-9_]+)"/g)].map(([, code]) => code!),
  );
  expect(codes.length).toBeGreaterThan(25);
  const silent = codes.filter((code) => !sentenceOf({ code, weight: 'check', about: '97606' }));
  expect(silent).toEqual([]);
});

test('the_register_is_rehearsed_before_the_lock_with_each_finding_in_a_sentence', () => {
  const register: RegisterView = {
    sent: { ...declaration.register.sent, family_name: 'MUNOZ' },
    findings: [
      { code: 'register.usage_name_is_birth_name', weight: 'check' },
      { code: 'register.letter_replaced', weight: 'note', about: 'birth_name' },
      { code: 'register.something_newer', weight: 'note' },
    ],
  };
  show({ state: 'review', declaration: { ...declaration, register } });
  const section = screen.getByRole('region', { name: 'What the register will receive' });
  expect(section.textContent).toContain('MUNOZ');
  expect(section.textContent).toContain('29019');
  expect(section.textContent).toContain('the register refuses the other');
  expect(section.textContent).toContain('In the birth name, a letter does not exist');
  expect(section.textContent).not.toContain('Nothing unusual');
});

test('a_plain_identity_is_said_to_be_plain', () => {
  show({ state: 'review', declaration });
  const section = screen.getByRole('region', { name: 'What the register will receive' });
  expect(section.textContent).toContain('Nothing unusual');
});

test('an_empty_commune_and_one_still_looked_for_are_not_the_same_line', () => {
  const { birthplace: _code, ...waiting } = declaration.register.sent;
  const lineOf = (sent: RegisterView['sent']) =>
    sentRows({ sent, findings: [] }).find(({ key }) => key === 'birthplace')?.value;
  expect(lineOf({ ...waiting, birthplace: '' })).toBe('Empty, as the register expects');
  expect(lineOf(waiting)).toBe('Waiting for an agent');
});

test('the_nationalities_are_those_that_the_domain_knows', async () => {
  const iso = /const ISO: &str = "\\\n([^"]+)"/.exec(rust('document/nationality.rs'))![1]!;
  const known = new Set(iso.replaceAll('\\', '').trim().split(/\s+/));
  known.delete('FRA');
  known.add('RKS');
  expect(new Set(NATIONALITIES)).toEqual(known);
  const [first] = await searchNationalities('moro');
  expect(first).toMatchObject({ key: 'MAR', label: 'Morocco' });
  expect((await searchNationalities('mar'))[0]?.key).toBeDefined();
});
