import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WrongCode } from '../capture/wrongCode.svelte';
import { choose } from '../i18n/preferences.svelte';
import { forgetAll } from '../journey/drafts';
import type { CameraStatusView, Commands, Events, HandoffView } from '../platform/contract';
import { fakePlatform, refuse, type Answers } from '../platform/fake';
import ComputerCode from './ComputerCode.svelte';
import Email from './Email.svelte';
import HandoffCheck from './HandoffCheck.svelte';
import Scanner from './Scanner.svelte';
import SecretCode from './SecretCode.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const hostWith = (answers: Answers<Commands>) => fakePlatform<Commands, Events>(answers);
const names = (host: { calls: readonly { name: string }[] }) => host.calls.map(({ name }) => name);
const press = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(screen.getByRole('button', { name }));

const handoff: HandoffView = {
  handoff: 'h',
  secret: '',
  browser: { application: 'Firefox', system: 'Linux', place: 'local' },
  started_at: '2026-02-03T15:36:00Z',
  service: 'Demonstration service',
  carries_account: false,
  numbers: [17, 42, 68],
};

test('an_empty_code_is_explained_and_going_on_without_one_is_always_possible', async () => {
  const user = userEvent.setup();
  const host = hostWith({});
  const onskip = vi.fn();
  render(ComputerCode, { host, onback: vi.fn(), onclaimed: vi.fn(), onskip });
  await press(user, 'Use this code');
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(host.calls).toEqual([]);
  await press(user, 'I have no code');
  expect(onskip).toHaveBeenCalledOnce();
});

test('an_expired_code_is_said_beside_its_field_and_stays_typed', async () => {
  const user = userEvent.setup();
  const host = hostWith({ claim_handoff: () => refuse({ code: 'handoff.expired' }) });
  render(ComputerCode, { host, onback: vi.fn(), onclaimed: vi.fn(), onskip: vi.fn() });
  const field = screen.getByLabelText<HTMLInputElement>('Or type the code');
  await user.type(field, 'abcd2345');
  await press(user, 'Use this code');
  await screen.findByRole('alert');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.value).toBe('ABCD2345');
});

const seen = (more: Partial<CameraStatusView>): CameraStatusView => ({
  is_running: true,
  width: 640,
  height: 480,
  hint: 'none',
  progress: 0,
  level: 0,
  foreign_code: false,
  ...more,
});
const camera = { session: 'cam', preview_url: '/preview/cam.jpg' };

test('a_foreign_code_is_said_and_ours_is_taken_once_then_the_camera_closes', async () => {
  const looks = [
    seen({ foreign_code: true }),
    seen({ code: { kind: 'handoff', code: 'token' } }),
  ];
  const host = hostWith({
    open_camera: () => camera,
    watch_camera: () => looks.shift() ?? seen({}),
    close_camera: () => ({}),
  });
  const onfound = vi.fn();
  const { unmount } = render(Scanner, { host, onfound, onstop: vi.fn(), pause: 40 });
  await screen.findByText(/not from Sceau|come from Sceau/);
  await waitFor(() => expect(onfound).toHaveBeenCalledExactlyOnceWith('token'));
  unmount();
  await waitFor(() => expect(names(host)).toContain('close_camera'));
});

test.each([
  ['login', /scanned on the screen of your identity/],
  ['letter', /It is not scanned: open the link/],
] as const)('a_code_of_ours_for_a_%s_is_told_where_it_belongs', async (kind, words) => {
  const host = hostWith({
    open_camera: () => camera,
    watch_camera: () => seen({ code: { kind, code: 'token' } }),
    close_camera: () => ({}),
  });
  const onfound = vi.fn();
  render(Scanner, { host, onfound, onstop: vi.fn(), pause: 1 });
  await screen.findByText(words);
  expect(screen.queryByText(/not from Sceau/)).toBeNull();
  expect(onfound).not.toHaveBeenCalled();
});

test('a_wrong_code_stays_said_long_enough_to_be_read_and_then_goes', () => {
  const wrong = new WrongCode('handoff', () => 'foreign');
  wrong.see(seen({ foreign_code: true }));
  for (let look = 1; look < 10; look += 1) wrong.see(seen({}));
  expect(wrong.said).toBe('foreign');
  wrong.see(seen({}));
  expect(wrong.said).toBeUndefined();
});

