import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handoverAt } from '../gallery/handover';
import { identity } from '../gallery/identity';
import { journeyAt } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, HandoverView, StartView } from '../platform/contract';
import { refuse, type Answers } from '../platform/fake';
import { forgetAll } from './drafts';
import { arrive, launched, named, nobody, open, press, shown } from './testing';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const linked = () => ({
  handoff: 'h',
  secret: '',
  browser: { application: 'Sceau', system: 'Linux', place: 'local' },
  started_at: '2026-02-03T15:36:00Z',
  carries_account: true,
  numbers: [17, 42, 68] as [number, number, number],
});

/** A phone that was here before, with its key, is signed in again by the computer of the same account. */
async function linkedAgain(
  start: Partial<StartView>,
  view: () => HandoverView,
  more: Answers<Commands> = {},
) {
  let hasJoined = false;
  const opened = open({
    start: () => launched({ has_session: false, is_locked: true, platform: 'android', ...start }),
    watch_handover: () => (hasJoined ? view() : nobody()),
    claim_handoff: linked,
    confirm_handoff: () => ({}),
    join_handover: () => {
      hasJoined = true;
      return {
        email_masked: 'm•••@example.com',
        needs_trusted_device: true,
        has_secret_code: true,
        is_another_person: false,
      };
    },
    unlock: () => ({}),
    choose_secret_code: () => ({}),
    ...more,
  });
  await press(opened.user, 'I have a code shown on another device');
  await opened.user.type(await screen.findByLabelText('Or type the code'), 'abcd2345');
  await press(opened.user, 'Use this code');
  await opened.user.click(await screen.findByRole('radio', { name: '42' }));
  await press(opened.user, 'Link my computer');
  return opened;
}

const taken = (more: Partial<HandoverView> = {}) => handoverAt('joined', { is_giver: false, ...more });
const notTrusted = () => refuse({ code: 'device.not_trusted' });

test('a_phone_that_has_its_key_already_opens_it_and_is_not_asked_for_another', async () => {
  const waits = () => taken({ awaits_approval: true });
  const { host, container, user } = await linkedAgain({}, waits, { get_journey: notTrusted });
  await arrive(container, 'unlock');
  await user.type(screen.getByLabelText('Secret code'), '428571');
  await press(user, 'Open');
  await arrive(container, 'awaiting');
  expect(named(host, 'choose_secret_code')).toBe(0);
});

test('a_recovery_that_goes_to_a_phone_with_a_key_asks_for_a_new_one_and_says_why', async () => {
  const { container } = await linkedAgain({}, () => taken());
  await arrive(container, 'secret_code');
  expect(container.textContent).toMatch(/already has a secret code/);
  expect(container.textContent).toMatch(/proofs and delay begin again/);
});

test('the_identitys_own_device_found_again_during_a_recovery_keeps_its_key', async () => {
  const { container } = await linkedAgain({ at_stake: 'identity' }, () => taken());
  await arrive(container, 'unlock');
});

test('a_recovery_that_was_not_seen_at_once_asks_for_the_new_key_as_soon_as_it_is', async () => {
  let isReachable = false;
  const view = () => (isReachable ? taken() : refuse({ code: 'network.offline' }));
  const { container, user } = await linkedAgain({}, view, { get_journey: notTrusted });
  await arrive(container, 'unlock');
  isReachable = true;
  await user.type(screen.getByLabelText('Secret code'), '428571');
  await press(user, 'Open');
  await arrive(container, 'secret_code');
});

test('a_device_that_is_told_that_another_holds_the_identity_does_not_say_any_more_that_it_does', async () => {
  let hasMoved = false;
  const active = journeyAt({ state: 'active' }, { chapter: 'decision', allowed: [] });
  const { container, user } = open({
    start: () => launched({ at_stake: 'identity' }),
    get_journey: () => (hasMoved ? notTrusted() : active),
    get_identity: () => identity,
    list_login_requests: () => ({ requests: [] }),
    save_preferences: () => ({}),
    block_identity: () => refuse({ code: 'session.missing' }),
    watch_handover: () => handoverAt('joined'),
  });
  await screen.findByRole('heading', { level: 1 });
  hasMoved = true;
  await arrive(container, 'other_device');
  // Its session ends there: the address is asked for, without a warning.
  await press(user, /Block/);
  await press(user, /Block/);
  await arrive(container, 'email');
  expect(container.textContent).not.toMatch(/holds the active identity/);
});
