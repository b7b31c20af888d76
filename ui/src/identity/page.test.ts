import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { blockedIdentity, consents, identity, identityHost, loginRequest } from '../gallery/identity';
import { configuration } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import { forgetAll } from '../journey/drafts';
import type { Commands, IdentityView } from '../platform/contract';
import { refuse, type Answers } from '../platform/fake';
import OtherDevice from '../account/OtherDevice.svelte';
import Approve from '../journey/steps/handover/Approve.svelte';
import Home from './Home.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const heading = (name: string | RegExp) => screen.findByRole('heading', { name });

/** A home whose identity may change under the test's hand. */
function atHome(answers: Answers<Commands> = {}, first: IdentityView = identity) {
  let shown = first;
  const host = identityHost({ get_identity: () => shown, ...answers });
  const signOut = vi.fn(async () => undefined);
  const view = render(Home, { host, configuration, signOut, onmove: signOut, pause: 1000 });
  const becomes = (next: IdentityView) => (shown = next);
  const called = (name: string) => host.calls.filter((call) => call.name === name);
  return { ...view, host, signOut, becomes, called, user: userEvent.setup() };
}

describe('devices', () => {
  test('another_device_is_removed_with_the_secret_code_and_this_one_is_not_offered', async () => {
    const { user, called, becomes } = atHome();
    expect(await screen.findAllByRole('button', { name: /^Remove/ })).toHaveLength(1);
    await user.click(await button(/^Remove/));
    await heading('Remove this device?');
    await user.click(await button('Remove the device'));
    expect(called('remove_device')).toEqual([]);
    becomes({ ...identity, devices: identity.devices.slice(0, 1) });
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Remove the device'));
    await heading('Hello Maëlle');
    expect(called('remove_device')[0]?.args).toEqual({ device: 'device-2', code: '482913' });
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull());
  });

  test('a_wrong_secret_code_is_said_beside_it', async () => {
    const { user } = atHome({
      remove_device: () => refuse({ code: 'secret_code.wrong', tries_left: 4 }),
    });
    await user.click(await button(/^Remove/));
    await user.type(screen.getByLabelText('Secret code'), '482914');
    await user.click(await button('Remove the device'));
    await vi.waitFor(() =>
      expect(screen.getByLabelText('Secret code').getAttribute('aria-invalid')).toBe('true'),
    );
  });
});

describe('blocking', () => {
  test('needs_no_code_and_the_home_says_it', async () => {
    const { user, called, becomes } = atHome();
    await user.click(await button('Block my identity'));
    await heading('Block your identity?');
    expect(screen.queryByLabelText('Secret code')).toBeNull();
    becomes(blockedIdentity);
    await user.click(await button('Block my identity'));
    await screen.findByText('Your identity is blocked');
    expect(called('block_identity')).toHaveLength(1);
    await button('Unblock my identity');
    expect(screen.queryByRole('button', { name: 'Scan a login code' })).toBeNull();
  });

  test('is_undone_with_the_code_of_a_mail_and_the_secret_code', async () => {
    const { user, called, becomes } = atHome({}, blockedIdentity);
    await user.click(await button('Unblock my identity'));
    await screen.findByText(/to unblock your identity, or to give them these codes/);
    await user.click(await button('Receive the code by e-mail'));
    await screen.findByText(/m•••@exemple.fr/);
    await user.click(await button('Unblock'));
    expect(screen.getByRole('alert').querySelectorAll('a')).toHaveLength(2);
    await user.type(screen.getByLabelText('Code received by e-mail'), '135790');
    await user.type(screen.getByLabelText('Secret code'), '482913');
    becomes(identity);
    await user.click(await button('Unblock'));
    await button('Block my identity');
    expect(called('unblock_identity')[0]?.args).toEqual({ mailed: '135790', code: '482913' });
  });

  test('each_code_that_is_wrong_is_named', async () => {
    const { user, becomes } = atHome(
      { unblock_identity: () => refuse({ code: 'code.wrong', tries_left: 3 }) },
      blockedIdentity,
    );
    becomes(blockedIdentity);
    await user.click(await button('Unblock my identity'));
    await user.click(await button('Receive the code by e-mail'));
    await user.type(await screen.findByLabelText('Code received by e-mail'), '135790');
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Unblock'));
    await vi.waitFor(() =>
      expect(
        screen.getByLabelText('Code received by e-mail').getAttribute('aria-invalid'),
      ).toBe('true'),
    );
    expect(screen.getByLabelText('Secret code').getAttribute('aria-invalid')).not.toBe('true');
  });
});

