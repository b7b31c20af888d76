import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import App from '../App.svelte';
import { configuration, journeyAt } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, Events, SignedInView } from '../platform/contract';
import { fakePlatform, refuse, type Answers } from '../platform/fake';
import { forgetAll, keepAlone } from './drafts';
import { arrive, launched, press } from './testing';

/** Two people, one device. */

beforeEach(() => choose({ language: 'en' }));
afterEach(() => {
  keepAlone();
  forgetAll();
});

const signedIn = (more: Partial<SignedInView> = {}): SignedInView => ({
  email_masked: 'a••@example.com',
  needs_trusted_device: false,
  has_secret_code: false,
  is_another_person: true,
  ...more,
});
const phoneNumber = () => journeyAt({ state: 'phone_number' }, { chapter: 'number' });

function open(answers: Answers<Commands>) {
  const host = fakePlatform<Commands, Events>({
    start: () => launched(),
    get_configuration: () => ({ ...configuration, is_test: false }),
    get_journey: phoneNumber,
    watch_handover: () => refuse({ code: 'not_found' }),
    recall_entries: () => ({}),
    keep_entries: () => ({}),
    request_sign_in_code: () => ({
      sign_in: 's',
      email_masked: 'a••@example.com',
      expires_at: '2030-01-01T00:00:00Z',
    }),
    choose_secret_code: () => ({}),
    unlock: () => ({}),
    ...answers,
  });
  const { container } = render(App, { host, pause: 10 });
  return { host, container, user: userEvent.setup() };
}

type User = ReturnType<typeof userEvent.setup>;
const phone = (container: Element) => container.querySelector<HTMLInputElement>('#phone');

async function signIn(user: User, container: Element, address: string) {
  const field = await screen.findByLabelText('E-mail address');
  await user.clear(field);
  await user.type(field, address);
  await press(user, 'Receive a code');
  await arrive(container, 'email_code');
  await user.type(screen.getByLabelText('6-digit code'), '123456');
  await press(user, 'Continue');
}

async function chooseSecretCode(user: User) {
  await user.type(await screen.findByLabelText('Secret code'), '428571');
  await user.type(screen.getByLabelText('The same code, a second time'), '428571');
  await press(user, 'Choose this code');
}

/** Maëlle typed her number, and her session ended by itself. */
async function maelleTyped(answers: Answers<Commands>) {
  const opened = open({ send_journey: () => refuse({ code: 'session.missing' }), ...answers });
  const { container, user } = opened;
  await press(user, 'Continue');
  await arrive(container, 'phone_number');
  await user.type(phone(container)!, '06 39 98 12 34');
  await press(user, /Send|Receive|Continue/);
  await arrive(container, 'email');
  return opened;
}

test('what_one_person_typed_is_not_shown_to_the_next_nor_kept_for_them', async () => {
  const { host, container, user } = await maelleTyped({ sign_in: () => signedIn() });
  await signIn(user, container, 'ali@example.com');
  await chooseSecretCode(user);
  await press(user, 'Continue');
  await arrive(container, 'phone_number');
  expect(phone(container)?.value).toBe('');
  await user.type(phone(container)!, '0');
  await waitFor(() => expect(host.calls.at(-1)?.name).toBe('keep_entries'), { timeout: 2000 });
  expect(JSON.stringify(host.calls.at(-1)?.args)).not.toContain('39 98');
});

test('whoever_comes_back_finds_what_they_typed', async () => {
  const { container, user } = await maelleTyped({
    sign_in: () => signedIn({ has_secret_code: true, is_another_person: false }),
  });
  await signIn(user, container, 'maelle@example.com');
  await user.type(await screen.findByLabelText('Secret code'), '428571');
  await press(user, 'Open');
  await press(user, 'Continue');
  await arrive(container, 'phone_number');
  expect(phone(container)?.value).toBe('06 39 98 12 34');
});

const handoff = () => ({
  handoff: 'h',
  secret: '',
  browser: { application: 'Sceau', system: 'Linux', place: 'local' },
  started_at: '2026-02-03T15:36:00Z',
  carries_account: true,
  numbers: [17, 42, 68] as [number, number, number],
});
const asked = (host: { calls: readonly { name: string }[] }) => host.calls.map(({ name }) => name);

/** A phone whose session ended, with somebody's identity on it. */
const holder = (more: Answers<Commands> = {}) =>
  open({
    start: () => launched({ has_session: false, is_locked: true, at_stake: 'identity' }),
    claim_handoff: handoff,
    confirm_handoff: () => ({}),
    decline_account: () => ({}),
    replace_account: () => signedIn(),
    ...more,
  });

async function link(user: User) {
  await press(user, 'I have a code shown on another device');
  await user.type(await screen.findByLabelText('Or type the code'), 'abcd2345');
  await press(user, 'Use this code');
  await user.click(await screen.findByRole('radio', { name: '42' }));
  await press(user, 'Link my computer');
}

const another = () => refuse({ code: 'account.another' });

test.each(['computer', 'mail'] as const)(
  'an_identity_is_not_erased_for_another_account_by_%s_before_a_yes',
  async (way) => {
    const { host, container, user } = holder({ join_handover: another, sign_in: another });
    if (way === 'computer') await link(user);
    else {
      await press(user, 'I already have an account');
      await signIn(user, container, 'ali@example.com');
    }
    await arrive(container, 'another_account');
    expect(asked(host)).not.toContain('replace_account');
    await press(user, 'Erase and go on');
    await arrive(container, 'secret_code');
    expect(asked(host)).toContain('replace_account');
  },
);

test('whoever_says_no_finds_the_device_as_it_was', async () => {
  const { host, container, user } = holder({ join_handover: another });
  await link(user);
  await arrive(container, 'another_account');
  await press(user, 'Erase nothing');
  await arrive(container, 'welcome');
  expect(asked(host)).toContain('decline_account');
  expect(asked(host)).not.toContain('replace_account');
  await press(user, 'I already have an account');
  expect(container.textContent).toMatch(/holds the active identity/);
});
