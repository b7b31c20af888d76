import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { captureHost } from '../gallery/capture';
import { identity, identityHost, loginRequest } from '../gallery/identity';
import { configuration } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import { forgetAll, keep, recall } from '../journey/drafts';
import type { Commands, LoginRequestView } from '../platform/contract';
import { refuse, type Answers } from '../platform/fake';
import Home from './Home.svelte';
import { LICENCES } from './licences';
import LoginRequest from './LoginRequest.svelte';
import LoginScan from './LoginScan.svelte';
import Settings from './Settings.svelte';
import { activityName, asker, askerFirst, claimName } from './words';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const SERVICE = 'Service de démonstration';
const button = (name: string | RegExp) => screen.findByRole('button', { name });

function atHome(answers: Answers<Commands> = {}) {
  const host = identityHost(answers);
  const signOut = vi.fn(async () => undefined);
  const view = render(Home, { host, configuration, signOut, pause: 5 });
  return { ...view, host, signOut, user: userEvent.setup() };
}

function asked(answers: Answers<Commands> = {}, request: LoginRequestView = loginRequest()) {
  const host = identityHost(answers);
  const ondone = vi.fn();
  const onback = vi.fn();
  const view = render(LoginRequest, { host, request, ondone, onback });
  return { ...view, host, ondone, onback, user: userEvent.setup() };
}

async function approve(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText('Number shown on the other screen'), '42');
  await user.type(screen.getByLabelText('Secret code'), '482913');
  await user.click(await button('Approve'));
}

test('a_broker_that_does_not_name_the_service_is_never_taken_for_it', async () => {
  const unnamed = { ...loginRequest(), service: 'Aiguilleur', broker: 'Aiguilleur' };
  asked({}, unnamed);
  await screen.findByRole('heading', {
    name: 'A service linked through “Aiguilleur” asks for your identity',
  });
  expect(screen.getByText('Through')).toBeTruthy();
  // The broker's name stands in the title already: no row repeats it as the service's.
  expect(screen.queryByText('Service that began it')).toBeNull();
  expect(asker(unnamed)).toBe('a service linked through “Aiguilleur”');
  const named = { service: 'Mairie', broker: 'Aiguilleur' };
  expect([asker(named), askerFirst(named)]).toEqual(['Mairie', 'Mairie']);
});

describe('the home', () => {
  test('shows_the_card_the_history_and_the_devices', async () => {
    const { container } = atHome();
    await screen.findByRole('heading', { name: 'Hello Maëlle' });
    const text = container.textContent ?? '';
    for (const fact of ['Kervadec', '14 July 1980', '4 December 2026', 'Ordinateur Linux']) {
      expect(text).toContain(fact);
    }
    expect(container.querySelectorAll('[data-activity]')).toHaveLength(identity.activity.length);
  });

  test('a_request_comes_up_by_itself_and_put_aside_it_stays_in_the_list', async () => {
    const requests: LoginRequestView[] = [];
    const { user } = atHome({ list_login_requests: () => ({ requests: [...requests] }) });
    await screen.findByText(/No request is waiting/);
    requests.push(loginRequest());
    await screen.findByRole('heading', { name: `${SERVICE} asks for your identity` });
    await user.click(await button('Back'));
    await user.click(await button(`See the request: ${SERVICE}`));
    await screen.findByRole('heading', { name: `${SERVICE} asks for your identity` });
  });

  test('a_link_opens_its_request_once', async () => {
    keep('link.login', 'CODE');
    const { host } = atHome({ open_login_request: () => loginRequest() });
    await screen.findByRole('heading', { name: `${SERVICE} asks for your identity` });
    expect(host.calls).toContainEqual({ name: 'open_login_request', args: { code: 'CODE' } });
    expect(recall('link.login', '')).toBe('');
  });

  test('without_network_it_says_so_and_tries_again', async () => {
    let isReachable = false;
    const { user } = atHome({
      get_identity: () => (isReachable ? identity : refuse({ code: 'network.offline' })),
    });
    await screen.findByText(/No connection/);
    isReachable = true;
    await user.click(await button('Try again'));
    await screen.findByRole('heading', { name: 'Hello Maëlle' });
  });

  test('a_hidden_window_asks_nothing', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const { host } = atHome();
    await screen.findByRole('heading', { name: 'Hello Maëlle' });
    await new Promise((later) => setTimeout(later, 30));
    expect(host.calls.map(({ name }) => name)).not.toContain('list_login_requests');
  });
});

