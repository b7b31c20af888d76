import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { captureHost, type Scene } from '../../gallery/capture';
import { declaration, propsAt } from '../../gallery/journey';
import { choose } from '../../i18n/preferences.svelte';
import type { DocumentDraft, JourneyRequest } from '../../platform/contract';
import { forgetAll, keep } from '../drafts';
import type { At } from '../screen';
import { screenOf } from '../screens';
import { Scanning, STUCK_AFTER_MS, stuckWords } from './scanning.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const user = userEvent.setup();
const blank: At<'document_data'> = { state: 'document_data', kind: 'passport', draft: {} };

test('the_camera_fills_the_form_and_the_person_confirms_what_it_read', async () => {
  let looks = 0;
  const read = {
    kind: 'passport' as const,
    number: '20AB12345',
    sex: 'female' as const,
    given_names: 'Maelys, Marie',
    birth_name: 'Martin',
    birth_date: '1990-07-13',
    expiry_date: '2030-05-03',
  };
  const { answers } = {
    answers: {
      read_zone: () => ((looks += 1) < 3 ? { is_seen: true } : { is_seen: true, document: read }),
    },
  };
  const props = { ...propsAt<'document_data'>(blank), host: captureHost({ answers }) };
  render(screenOf('document_data') as Component<object>, props);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await screen.findByText('Read on your document');
  expect(looks).toBeGreaterThanOrEqual(3);
  expect(screen.getByLabelText<HTMLInputElement>(/Given names/).value).toBe('Maelys, Marie');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Female' }).checked).toBe(true);
  expect(screen.getByText(/Put accents and hyphens back/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Read my document with the camera' })).toBeNull();
});

test('each_field_says_that_it_was_read_until_it_is_changed_and_a_date_that_was_not_read_never_does', async () => {
  const document = {
    kind: 'passport' as const,
    number: '20AB12345',
    given_names: 'Maelys, Marie',
    birth_name: 'Martin',
    birth_date: '1990-07-13',
    expiry_date: '2030-05-03',
  };
  const answers = { read_zone: () => ({ is_seen: true, document }) };
  const props = { ...propsAt<'document_data'>(blank), host: captureHost({ answers }) };
  render(screenOf('document_data') as Component<object>, props);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  const given = await screen.findByLabelText<HTMLInputElement>('Given names read');
  await user.clear(given);
  await user.type(given, 'Maëlys, Marie');
  expect(screen.queryByLabelText('Given names read')).toBeNull();
  expect(screen.getByLabelText('Given names')).toBe(given);
  expect(screen.getByLabelText('Birth name read')).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Sex' })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Female' }));
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByRole('group', { name: 'Date of birth read' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  const dates = screen.getAllByRole('group').map((group) => group.querySelector('legend')?.textContent?.trim());
  expect(dates).toEqual(['Date of issue', 'Date of expiry read']);
});

test('another_document_than_the_one_chosen_fills_nothing_and_typing_stays_a_way', async () => {
  const other = { is_seen: true, document: { kind: 'identity_card' as const, number: 'X4RTBPFW4' } };
  const props = {
    ...propsAt<'document_data'>(blank),
    host: captureHost({ answers: { read_zone: () => other } }),
  };
  render(screenOf('document_data') as Component<object>, props);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await screen.findAllByText('This is not the document you chose', {}, { timeout: 4000 });
  await user.click(screen.getByRole('button', { name: 'Type it myself' }));
  expect(await screen.findByLabelText<HTMLInputElement>(/Given names/)).toHaveProperty('value', '');
});

test('without_a_camera_the_way_back_to_typing_is_there', async () => {
  const props = { ...propsAt<'document_data'>(blank), host: captureHost({ fault: 'camera.none' }) };
  render(screenOf('document_data') as Component<object>, props);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await user.click(await screen.findByRole('button', { name: 'Type it myself' }));
  await screen.findByLabelText(/Given names/);
});

test('a_camera_another_program_held_is_tried_again_from_here', async () => {
  const scene: Scene = { fault: 'camera.busy' };
  const host = captureHost({
    answers: {
      open_camera: (args) => captureHost(scene).call('open_camera', args),
      read_zone: () => ({ is_seen: true, document: passport }),
    },
  });
  render(screenOf('document_data') as Component<object>, { ...propsAt<'document_data'>(blank), host });
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await screen.findByText(/Another program/);
  delete scene.fault;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('Read on your document');
});

/** The passport of the zone, and the date of issue that no zone holds. */
const passport: DocumentDraft = {
  kind: 'passport',
  number: '20AB12345',
  sex: 'female',
  given_names: 'Maelys, Marie',
  birth_name: 'Martin',
  birth_date: '1990-07-13',
  expiry_date: '2030-05-03',
};
const issued = { issue_date: '2020-05-04' };
const readAll: DocumentDraft['as_read'] = ['number', 'sex', 'given_names', 'birth_name', 'birth_date', 'expiry_date'];

/** The form over a draft of the server, and what is sent from it. */
function showForm(draft: DocumentDraft) {
  const sent: JourneyRequest[] = [];
  const answers = { read_zone: () => ({ is_seen: true, document: passport }) };
  const props = {
    ...propsAt<'document_data'>({ ...blank, draft }),
    host: captureHost({ answers }),
    send: async (request: JourneyRequest) => void sent.push(request),
  };
  const { unmount } = render(screenOf('document_data') as Component<object>, props);
  return { sent, unmount };
}

async function turnAllPages() {
  for (const _page of ['person', 'birth', 'document']) {
    await user.click(screen.getByRole('button', { name: 'Continue' }));
  }
}
async function write(label: string | RegExp, text: string) {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  await user.clear(field);
  await user.type(field, text);
}

test('what_still_stands_as_read_is_sent_with_it_and_a_field_changed_and_changed_back_is_among_it', async () => {
  const { sent } = showForm(issued);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await screen.findByText('Read on your document');
  await write('Given names read', 'Maëlys, Marie');
  await write('Birth name read', 'Martinet');
  expect(screen.queryByLabelText('Birth name read')).toBeNull();
  await write('Birth name', 'Martin');
  expect(screen.getByLabelText('Birth name read')).toBeTruthy();
  await turnAllPages();
  const as_read = readAll.filter((field) => field !== 'given_names');
  expect(sent).toEqual([
    { do: 'declare_document', document: { ...passport, ...issued, given_names: 'Maëlys, Marie', as_read } },
  ]);
});

test('the_marks_come_back_with_the_declaration_wherever_it_is_shown_again', async () => {
  const { sent } = showForm({ ...passport, ...issued, as_read: ['number', 'birth_name'] });
  expect(screen.getByText('Read on your document')).toBeTruthy();
  expect(screen.getByLabelText('Birth name read')).toBeTruthy();
  expect(screen.getByLabelText('Given names')).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Sex' })).toBeTruthy();
  await write('Birth name read', 'Martinet');
  await turnAllPages();
  expect(sent).toMatchObject([{ document: { birth_name: 'Martinet', as_read: ['number'] } }]);
});

test('a_form_typed_by_hand_is_sent_without_a_word_about_the_zone', async () => {
  const { sent } = showForm({ ...passport, ...issued });
  await turnAllPages();
  expect(sent).toEqual([{ do: 'declare_document', document: { ...passport, ...issued } }]);
});

test('what_was_read_is_known_again_after_the_app_was_closed_and_says_nothing_of_another_kind_of_document', async () => {
  keep('document.read', passport);
  const first = showForm({ ...passport, ...issued });
  await turnAllPages();
  expect(first.sent).toMatchObject([{ document: { as_read: readAll } }]);
  first.unmount();
  forgetAll();
  keep('document.read', { ...passport, kind: 'identity_card' });
  const other = showForm({ ...passport, ...issued });
  await turnAllPages();
  expect(other.sent).toEqual([{ do: 'declare_document', document: { ...passport, ...issued } }]);
});

test.each([
  ['a_corrected_entry_keeps_the_marks_of_the_others', true],
  ['another_document_begins_without_marks', false],
] as const)('%s', async (_story, isCorrecting) => {
  keep('data.correcting', isCorrecting);
  const document: DocumentDraft = { ...passport, ...issued, as_read: ['number', 'birth_name'] };
  const props = propsAt<'data_again'>({ state: 'data_again', kind: 'passport', declaration: { ...declaration, document } });
  render(screenOf('data_again') as Component<object>, { ...props, host: captureHost({}) });
  expect(screen.queryByLabelText('Birth name read') !== null).toBe(isCorrecting);
});

test.each([
  ['foreign_card', 'This document was not issued by France', /the residence permit issued by France/],
  ['foreign_passport', 'This passport was not issued by France', /the residence permit issued by France/],
  ['visa', 'This is a visa, not an identity document', /the residence permit issued by France/],
  ['nationality', 'The lines read give another nationality', /French nationals only.*go back to choose your residence permit/],
])('a_%s_fills_nothing_and_says_what_to_show_instead', async (other, words, instead) => {
  const props = {
    ...propsAt<'document_data'>(blank),
    host: captureHost({ answers: { read_zone: () => ({ is_seen: true, other }) } }),
  };
  render(screenOf('document_data') as Component<object>, props);
  await user.click(screen.getByRole('button', { name: 'Read my document with the camera' }));
  await screen.findByText(words, {}, { timeout: 4000 });
  expect(document.querySelector(`[data-refused="${other}"]`)!.textContent).toMatch(instead);
  await user.click(screen.getByRole('button', { name: 'Type it myself' }));
  expect(await screen.findByLabelText<HTMLInputElement>(/Given names/)).toHaveProperty('value', '');
});

test('a_zone_that_is_not_read_for_a_while_says_what_hinders_and_offers_typing', () => {
  const scanning = new Scanning('passport');
  const seen = { is_seen: true, hindrance: 'state' };
  for (let now = 0; now < STUCK_AFTER_MS; now += 120) scanning.take(seen, now);
  expect(scanning.isStuck).toBe(false);
  // A frame in which it is missed does not begin the wait anew.
  scanning.take({ is_seen: false }, STUCK_AFTER_MS - 60);
  scanning.take(seen, STUCK_AFTER_MS);
  expect([scanning.isStuck, scanning.hindrance]).toEqual([true, 'state']);
  expect(stuckWords('state')).toMatch(/country .* is not known/);
  const words = ['date', 'state', 'document_code', 'names', undefined].map(stuckWords);
  expect(new Set(words).size).toBe(5);
  expect(stuckWords('brand_new')).toBe(stuckWords(undefined));
  scanning.take({ is_seen: false }, STUCK_AFTER_MS + 5_000);
  expect(scanning.isStuck, 'it was put away').toBe(false);
});

test('another_document_is_forgotten_at_the_next_sight_of_a_zone', () => {
  const scanning = new Scanning('passport');
  scanning.take({ is_seen: true, document: { kind: 'identity_card' } }, 0);
  expect(scanning.isOtherKind).toBe(true);
  scanning.take({ is_seen: false }, 120);
  expect(scanning.isOtherKind, 'still said while nothing is held').toBe(true);
  scanning.take({ is_seen: true }, 240);
  expect(scanning.other).toBeUndefined();
  expect(scanning.take({ is_seen: true, document: { kind: 'passport' } }, 360)).toEqual({ kind: 'passport' });
});
