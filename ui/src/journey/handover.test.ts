import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handoverAt } from '../gallery/handover';
import { identity } from '../gallery/identity';
import { journeyAt, letter } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, HandoverView } from '../platform/contract';
import { refuse, type Answers } from '../platform/fake';
import { forgetAll } from './drafts';
import { arrive, launched, named, nobody, open, press, shown, tips } from './testing';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

/** A computer at the photo's tips that asked for a code. */
async function offering(view: () => HandoverView, more: Answers<Commands> = {}) {
  const opened = open({
    offer_handover: () => handoverAt('offered'),
    end_handover: () => ({}),
    watch_handover: () => (named(opened.host, 'offer_handover') > 0 ? view() : nobody()),
    ...more,
  });
  await press(opened.user, 'Continue');
  await press(opened.user, 'Continue on a phone');
  await arrive(opened.container, 'handover');
  return opened;
}

test('a_computer_shows_code_and_number_then_follows_the_phone_to_the_next_part', async () => {
  let view = handoverAt('offered');
  let at = tips();
  const { container } = await offering(() => view, { get_journey: () => at });
  expect(container.querySelector('[data-part=typed-code]')?.textContent).toBe('ABCD-2345');
  expect(container.querySelector('[data-part=match-number]')?.textContent).toBe('42');
  expect(screen.getByRole('img', { name: /Code to scan/ })).toBeTruthy();

  view = handoverAt('claimed');
  await screen.findByRole('heading', { name: 'Choose this number on the phone' });
  view = handoverAt('joined');
  await screen.findByRole('heading', { name: 'Connected to your phone' });
  at = tips(['back', 'video']);
  await waitFor(() =>
    expect(container.querySelectorAll('[data-screen=handover] li.done')).toHaveLength(2),
  );
  at = journeyAt({ state: 'identification' }, { chapter: 'decision' });
  await arrive(container, 'identification');
});

test('a_lost_phone_and_a_lost_network_are_said_and_end_by_themselves', async () => {
  let view = handoverAt('joined', { is_other_here: false });
  let isOnline = true;
  await offering(() => (isOnline ? view : refuse({ code: 'network.offline' })));
  await screen.findByText(/other device does not answer/);
  isOnline = false;
  await screen.findByText(/Connection lost/);
  isOnline = true;
  view = handoverAt('joined');
  await screen.findByText(/other device is linked/);
  expect(screen.queryByText(/Connection lost/)).toBeNull();
});

test('when_the_hour_ends_after_the_phone_joined_each_goes_on_by_itself', async () => {
  let view = handoverAt('joined');
  const { container } = await offering(() => view);
  await screen.findByText(/other device is linked/);
  view = handoverAt('over');
  await arrive(container, 'photo_tips');
});

test('whoever_stays_kills_the_code_and_finds_their_screen_again', async () => {
  const { host, container, user } = await offering(() => handoverAt('offered'));
  await press(user, 'Continue on this computer');
  await arrive(container, 'photo_tips');
  await waitFor(() => expect(named(host, 'end_handover')).toBe(1));
});

test('a_link_that_ended_offers_another_code', async () => {
  let view = handoverAt('offered');
  const { host, user } = await offering(() => view);
  view = handoverAt('ended');
  await screen.findByRole('heading', { name: 'The link is cancelled' });
  view = handoverAt('offered');
  await press(user, 'Show a new code');
  await screen.findByRole('heading', { name: 'Continue on a phone' });
  expect(named(host, 'offer_handover')).toBe(2);
});

test('the_link_is_copied_or_shown_to_be_copied_by_hand', async () => {
  const { user } = await offering(() => handoverAt('offered'));
  await press(user, 'Copy the link');
  await screen.findByText('Link copied.');
  expect(await navigator.clipboard.readText()).toBe(handoverAt('offered').code?.link);
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('closed'));
  await press(user, 'Copy the link');
  await screen.findByLabelText('Link to copy');
});

test('a_phone_takes_the_account_and_goes_straight_to_the_step', async () => {
  let isGone = false;
  let at = tips();
  let hasJoined = false;
  const { host, container, user } = open({
    start: () => launched({ has_session: false, has_secret_code: false, platform: 'android' }),
    get_journey: () => at,
    watch_handover: () =>
      hasJoined ? handoverAt('joined', { is_giver: false, is_other_here: !isGone }) : nobody(),
    claim_handoff: () => ({
      handoff: 'h',
      secret: '',
      browser: { application: 'Sceau', system: 'Linux', place: 'local' },
      started_at: '2026-02-03T15:36:00Z',
      carries_account: true,
      numbers: [17, 42, 68],
    }),
    confirm_handoff: () => ({}),
    join_handover: () => {
      hasJoined = true;
      return { email_masked: 'm•••@example.com', needs_trusted_device: false, has_secret_code: false, is_another_person: false };
    },
    choose_secret_code: () => ({}),
  });
  await press(user, 'I have a code shown on another device');
  await user.type(await screen.findByLabelText('Or type the code'), 'abcd2345');
  await press(user, 'Use this code');
  await screen.findByText(/signed in to the same account/);
  await user.click(await screen.findByRole('radio', { name: '42' }));
  await press(user, 'Link my computer');
  await user.type(await screen.findByLabelText('Secret code'), '428571');
  await user.type(screen.getByLabelText('The same code, a second time'), '428571');
  await press(user, 'Choose this code');
  await arrive(container, 'photo_tips');
  expect(named(host, 'request_sign_in_code')).toBe(0);
  expect(screen.queryByRole('button', { name: 'Continue on a phone' })).toBeNull();

  isGone = true;
  await waitFor(() => expect(container.querySelector('[data-alert=computer-gone]')).not.toBeNull());
  isGone = false;
  await waitFor(() => expect(container.querySelector('[data-alert=computer-gone]')).toBeNull());
  at = journeyAt(
    { state: 'processing', since: '2026-02-03T15:36:00Z', appeal: false, letter },
    { actor: 'operator', chapter: 'decision' },
  );
  await waitFor(() => expect(container.querySelector('[data-alert=computer-here]')).not.toBeNull());
});