describe('a login request', () => {
  test('says_who_from_where_and_what_and_counts_down', async () => {
    const { container } = asked();
    const text = container.textContent ?? '';
    for (const fact of [SERVICE, 'Fournisseur de connexion', 'Lyon', 'Firefox on Linux']) {
      expect(text).toContain(fact);
    }
    for (const claim of ['Given names, ', 'date of birth, ', 'town of birth', 'e-mail address']) {
      expect(text).toContain(claim);
    }
    const isBefore = Node.DOCUMENT_POSITION_FOLLOWING;
    const warning = screen.getByText(/^Nobody should dictate this number/);
    const field = screen.getByLabelText('Number shown on the other screen');
    expect(warning.compareDocumentPosition(field) & isBefore).toBe(isBefore);
    expect(container.querySelector('[data-part=countdown]')?.textContent).toMatch(/1:3\d/);
  });

  test('can_be_approved_whatever_the_time_on_this_device', async () => {
    const asked_in = { ...loginRequest(97), expires_at: '2020-01-01T00:00:00Z' };
    const { container } = asked({}, asked_in);
    expect(container.querySelector('[data-part=countdown]')?.textContent).toMatch(/1:3\d/);
    expect(await button('Approve')).toBeTruthy();
  });

  test('its_seconds_run_from_when_it_was_heard', () => {
    const host = identityHost();
    const props = { host, request: loginRequest(97), ondone: vi.fn(), onback: vi.fn() };
    const heardAt = performance.now() - 60_000;
    const { container } = render(LoginRequest, { ...props, heardAt });
    expect(container.querySelector('[data-part=countdown]')?.textContent).toMatch(/0:3\d/);
  });

  test('its_three_answers_weigh_the_same', async () => {
    asked();
    const [yes, no, notMe] = ['Approve', 'Refuse', 'It is not me'].map((name) =>
      screen.getByRole('button', { name }),
    );
    expect(no!.className).toBe(yes!.className);
    expect(notMe!.className).toBe(yes!.className);
  });

  test('is_approved_with_the_number_and_the_secret_code_and_not_without', async () => {
    const { user, host, ondone } = asked();
    await user.click(await button('Approve'));
    expect(host.calls).toEqual([]);
    expect(screen.getByRole('alert').querySelectorAll('a')).toHaveLength(2);
    await approve(user);
    expect(host.calls).toEqual([
      {
        name: 'answer_login_request',
        args: { request: 'request-1', decision: 'approve', number: 42, code: '482913' },
      },
    ]);
    await screen.findByRole('heading', { name: 'Login approved' });
    await user.click(await button('Back to home'));
    expect(ondone).toHaveBeenCalledOnce();
  });

  test.each([
    ['Refuse', 'refuse', 'Login refused'],
    ['It is not me', 'not_me', 'Request reported'],
  ])('%s needs no code', async (name, decision, title) => {
    const { user, host } = asked();
    await user.click(await button(name));
    await screen.findByRole('heading', { name: title });
    expect(host.calls[0]?.args).toEqual({ request: 'request-1', decision });
  });

  test.each(['login.expired', 'login.answered', 'login.mismatch'] as const)(
    '%s ends it with its sentence and a way home',
    async (code) => {
      const { user, container } = asked({ answer_login_request: () => refuse({ code }) });
      await approve(user);
      await screen.findByRole('heading', { name: 'This request is over' });
      expect(container.querySelector('[data-result=over]')?.textContent?.length).toBeGreaterThan(20);
      await button('Back to home');
    },
  );

  test('a_wrong_secret_code_keeps_what_was_typed', async () => {
    const { user } = asked({
      answer_login_request: () => refuse({ code: 'secret_code.wrong', tries_left: 4 }),
    });
    await approve(user);
    await vi.waitFor(() =>
      expect(screen.getByLabelText('Secret code').getAttribute('aria-invalid')).toBe('true'),
    );
    const number = screen.getByLabelText<HTMLInputElement>('Number shown on the other screen');
    expect(number.value).toBe('42');
  });

  test('a_number_that_no_browser_shows_is_said_beside_it', async () => {
    const { user } = asked({
      answer_login_request: () =>
        refuse({ code: 'fields.invalid', fields: [{ field: 'number', code: 'two_digits' }] }),
    });
    await approve(user);
    const number = screen.getByLabelText('Number shown on the other screen');
    await vi.waitFor(() => expect(number.getAttribute('aria-invalid')).toBe('true'));
  });

  test('too_late_there_is_nothing_left_to_approve', async () => {
    asked({}, loginRequest(-1));
    await screen.findByText(/Time is up/);
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await button('Back to home');
  });
});