describe('a blocked identity', () => {
  const REFUSED = [/^Remove/, 'Change my number', 'Save my data', 'Delete my identity', 'Change device'];

  test('offers_nothing_in_the_settings_that_would_be_refused_and_leads_to_unblocking', async () => {
    const { user } = atHome({}, blockedIdentity);
    await screen.findByText('Your identity is blocked');
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    await user.click(await button('Settings'));
    await screen.findByText(/To change device or number/);
    for (const name of REFUSED) expect(screen.queryByRole('button', { name })).toBeNull();
    await button('Sign out');
    await user.click(await button('Unblock my identity'));
    await heading('Unblock your identity');
  });

  test.each([
    ['Save my data', 'Save'],
    ['Delete my identity', 'Delete for ever'],
  ])(
    'blocked_meanwhile_%s_says_so_and_going_back_shows_how_to_unblock',
    async (open, confirm) => {
      const refused = () => refuse({ code: 'identity.blocked' });
      const { user, becomes } = atHome({ export_data: refused, erase_account: refused });
      await heading('Hello Maëlle');
      await user.click(await button('Settings'));
      await user.click(await button(open));
      becomes(blockedIdentity);
      await user.type(await screen.findByLabelText('Secret code'), '482913');
      await user.click(await button(confirm));
      await screen.findByText(/Your identity is blocked/);
      await user.click(await button('Cancel'));
      await button('Unblock my identity');
    },
  );

  test('blocked_while_a_new_device_waits_leads_to_the_home', async () => {
    const user = userEvent.setup();
    const onrefuse = vi.fn();
    const onapprove = async () => refuse({ code: 'identity.blocked' });
    render(Approve, { device: 'Android phone', onapprove, onrefuse });
    await user.type(screen.getByLabelText(/secret code/i), '482913');
    await user.click(await button('Hand over my identity'));
    await user.click(await button('Back to home'));
    expect(onrefuse).toHaveBeenCalledOnce();
  });
});

test('whoever_lost_the_device_blocks_from_another_one_after_a_second_look', async () => {
  const user = userEvent.setup();
  const host = identityHost();
  render(OtherDevice, { host, onsignout: vi.fn(), onrecover: vi.fn() });
  await heading('You no longer have that device, or someone else is using it?');
  await user.click(await button('Block my identity'));
  expect(host.calls).toEqual([]);
  await user.click(await button('Block my identity'));
  await screen.findByText('Your identity is blocked');
  expect(host.calls.map(({ name }) => name)).toEqual(['block_identity']);
});

test('whoever_lost_the_device_for_good_goes_on_here_after_reading_what_it_takes', async () => {
  const user = userEvent.setup();
  const host = identityHost();
  const onrecover = vi.fn();
  render(OtherDevice, { host, onsignout: vi.fn(), onrecover });
  await user.click(await button('Recover my identity here'));
  await screen.findByText(/film your face/);
  await screen.findByText(/9 February 2026 at .* at the earliest/);
  await screen.findByText(/It was not me/);
  expect(host.calls.map(({ name }) => name)).toEqual(['foresee_recovery']);
  await user.click(await button('Yes, I lost it'));
  await screen.findByText(/9 February 2026 at .* at the earliest/);
  await screen.findByText(/It was not me/);
  expect(host.calls.map(({ name }) => name)).toEqual(['foresee_recovery', 'begin_recovery']);
  await user.click(await button('Continue'));
  expect(onrecover).toHaveBeenCalledOnce();
});

