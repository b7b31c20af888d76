import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import App from '../App.svelte';
import { identity } from '../gallery/identity';
import { configuration, journeyAt, letter } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, Events, JourneyRequest, JourneyView, StartView } from '../platform/contract';
import { fakePlatform, refuse, type Answers } from '../platform/fake';
import { forgetAll } from './drafts';
import { arrive, launched as launchedBefore, press } from './testing';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const launched = (more: Partial<StartView> = {}): StartView =>
  launchedBefore({ has_session: false, has_secret_code: false, ...more });
const resuming = { has_session: true, is_locked: true, has_secret_code: true };
const terms = () => journeyAt({ state: 'terms' }, { allowed: ['terms_accepted'], chapter: 'number' });
const conditions = () => journeyAt({ state: 'conditions' }, { chapter: 'number' });

/** A host whose journey goes where `next` says. */
function open(answers: Answers<Commands>, pause = 10_000) {
  const host = fakePlatform<Commands, Events>({
    start: () => launched(),
    get_configuration: () => ({ ...configuration, is_test: false }),
    get_journey: terms,
    ...answers,
  });
  const { container } = render(App, { host, pause });
  return { host, container, user: userEvent.setup() };
}


test('from_welcome_to_the_first_question_with_a_computer_an_address_and_a_secret_code', async () => {
  const numbers: [number, number, number] = [17, 42, 68];
  const { host, container, user } = open({
    claim_handoff: () => ({
      handoff: 'h',
      secret: '',
      browser: { application: 'Firefox', system: 'Linux', place: 'local' },
      started_at: '2026-02-03T15:36:00Z',
      carries_account: false,
      numbers,
    }),
    confirm_handoff: () => ({}),
    request_sign_in_code: () => ({
      sign_in: 's',
      email_masked: 'm•••@example.com',
      expires_at: '2026-02-03T15:46:00Z',
    }),
    sign_in: () => ({ email_masked: 'm•••@example.com', needs_trusted_device: false, has_secret_code: false, is_another_person: false }),
    choose_secret_code: () => ({}),
    send_journey: conditions,
  });
  await press(user, 'Create my identity');
  await press(user, 'Continue');
  await user.type(await screen.findByLabelText('Or type the code'), 'abcd2345');
  await press(user, 'Use this code');
  await user.click(await screen.findByRole('radio', { name: '42' }));
  await press(user, 'Link my computer');
  await user.type(await screen.findByLabelText('E-mail address'), 'maelle@example.com');
  await press(user, 'Receive a code');
  await user.type(await screen.findByLabelText('6-digit code'), '482913');
  await press(user, 'Continue');
  await user.type(await screen.findByLabelText('Secret code'), '428571');
  await user.type(screen.getByLabelText('The same code, a second time'), '428571');
  await press(user, 'Choose this code');
  await arrive(container, 'terms');
  await user.click(screen.getByRole('checkbox'));
  await press(user, 'Continue');
  await arrive(container, 'conditions');

  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  expect(screen.getByText('Step 1 of 5')).toBeTruthy();
  const sent = host.calls.filter(({ args }) => args !== undefined);
  expect(sent).toEqual([
    { name: 'claim_handoff', args: { code: 'ABCD2345' } },
    { name: 'confirm_handoff', args: { number: 42 } },
    { name: 'request_sign_in_code', args: { email: 'maelle@example.com', language: 'en' } },
    { name: 'sign_in', args: { code: '482913' } },
    { name: 'choose_secret_code', args: { code: '428571' } },
    {
      name: 'send_journey',
      args: {
        request: {
          do: 'accept_terms',
          terms: { version: '2026-01', hash: 'hash-of-identity', given: true },
        },
      },
    },
  ]);
});