test('a_join_that_met_no_network_is_confirmed_again', async () => {
  let isOnline = false;
  const { container, user } = open({
    start: () => launched({ has_session: false, has_secret_code: false, platform: 'android' }),
    claim_handoff: () => ({
      handoff: 'h',
      secret: '',
      browser: { application: 'Sceau', system: 'Linux', place: 'local' },
      started_at: '2026-02-03T15:36:00Z',
      carries_account: true,
      numbers: [17, 42, 68],
    }),
    confirm_handoff: () => ({}),
    join_handover: () =>
      isOnline
        ? { email_masked: 'm•••@example.com', needs_trusted_device: false, has_secret_code: false, is_another_person: false }
        : refuse({ code: 'network.offline' }),
  });
  await press(user, 'I have a code shown on another device');
  await user.type(await screen.findByLabelText('Or type the code'), 'abcd2345');
  await press(user, 'Use this code');
  await user.click(await screen.findByRole('radio', { name: '42' }));
  await press(user, 'Link my computer');
  await screen.findByText(/No connection/);
  isOnline = true;
  await press(user, 'Link my computer');
  await arrive(container, 'secret_code');
});

test('an_identity_is_handed_to_a_new_device_with_the_secret_code_of_the_old_one', async () => {
  let view = handoverAt('offered');
  const active = journeyAt({ state: 'active' }, { chapter: 'decision', allowed: [] });
  let isOffered = false;
  const { host, container, user } = open({
    start: () => launched({ at_stake: 'identity' }),
    get_journey: () => active,
    get_identity: () => identity,
    list_login_requests: () => ({ requests: [] }),
    save_preferences: () => ({}),
    offer_handover: () => {
      isOffered = true;
      return view;
    },
    watch_handover: () => (isOffered ? view : nobody()),
    approve_handover: ({ code }) =>
      code === '428571' ? {} : refuse({ code: 'secret_code.wrong', tries_left: 4 }),
    block_identity: () => refuse({ code: 'session.missing' }),
  });
  await press(user, 'Settings');
  await press(user, 'Change device');
  await screen.findByRole('heading', { name: 'Hand your identity to another device' });
  view = handoverAt('joined', { awaits_approval: true });
  await screen.findByRole('heading', { name: 'The new device is linked' });
  const newcomer = { handover: 'h', device: 'd', name: 'Android phone', public_key: '' };
  view = handoverAt('joined', { awaits_approval: true, newcomer });
  await arrive(container, 'handover_approve');
  expect(screen.getByText('Android phone')).toBeTruthy();
  await user.type(screen.getByLabelText('Secret code of this device'), '111112');
  await press(user, 'Hand over my identity');
  await screen.findByRole('link', { name: /4/ });
  await user.clear(screen.getByLabelText(/Secret code of this device/));
  await user.type(screen.getByLabelText(/Secret code of this device/), '428571');
  await press(user, 'Hand over my identity');
  await arrive(container, 'other_device');
  expect(named(host, 'approve_handover')).toBe(2);
  await press(user, /Block/);
  await press(user, /Block/);
  await arrive(container, 'email');
  expect(container.textContent).not.toMatch(/holds the active identity/);
});

test('a_new_device_that_is_not_mine_is_turned_away', async () => {
  const newcomer = { handover: 'h', device: 'd', name: 'Android phone', public_key: '' };
  const { host, container, user } = await offering(() =>
    handoverAt('joined', { awaits_approval: true, newcomer }),
  );
  await arrive(container, 'handover_approve');
  await press(user, 'It is not my device');
  await waitFor(() => expect(named(host, 'end_handover')).toBe(1));
});

test('a_new_device_waits_for_the_old_one_and_goes_on_by_itself', async () => {
  let isApproved = false;
  let isGone = false;
  const { container } = open({
    get_journey: () => (isApproved ? tips() : refuse({ code: 'device.not_trusted' })),
    watch_handover: () =>
      handoverAt('joined', {
        is_giver: false,
        awaits_approval: !isApproved,
        is_other_here: !isGone,
      }),
  });
  await arrive(container, 'awaiting');
  isGone = true;
  await screen.findByText(/other device does not answer/);
  isApproved = true;
  await arrive(container, 'resume');
});

test('a_recovering_computer_says_that_the_phone_alone_goes_on_and_asks_no_more', async () => {
  let tookOver = false;
  const newcomer = { handover: 'h', device: 'd', name: 'Android phone', public_key: '' };
  const recovery = { possible_from: '2026-02-09T10:05:00Z', is_possible: false };
  const { container, host, user } = await offering(
    () => (tookOver ? handoverAt('joined', { took_over: true, newcomer }) : handoverAt('offered')),
    {
      get_journey: () =>
        tookOver ? refuse({ code: 'device.not_trusted' }) : { ...tips(), recovery },
    },
  );
  await screen.findByText(/it alone can go on/);
  tookOver = true;
  await arrive(container, 'recovery_moved');
  screen.getByText(/Android phone/);
  const asked = named(host, 'get_journey');
  await new Promise((done) => setTimeout(done, 100));
  expect(named(host, 'get_journey')).toBe(asked);
  await press(user, 'I no longer have that other device');
  await arrive(container, 'other_device');
});