describe('a refusal that tells of a change made elsewhere', () => {
  test('a_device_removed_elsewhere_is_gone_from_the_list_after_going_back', async () => {
    const { user, becomes, container } = atHome({
      remove_device: () => refuse({ code: 'not_found' }),
    });
    await user.click(await button(/^Remove/));
    await user.type(screen.getByLabelText('Secret code'), '482913');
    becomes({ ...identity, devices: identity.devices.slice(0, 1) });
    await user.click(await button('Remove the device'));
    await vi.waitFor(() => expect(container.querySelector('[data-problem]')).not.toBeNull());
    await user.click(await button('Cancel'));
    await heading('Hello Maëlle');
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull());
  });

  test('a_login_refused_because_the_identity_is_blocked_leads_back_to_unblocking', async () => {
    const { user, becomes } = atHome({
      list_login_requests: () => ({ requests: [loginRequest()] }),
      answer_login_request: () => refuse({ code: 'identity.blocked' }),
    });
    await heading(/asks for your identity/);
    becomes(blockedIdentity);
    await user.type(screen.getByLabelText('Number shown on the other screen'), '42');
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Approve'));
    await screen.findByText(/Your identity is blocked/);
    await user.click(await button('Back'));
    await button('Unblock my identity');
  });

  test('a_change_during_a_reading_is_read_once_that_reading_ends', async () => {
    let answer: (() => void) | undefined;
    let isSlow = false;
    let shown: IdentityView = identity;
    const { user } = atHome({
      get_identity: async () => {
        const read = shown;
        if (isSlow) await new Promise<void>((resolve) => (answer = resolve));
        return read;
      },
    });
    await heading('Hello Maëlle');
    isSlow = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(answer).toBeDefined());
    await user.click(await button('Block my identity'));
    await user.click(await button('Block my identity'));
    await heading('Hello Maëlle');
    [shown, isSlow] = [blockedIdentity, false];
    answer?.();
    await button('Unblock my identity');
  });
});