test('a_later_launch_unlocks_then_offers_to_resume_where_it_stopped', async () => {
  const { container, user } = open({
    start: () => launched(resuming),
    unlock: ({ code }) => (code === '428571' ? {} : refuse({ code: 'secret_code.wrong', tries_left: 3 })),
    get_journey: () => journeyAt({ state: 'document_intro' }, { allowed: ['continued', 'started_over'] }),
  });
  await user.type(await screen.findByLabelText('Secret code'), '111112');
  await press(user, 'Open');
  await screen.findByRole('alert');
  expect(screen.getByRole('link', { name: /3/ })).toBeTruthy();
  await user.clear(screen.getByLabelText(/Secret code/));
  await user.type(screen.getByLabelText(/Secret code/), '428571');
  await press(user, 'Open');

  await arrive(container, 'resume');
  expect(screen.getByText('Step 2 of 5')).toBeTruthy();
  await press(user, 'Continue');
  await arrive(container, 'document_intro');
});

test('starting_over_is_asked_twice_and_can_be_thought_better_of', async () => {
  const { host, container, user } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    get_journey: () => journeyAt({ state: 'document_intro' }, { allowed: ['continued', 'started_over'] }),
    send_journey: terms,
  });
  await arrive(container, 'resume');
  await press(user, 'Start over');
  await press(user, 'Keep my file');
  expect(host.calls.some(({ name }) => name === 'send_journey')).toBe(false);
  await press(user, 'Start over');
  await press(user, 'Erase and start over');
  await arrive(container, 'terms');
  expect(host.calls.at(-1)?.args).toEqual({ request: { do: 'start_over' } });
});

test('while_the_letter_is_in_the_mailbox_the_screen_follows_by_itself', async () => {
  let at: JourneyView = journeyAt(
    {
      state: 'letter_sent',
      letter,
      email_masked: 'm•••@example.com',
      resend_at: '2026-02-03T15:36:00Z',
    },
    { actor: 'mailbox', chapter: 'letter', allowed: ['letter_accepted'] },
  );
  const { container, user } = open(
    { start: () => launched({ ...resuming, is_locked: false }), get_journey: () => at },
    10,
  );
  await press(user, 'Continue');
  await arrive(container, 'letter_sent');
  at = journeyAt({ state: 'identification' }, { chapter: 'capture' });
  await arrive(container, 'identification');
});

test('a_lost_connection_is_said_on_the_screen_and_ends_by_itself', async () => {
  let isOnline = true;
  const offline = () => refuse({ code: 'network.offline' });
  const { container, user } = open(
    {
      start: () => launched({ ...resuming, is_locked: false }),
      get_journey: () => (isOnline ? terms() : offline()),
      send_journey: () => offline(),
    },
    10,
  );
  await arrive(container, 'terms');
  isOnline = false;
  await user.click(screen.getByRole('checkbox'));
  await press(user, 'Continue');
  await waitFor(() => expect(container.querySelector('[data-alert=offline]')).not.toBeNull());
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
  isOnline = true;
  await waitFor(() => expect(container.querySelector('[data-alert=offline]')).toBeNull());
});

test('a_journey_that_moved_elsewhere_is_fetched_and_said', async () => {
  let at = terms();
  const { container, user } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    get_journey: () => at,
    send_journey: () => {
      at = journeyAt({ state: 'overview' }, { chapter: 'number' });
      return refuse({ code: 'journey.not_possible_here' });
    },
  });
  await arrive(container, 'terms');
  await user.click(screen.getByRole('checkbox'));
  await press(user, 'Continue');
  await arrive(container, 'overview');
  expect(container.querySelector('[data-alert=moved]')).not.toBeNull();
});

test.each(['escape', 'the system back', 'Alt and the left arrow'])(
  '%s goes back where the journey allows it',
  async (way) => {
    const sent: JourneyRequest[] = [];
    const { host, container, user } = open({
      start: () => launched({ ...resuming, is_locked: false }),
      get_journey: () => journeyAt({ state: 'conditions' }, { chapter: 'number' }),
      send_journey: ({ request }) => (sent.push(request), terms()),
    });
    await press(user, 'Continue');
    await arrive(container, 'conditions');
    if (way === 'escape') await user.keyboard('{Escape}');
    else if (way === 'the system back') host.pressBack();
    else await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await arrive(container, 'terms');
    expect(sent).toEqual([{ do: 'go_back' }]);
    expect(container.querySelector('header [data-action=back]')).toBeNull();
  },
);

