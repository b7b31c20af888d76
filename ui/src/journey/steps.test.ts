import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { declaration, letter, propsAt } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, Events, JourneyRequest, StateName } from '../platform/contract';
import { fakePlatform, refuse, type Answers } from '../platform/fake';
import { CommandError } from '../platform/types';
import { forgetAll } from './drafts';
import type { At } from './screen';
import { screenOf } from './screens';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

/** Shows the screen of a state; `answer` refuses what it throws for. */
function show<Name extends StateName>(
  at: At<Name>,
  answer: (request: JourneyRequest) => void = () => undefined,
  answers: Answers<Commands> = {},
) {
  const sent: JourneyRequest[] = [];
  const host = fakePlatform<Commands, Events>(answers);
  const props = {
    ...propsAt<Name>(at, { allowed: ['went_back', 'started_over'] }),
    host,
    send: async (request: JourneyRequest) => {
      sent.push(request);
      answer(request);
    },
  };
  const view = render(screenOf(at.state) as Component<object>, props);
  return { ...view, sent, host, user: userEvent.setup() };
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  user.click(screen.getByRole('button', { name }));
const problem = (container: Element) => container.querySelector('[data-problem]');
const fields = (list: Record<string, string>) =>
  new CommandError({
    code: 'fields.invalid',
    fields: Object.entries(list).map(([field, code]) => ({ field, code })),
  });
const letterSent: At<'letter_sent'> = {
  state: 'letter_sent',
  letter,
  email_masked: 'm•••@example.com',
  resend_at: '2020-01-01T00:00:00Z',
};
const phoneCode: At<'phone_code'> = {
  state: 'phone_code',
  number_masked: '+33 6 •• •• •• 34',
  expires_at: '2026-02-03T15:46:00Z',
  resend_at: '2020-01-01T00:00:00Z',
};

describe('nothing is sent while an answer is missing, and the summary says which', () => {
  test.each<[string, At<StateName>, string | RegExp, number]>([
    ['terms', { state: 'terms' }, 'Continue', 1],
    ['conditions', { state: 'conditions' }, 'Continue', 2],
    ['phone_number', { state: 'phone_number' }, 'Receive the code', 1],
    ['phone_code', phoneCode, 'Continue', 1],
    ['document_origin', { state: 'document_origin' }, 'Continue', 1],
    ['document_choice', { state: 'document_choice' }, 'Continue', 1],
    ['document_data', { state: 'document_data', kind: 'passport', draft: {} }, 'Continue', 3],
    ['birthplace', { state: 'birthplace', birth_date: '1980-07-14' }, 'Continue', 1],
    ['method', { state: 'method' }, 'Continue', 1],
    ['letter_consent', { state: 'letter_consent', email_masked: 'm•••' }, 'Confirm', 2],
    ['letter_sent', letterSent, 'Accept the letter with this code', 1],
  ])('%s', async (_state, at, button, missing) => {
    const { sent, user } = show(at);
    await press(user, button);
    const summary = screen.getByRole('alert');
    expect(document.activeElement).toBe(summary);
    expect(summary.querySelectorAll('a').length).toBe(missing);
    for (const link of summary.querySelectorAll('a')) {
      expect(document.querySelector(link.getAttribute('href')!)).not.toBeNull();
    }
    expect(document.title).toMatch(/^Error: /);
    expect(sent).toEqual([]);
  });
});

describe('introductions and answers lead on with the right event', () => {
  test.each<[At<StateName>, string, JourneyRequest]>([
    [{ state: 'overview' }, 'Continue', { do: 'continue' }],
    [{ state: 'phone_intro' }, 'Continue', { do: 'continue' }],
    [{ state: 'document_intro' }, 'Continue', { do: 'continue' }],
    [{ state: 'verification_intro' }, 'Continue', { do: 'continue' }],
    [{ state: 'ineligible', minor: true }, 'Correct my answer', { do: 'go_back' }],
    [{ state: 'ineligible', minor: false }, 'Correct my answer', { do: 'go_back' }],
    [{ state: 'no_french_document', kept_until: '2026-03-05' }, 'Correct my answer', { do: 'go_back' }],
    [{ state: 'in_person', desk_code: 'K7M2Q9XA' }, 'Choose another way', { do: 'go_back' }],
    [{ state: 'review', declaration }, 'Confirm my information', { do: 'confirm_declaration' }],
  ])('%j', async (at, button, request) => {
    const { sent, user, container } = show(at);
    expect(container.querySelector('[data-screen]')?.getAttribute('data-screen')).toBe(at.state);
    await press(user, button);
    expect(sent).toEqual([request]);
  });
});

test('a_refusal_stays_on_the_screen_with_the_answers_and_can_be_tried_again', async () => {
  let isOffline = true;
  const { sent, user, container } = show({ state: 'conditions' }, () => {
    if (isOffline) refuse({ code: 'network.offline' });
  });
  const [yes, , , no] = screen.getAllByRole<HTMLInputElement>('radio');
  await user.click(yes!);
  await user.click(no!);
  await press(user, 'Continue');
  await waitFor(() => expect(problem(container)?.getAttribute('data-problem')).toBe('network.offline'));
  expect([yes!.checked, no!.checked]).toEqual([true, true]);
  isOffline = false;
  await press(user, 'Continue');
  expect(problem(container)).toBeNull();
  expect(sent.at(-1)).toEqual({ do: 'answer_conditions', adult: true, document: false });
});

test('the_terms_are_never_ticked_and_asked_again_when_they_change', async () => {
  const { user, rerender } = show({ state: 'terms' });
  const box = screen.getByRole<HTMLInputElement>('checkbox');
  expect(box.checked).toBe(false);
  await user.click(box);
  const { configuration } = propsAt({ state: 'terms' });
  const texts = configuration.texts.map((text) => ({ ...text, hash: 'newer', version: '2026-02' }));
  await rerender({ configuration: { ...configuration, texts } });
  expect(box.checked).toBe(false);
  expect(screen.getByText('Version 2026-02')).toBeTruthy();
});

test('a_landline_is_explained_beside_the_number_which_stays_as_typed', async () => {
  const { user } = show({ state: 'phone_number' }, () => {
    throw fields({ phone: 'phone.landline' });
  });
  const field = screen.getByLabelText<HTMLInputElement>('Mobile number');
  await user.type(field, '01 99 00 12 34');
  await press(user, 'Receive the code');
  await screen.findByRole('link', { name: /landline/ });
  expect(field.value).toBe('01 99 00 12 34');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('a_wrong_code_counts_the_tries_and_another_goes_to_the_same_number', async () => {
  const before = show({ state: 'phone_number' });
  await before.user.type(screen.getByLabelText('Mobile number'), '06 39 98 12 34');
  before.unmount();
  const { sent, user } = show(phoneCode, ({ do: what }) => {
    if (what === 'prove_phone') refuse({ code: 'code.wrong', tries_left: 4 });
  });
  await user.type(screen.getByLabelText('6-digit code'), '111111');
  await press(user, 'Continue');
  await screen.findByRole('link', { name: /4/ });
  await press(user, 'Send another code');
  expect(sent.at(-1)).toEqual({ do: 'give_phone', number: '06 39 98 12 34' });
});

test('without_another_code_the_screen_says_so_instead_of_a_dead_button', () => {
  const { resend_at: _none, ...exhausted } = phoneCode;
  show<'phone_code'>(exhausted);
  expect(screen.queryByRole('button', { name: 'Send another code' })).toBeNull();
  expect(screen.getByText(/No other code/)).toBeTruthy();
});

test('each_row_of_the_review_changes_one_thing', async () => {
  const { sent, user } = show({ state: 'review', declaration });
  expect(screen.getByText(/4 December 2026/)).toBeTruthy();
  await press(user, 'Change the place of birth');
  await press(user, 'Change the document');
  await press(user, 'Change the document number');
  expect(sent).toEqual([
    { do: 'reopen_birthplace' },
    { do: 'reopen_document' },
    { do: 'go_back' },
    { do: 'reopen_document' },
  ]);
});

test('two_consents_are_given_apart_and_sent_together', async () => {
  const { sent, user } = show({ state: 'letter_consent', email_masked: 'm•••' });
  const [service, receipt] = screen.getAllByRole('checkbox');
  await user.click(service!);
  await press(user, 'Confirm');
  expect(sent).toEqual([]);
  await user.click(receipt!);
  await press(user, 'Confirm');
  expect(sent).toEqual([
    {
      do: 'agree_to_letter',
      terms: { version: '2026-01', hash: 'hash-of-letter_service', given: true },
      receipt: { version: '2026-01', hash: 'hash-of-letter_receipt', given: true },
    },
  ]);
});

test('the_letter_is_accepted_by_its_code_resent_or_refused_after_a_second_yes', async () => {
  const { sent, host, user } = show(letterSent, undefined, { open_outside: () => ({}) });
  const looksOf = (name: string) => screen.getByRole('button', { name }).className;
  expect(looksOf('Open your mailbox')).toContain('primary');
  expect(looksOf('Accept the letter with this code')).toContain('secondary');
  await user.type(screen.getByLabelText('Code written in the e-mail'), 'k7 m2-q9');
  expect(looksOf('Open your mailbox')).toContain('secondary');
  expect(looksOf('Accept the letter with this code')).toContain('primary');
  await press(user, 'Accept the letter with this code');
  await press(user, 'Send the notice again');
  await press(user, 'Open your mailbox');
  await press(user, 'Refuse the letter');
  await press(user, 'Keep the letter');
  expect(sent).toEqual([{ do: 'accept_letter', code: 'K7M2Q9' }, { do: 'resend_notice' }]);
  expect(host.calls).toEqual([{ name: 'open_outside', args: { page: 'mailbox' } }]);
});