describe('the history', () => {
  test('a_login_shows_who_asked_and_what_came_of_it_and_no_value', async () => {
    const { user, container } = atHome();
    const details = await screen.findAllByRole('button', { name: /^See details/ });
    await user.click(details[1]!);
    await heading('Login: Service de démonstration');
    const text = container.textContent ?? '';
    for (const fact of [
      'Firefox on Linux',
      'Lyon',
      'Ordinateur Linux',
      'Answer received by the service',
      'Never',
      'Given names',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toContain('Kervadec');
  });

  test.each([
    ['Report only', false],
    ['Report and block my identity', true],
  ])('%s', async (name, block) => {
    const { user, called } = atHome();
    const details = await screen.findAllByRole('button', { name: /^See details/ });
    await user.click(details[0]!);
    await user.click(await button('I do not recognise this login'));
    await screen.findByText(/The access that this service keeps through this login ends/);
    await user.click(await button(name));
    await heading('Hello Maëlle');
    expect(called('report_login')[0]?.args).toEqual({ login: 'login-1', block });
  });

  test('what_was_reported_is_not_reported_twice', async () => {
    const { user } = atHome();
    const details = await screen.findAllByRole('button', { name: /^See details/ });
    await user.click(details[2]!);
    await screen.findByText(/You reported this login/);
    expect(screen.queryByRole('button', { name: 'I do not recognise this login' })).toBeNull();
  });
});

describe('from the settings', () => {
  async function open(name: string, answers: Answers<Commands> = {}) {
    const home = atHome(answers);
    await heading('Hello Maëlle');
    await home.user.click(await button('Settings'));
    await home.user.click(await button(name));
    return home;
  }

  test('a_number_is_proved_confirmed_and_shown', async () => {
    const { user, called } = await open('Change my number');
    await user.click(await button('Receive the code'));
    expect(called('ask_number_code')).toEqual([]);
    await user.type(screen.getByLabelText('Mobile number'), '06 39 98 45 67');
    await user.click(await button('Receive the code'));
    await user.type(await screen.findByLabelText('Code received by SMS'), '246801');
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Change my number'));
    await heading('Your number has changed');
    const args = called('change_number')[0]?.args as { texted: string; code: string };
    expect([args.texted, args.code]).toEqual(['246801', '482913']);
  });

  test('going_back_to_the_number_keeps_the_code_that_left_for_it_and_for_no_other', async () => {
    const { user, called } = await open('Change my number');
    await user.type(screen.getByLabelText('Mobile number'), '06 39 98 45 67');
    await user.click(await button('Receive the code'));
    await screen.findByText('Your old number will be told by SMS, and you by e-mail.');
    await user.type(await screen.findByLabelText('Code received by SMS'), '246801');
    await user.click(await button('Back'));
    const field = screen.getByLabelText<HTMLInputElement>('Mobile number');
    await user.type(field, '{Backspace}8');
    expect(screen.queryByRole('button', { name: 'I already have the code' })).toBeNull();
    await user.type(field, '{Backspace}7');
    await user.click(await button('I already have the code'));
    expect(screen.getByLabelText<HTMLInputElement>('Code received by SMS').value).toBe('246801');
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Change my number'));
    await heading('Your number has changed');
    expect(called('ask_number_code')).toHaveLength(1);
    expect(called('change_number')[0]?.args).toMatchObject({ number: '06 39 98 45 67' });
  });

  test('whoever_has_no_number_yet_is_not_told_of_an_old_one', async () => {
    const { user } = await open('Change my number', {
      get_identity: () => ({ ...identity, phone_masked: '' }),
    });
    await user.type(screen.getByLabelText('Mobile number'), '06 39 98 45 67');
    await user.click(await button('Receive the code'));
    await screen.findByLabelText('Code received by SMS');
    expect(screen.queryByText(/old number/)).toBeNull();
  });

  test('a_number_that_is_no_mobile_is_said_beside_it', async () => {
    const fields = [{ field: 'phone', code: 'phone.landline' }];
    const { user } = await open('Change my number', {
      ask_number_code: () => refuse({ code: 'fields.invalid', fields }),
    });
    await user.type(screen.getByLabelText('Mobile number'), '01 42 00 00 00');
    await user.click(await button('Receive the code'));
    await vi.waitFor(() =>
      expect(screen.getByLabelText('Mobile number').getAttribute('aria-invalid')).toBe('true'),
    );
  });

  test('the_number_held_already_is_said_to_be_so_beside_it', async () => {
    const { user } = await open('Change my number', {
      ask_number_code: () => refuse({ code: 'journey.not_possible_here' }),
    });
    await user.type(screen.getByLabelText('Mobile number'), '06 39 98 12 34');
    await user.click(await button('Receive the code'));
    expect(await screen.findAllByText('This is already your number.')).not.toHaveLength(0);
  });

  test('the_copy_is_not_said_to_hold_what_it_does_not', async () => {
    const { user } = atHome();
    await heading('Hello Maëlle');
    await user.click(await button('Settings'));
    await screen.findByText(/A copy of your data, without your photographs or your video/);
    expect(screen.queryByText(/everything we keep/)).toBeNull();
  });

  test('the_data_are_saved_and_the_files_named', async () => {
    const { user, called } = await open('Save my data');
    await screen.findByText(/Your photographs, .* the notes of the operators are not in them/);
    await user.type(await screen.findByLabelText('Secret code'), '482913');
    await user.click(await button('Save'));
    await heading('Your data is saved');
    expect(called('export_data')[0]?.args).toEqual({ code: '482913' });
    await screen.findByText('sceau-2026-02-06T100500.pdf');
  });

  test('what_was_agreed_to_is_read_again_with_what_taking_it_back_would_mean', async () => {
    const { user, called, container } = await open('Read my agreements again');
    await heading('What you agreed to');
    await heading('The video of your face');
    expect(called('list_consents')).toHaveLength(1);
    expect(container.querySelectorAll('details')).toHaveLength(4);
    const text = container.textContent ?? '';
    expect(text).toContain('Agreed to on');
    expect(text).toContain('The video will be erased on');
    expect(text.match(/Another one would need a new agreement/g)).toHaveLength(2);
    await user.click(await button('Delete my identity'));
    await heading('Delete your identity?');
  });

  test('words_that_the_installation_lost_are_said_to_be_and_their_fingerprint_stays', async () => {
    const [film, , , terms] = consents.consents;
    if (!film || !terms) throw new Error('the samples hold both');
    const { text: _, ...wordless } = terms;
    const lost = { ...wordless, hash: 'ab12cd34', is_in_force: false };
    const gone = { ...film, film_erased_at: '2026-04-13T08:00:00Z' };
    const { container } = await open('Read my agreements again', {
      list_consents: () => ({ consents: [gone, lost] }),
    });
    await screen.findByText('ab12cd34');
    expect(container.textContent).toContain('no longer has the words of version');
    expect(container.textContent).toContain('the video was erased on');
    expect(container.textContent).not.toContain('will be erased');
  });

  test('the_end_says_what_goes_and_what_stays_and_the_app_begins_as_new', async () => {
    const { user, called, signOut, container } = await open('Delete my identity');
    await heading('Delete your identity?');
    for (const fact of ['your account, your identity', '6 years', 'one year at least']) {
      expect(container.textContent).toContain(fact);
    }
    await user.click(await button('Delete for ever'));
    expect(called('erase_account')).toEqual([]);
    await user.type(screen.getByLabelText('Secret code'), '482913');
    await user.click(await button('Delete for ever'));
    await heading('Your identity was deleted');
    await screen.findByText(/nothing of you, except the files you saved/);
    expect(signOut).not.toHaveBeenCalled();
    await user.click(await button('Finish'));
    expect(signOut).toHaveBeenCalledOnce();
  });
});