test('a_test_installation_says_so_on_every_screen', async () => {
  const { container } = open({ start: () => launched({ is_mocked: true }) });
  await waitFor(() => expect(container.querySelector('[data-alert=test]')).not.toBeNull());
});

test('an_ended_session_leads_to_the_address_without_losing_the_way', async () => {
  const { container } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    get_journey: () => refuse({ code: 'session.missing' }),
  });
  await arrive(container, 'email');
});

test.each([
  { at_stake: 'nothing', says: /Your file is kept/, not: /identity/ },
  { at_stake: 'identity', says: /give all your proofs again/, not: /file is kept/ },
  { at_stake: 'recovery', says: /proofs and delay begin again/, not: /file is kept/ },
] as const)('a_forgotten_code_tells_what_is_lost_with_$at_stake', async ({ at_stake, says, not }) => {
  const { host, container, user } = open({
    start: () => launched({ ...resuming, at_stake }),
    sign_out: () => ({}),
  });
  await arrive(container, 'unlock');
  await press(user, /forgot my secret code/);
  const sheet = container.querySelector('#forgotten-title')!.closest('dialog')!;
  expect(sheet.textContent).toMatch(says);
  expect(sheet.textContent).not.toMatch(not);
  const [stay, leave] = [...sheet.querySelectorAll('button')];
  await user.click(stay!);
  expect(host.calls.some(({ name }) => name === 'sign_out')).toBe(false);
  await press(user, /forgot my secret code/);
  await user.click(leave!);
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'sign_out')).toBe(true));
});

test('a_session_that_ended_comes_back_to_the_key_that_is_still_here', async () => {
  let hasEnded = false;
  const { container, user } = open({
    start: () => launched({ ...resuming, is_locked: false, at_stake: 'identity' }),
    get_journey: () =>
      hasEnded ? refuse({ code: 'session.missing' }) : journeyAt({ state: 'active' }, {}),
    get_identity: () => {
      hasEnded = true;
      return refuse({ code: 'session.missing' });
    },
    list_login_requests: () => refuse({ code: 'session.missing' }),
    request_sign_in_code: () => signIn,
    sign_in: () => ({ email_masked: 'm•••@example.com', needs_trusted_device: true, has_secret_code: true, is_another_person: false }),
  });
  await arrive(container, 'email');
  expect(container.textContent).toMatch(/holds the active identity/);
  await user.type(screen.getByLabelText('E-mail address'), 'maelle@example.com');
  await press(user, 'Receive a code');
  await arrive(container, 'email_code');
  await user.type(screen.getByLabelText(/code/i), '123456');
  await press(user, 'Continue');
  await arrive(container, 'unlock');
});

const signIn = {
  sign_in: 's',
  email_masked: 'm•••@example.com',
  expires_at: '2030-01-01T00:00:00Z',
  resend_at: '2026-02-03T15:37:00Z',
};

test('a_code_already_in_the_mailbox_can_be_typed_after_going_back', async () => {
  const { container, user } = open({ request_sign_in_code: () => signIn });
  await press(user, 'I already have an account');
  await arrive(container, 'email');
  expect(container.querySelector('[data-action=have-code]')).toBeNull();
  await user.type(screen.getByLabelText('E-mail address'), 'maelle@example.com');
  await press(user, 'Receive a code');
  await arrive(container, 'email_code');
  await press(user, 'Back');
  await press(user, /already have the code sent to m/);
  await arrive(container, 'email_code');
});

test('a_code_already_in_the_mailbox_can_be_typed_after_a_restart', async () => {
  const { container, user } = open({
    start: () => launched({ sign_in: { email: 'maelle@example.com', sent: signIn } }),
  });
  await press(user, 'I already have an account');
  expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('maelle@example.com');
  await press(user, /already have the code sent to m/);
  await arrive(container, 'email_code');
});

test('help_offers_a_way_out_of_this_device_only_after_a_second_yes', async () => {
  const { host, container, user } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    sign_out: () => ({}),
    save_preferences: () => ({}),
  });
  await arrive(container, 'terms');
  await press(user, /Need help/);
  await press(user, 'Sign out');
  expect(host.calls.some(({ name }) => name === 'sign_out')).toBe(false);
  const sheet = screen.getByRole('dialog', { name: 'Sign out?' });
  await user.click(within(sheet).getByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'sign_out')).toBe(true));
  await screen.findByRole('heading', { name: 'Your identity, proved once' });
});