describe('scanning', () => {
  const seen = (kind: 'login' | 'handoff') =>
    captureHost({ status: { code: { kind, code: 'SEEN' } } });

  test('a_login_code_opens_its_request_once', async () => {
    const onfound = vi.fn(async () => undefined);
    render(LoginScan, { host: seen('login'), onfound, onback: vi.fn(), pause: 1 });
    await vi.waitFor(() => expect(onfound).toHaveBeenCalledWith('SEEN'));
    await new Promise((later) => setTimeout(later, 20));
    expect(onfound).toHaveBeenCalledOnce();
  });

  test('another_of_our_codes_is_not_an_answer_and_is_told_where_it_belongs', async () => {
    const onfound = vi.fn(async () => undefined);
    render(LoginScan, { host: seen('handoff'), onfound, onback: vi.fn(), pause: 1 });
    await screen.findByText(/scanned on the first screen of Sceau/);
    expect(screen.queryByText(/does not come from Sceau/)).toBeNull();
    expect(onfound).not.toHaveBeenCalled();
  });

  test('without_a_camera_the_code_is_typed', async () => {
    const user = userEvent.setup();
    const onfound = vi.fn(async () => refuse({ code: 'qr.foreign' }));
    const host = captureHost({ fault: 'camera.none' });
    const { container } = render(LoginScan, { host, onfound, onback: vi.fn(), pause: 1 });
    await screen.findByText(/No camera was found/);
    await user.type(screen.getByLabelText('Or paste the link'), ' https://exemple/x ');
    await user.click(await button('Open this request'));
    expect(onfound).toHaveBeenCalledWith('https://exemple/x');
    await vi.waitFor(() =>
      expect(container.querySelector('[data-problem="qr.foreign"]')).toBeTruthy(),
    );
  });
});

describe('the settings', () => {
  test('changes_show_at_once_and_the_host_keeps_them_on_leaving', async () => {
    const user = userEvent.setup();
    const host = identityHost();
    const props = { host, configuration, devices: identity.devices, onback: vi.fn() };
    const { unmount } = render(Settings, { ...props, signOut: async () => undefined });
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    unmount();
    expect(host.calls).toContainEqual({
      name: 'save_preferences',
      args: { language: 'en', theme: 'dark', text_percent: 100, high_contrast: false, signals: true, notices: true },
    });
  });

  test('signing_out_says_that_the_identity_goes_with_it_and_asks_once_more', async () => {
    const user = userEvent.setup();
    const signOut = vi.fn(async () => undefined);
    const props = { host: identityHost(), configuration, devices: [], onback: vi.fn() };
    render(Settings, { ...props, signOut });
    await user.click(await button('Sign out'));
    const sheet = screen.getByRole('dialog', { name: /Erase your identity from this device/ });
    expect(sheet.textContent).toMatch(/several days/);
    expect(sheet.textContent).not.toMatch(/file is kept/);
    expect(signOut).not.toHaveBeenCalled();
    const [stay, leave] = within(sheet).getAllByRole('button');
    expect(stay?.textContent, 'the way out of it stands first').toContain('Stay signed in');
    await user.click(leave!);
    expect(signOut).toHaveBeenCalledOnce();
  });

  test('the_licences_are_those_of_the_lock_file', () => {
    const file = (name: string) => readFileSync(`${import.meta.dirname}/../../${name}`, 'utf8');
    const { dependencies } = JSON.parse(file('package.json'));
    const { packages } = JSON.parse(file('package-lock.json'));
    const expected = [...Object.keys(dependencies), 'svelte'].sort().map((name) => {
      const { version, license } = packages[`node_modules/${name}`];
      return { name, version, licence: license };
    });
    expect(LICENCES).toEqual(expected);
  });
});

test('every_claim_and_event_of_the_contract_has_words_and_an_unknown_claim_is_not_hidden', () => {
  const claims = ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'];
  for (const claim of [...claims, 'email', 'preferred_username']) {
    expect(claimName(claim)).not.toContain(claim);
  }
  expect(claimName('shoe_size')).toContain('shoe_size');
  const kinds = ['login.approved', 'login.failed', 'login.refused', 'login.disowned'];
  const more = ['login.expired', 'login.mismatch', 'identity.activated', 'identity.blocked'];
  const words = [...kinds, ...more].map(activityName);
  expect(new Set(words).size).toBe(8);
});