test('a_busy_camera_is_explained_and_can_be_tried_again', async () => {
  const user = userEvent.setup();
  let isBusy = true;
  const host = hostWith({
    open_camera: () => (isBusy ? refuse({ code: 'camera.busy' }) : camera),
    watch_camera: () => seen({}),
    close_camera: () => ({}),
  });
  render(Scanner, { host, onfound: vi.fn(), onstop: vi.fn() });
  await screen.findByRole('alert');
  isBusy = false;
  await press(user, 'Try again');
  await screen.findByRole('img');
});

test('not_me_is_as_visible_as_yes_and_sends_no_number', async () => {
  const user = userEvent.setup();
  const host = hostWith({ confirm_handoff: () => ({}) });
  const onconfirmed = vi.fn();
  render(HandoffCheck, { host, handoff, stake: 'nothing', onconfirmed, onended: vi.fn() });
  const yes = screen.getByRole('button', { name: 'Link my computer' });
  const no = screen.getByRole('button', { name: 'It is not me' });
  expect(yes.className).toBe(no.className);
  await user.click(no);
  await screen.findByRole('heading', { name: 'The link is refused' });
  expect(host.calls).toEqual([{ name: 'confirm_handoff', args: {} }]);
  expect(onconfirmed).not.toHaveBeenCalled();
});

test.each([
  { stake: 'identity', carries_account: true, says: /holds the active identity/ },
  { stake: 'recovery', carries_account: true, says: /is being recovered on this device/ },
  { stake: 'nothing', carries_account: true, says: undefined },
  // A browser gives no account: nobody else is signed in by it.
  { stake: 'identity', carries_account: false, says: undefined },
] as const)(
  'what_another_account_would_end_here_is_said_before_a_computer_signs_in: $stake, $carries_account',
  ({ stake, carries_account, says }) => {
    const linked = { ...handoff, carries_account };
    const props = { host: hostWith({}), handoff: linked, stake, onconfirmed: vi.fn(), onended: vi.fn() };
    const { container } = render(HandoffCheck, props);
    if (says) expect(container.textContent).toMatch(says);
    else expect(container.textContent).not.toMatch(/only if you say yes/);
  },
);

test('whoever_recovers_an_identity_reads_the_true_price_of_forgetting_the_code', () => {
  const host = hostWith({});
  const { container, unmount } = render(SecretCode, { host, key: 'recovery', onchosen: vi.fn() });
  expect(container.textContent).toMatch(/proofs and delay begin again/);
  expect(container.textContent).not.toMatch(/lets you choose another/);
  unmount();
  render(SecretCode, { host, onchosen: vi.fn() });
  expect(document.body.textContent).toMatch(/lets you choose another/);
});

test('a_wrong_number_ends_the_link_and_leads_back_to_the_code', async () => {
  const user = userEvent.setup();
  const host = hostWith({ confirm_handoff: () => refuse({ code: 'handoff.mismatch' }) });
  const onended = vi.fn();
  render(HandoffCheck, { host, handoff, stake: 'nothing', onconfirmed: vi.fn(), onended });
  await user.click(screen.getByRole('radio', { name: '17' }));
  await press(user, 'Link my computer');
  await screen.findByRole('heading', { name: 'The link did not succeed' });
  await press(user, 'Back to the code');
  expect(onended).toHaveBeenCalledOnce();
});

test('an_address_refused_stays_typed_and_survives_going_back', async () => {
  const user = userEvent.setup();
  const host = hostWith({ request_sign_in_code: () => refuse({ code: 'email.invalid' }) });
  const props = { host, onback: vi.fn(), onsent: vi.fn() };
  const { unmount } = render(Email, props);
  await user.type(screen.getByLabelText('E-mail address'), 'maelle@');
  await press(user, 'Receive a code');
  await screen.findByRole('alert');
  unmount();
  render(Email, props);
  expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('maelle@');
});

test('two_different_secret_codes_are_not_sent', async () => {
  const user = userEvent.setup();
  const host = hostWith({ choose_secret_code: () => refuse({ code: 'secret_code.simple' }) });
  render(SecretCode, { host, onchosen: vi.fn() });
  await user.type(screen.getByLabelText('Secret code'), '123456');
  await user.type(screen.getByLabelText('The same code, a second time'), '123457');
  await press(user, 'Choose this code');
  expect(host.calls).toEqual([]);
  expect(screen.getByRole('link', { name: /two codes differ/ })).toBeTruthy();
  const again = screen.getByLabelText<HTMLInputElement>('The same code, a second time');
  await user.clear(again);
  await user.type(again, '123456');
  await press(user, 'Choose this code');
  await waitFor(() =>
    expect(screen.getByLabelText('Secret code').getAttribute('aria-invalid')).toBe('true'),
  );
});