test('help_deletes_an_account_without_an_identity_with_the_secret_code_and_can_be_left', async () => {
  const { host, container, user } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    erase_account: ({ code }) => (code === '482913' ? {} : refuse({ code: 'secret.wrong' })),
    sign_out: () => ({}),
    save_preferences: () => ({}),
  });
  await arrive(container, 'terms');
  for (const then of ['Cancel', 'Delete for ever']) {
    await press(user, /Need help/);
    await press(user, 'Delete my account');
    await arrive(container, 'erase');
    if (then !== 'Cancel') await user.type(screen.getByLabelText('Secret code'), '482913');
    await press(user, then);
    await arrive(container, then === 'Cancel' ? 'terms' : 'erased');
  }
  expect(host.calls.filter(({ name }) => name === 'erase_account')).toHaveLength(1);
  await screen.findByRole('heading', { name: 'Your account was deleted' });
  await press(user, 'Finish');
  await screen.findByRole('heading', { name: 'Your identity, proved once' });
});

test('help_never_deletes_the_account_of_an_active_identity', async () => {
  const { container, user } = open({
    start: () => launched({ ...resuming, is_locked: false, at_stake: 'identity' }),
    get_journey: () => journeyAt({ state: 'active' }),
    get_identity: () => identity,
    list_login_requests: () => ({ requests: [] }),
    save_preferences: () => ({}),
  });
  await arrive(container, 'active');
  await press(user, /Need help/);
  await screen.findByRole('button', { name: 'Sign out' });
  expect(screen.queryByRole('button', { name: 'Delete my account' })).toBeNull();
});

test('a_letter_link_followed_while_the_app_runs_brings_its_code_to_the_screen', async () => {
  let followed: Partial<StartView> = {};
  const { host, container, user } = open({
    start: () => launched({ ...resuming, is_locked: false, ...followed }),
    get_journey: () =>
      journeyAt(
        { state: 'letter_sent', letter, email_masked: 'm•••@example.com', resend_at: '2026-02-03T15:36:00Z' },
        { chapter: 'letter', allowed: ['letter_accepted'] },
      ),
  });
  await press(user, 'Continue');
  await arrive(container, 'letter_sent');
  const field = () => container.querySelector<HTMLInputElement>('#letter-code');
  expect(field()?.value).toBe('');
  followed = { link_code: { kind: 'letter', code: 'AB12CD' } };
  host.emit('link_followed', null);
  await waitFor(() => expect(field()?.value).toBe('AB12CD'));
});

test('a_computer_may_hand_over_by_a_link_at_any_moment_before_the_account', async () => {
  let followed: Partial<StartView> = {};
  const { host, container, user } = open({
    start: () => launched(followed),
    claim_handoff: ({ code }) =>
      code === 'LINK'
        ? { handoff: 'h', secret: '', browser: { application: 'Firefox', place: 'local' }, started_at: '2026-02-03T15:36:00Z', carries_account: false, numbers: [1, 2, 3] }
        : refuse({ code: 'handoff.unknown' }),
  });
  await press(user, 'Create my identity');
  await arrive(container, 'needs');
  followed = { link_code: { kind: 'handoff', code: 'LINK' } };
  host.emit('link_followed', null);
  await arrive(container, 'handoff');
});

test('what_was_typed_before_the_app_was_killed_is_on_the_form_again', async () => {
  const { container, user } = open({
    start: () => launched({ ...resuming, is_locked: false }),
    recall_entries: () => ({ entries: '{"phone":"06 39 98 12 34"}' }),
    keep_entries: () => ({}),
    get_journey: () => journeyAt({ state: 'phone_number' }, { chapter: 'number' }),
  });
  await press(user, 'Continue');
  await arrive(container, 'phone_number');
  expect(container.querySelector<HTMLInputElement>('#phone')?.value).toBe('06 39 98 12 34');
});
