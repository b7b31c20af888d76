import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openConsoleApi } from './api';
import Console from './Console.svelte';
import { fakeService } from './fakeService';
import { queue } from './sample';
import { action, cleanConsole, openCase, shown } from './scene';

cleanConsole();

test('a_key_opens_the_queue_and_a_wrong_one_says_so_at_the_field', async () => {
  let knows = false;
  const service = fakeService({
    'GET queue': () =>
      knows
        ? { body: { operator: 'Agathe Morvan', cases: [], reports: [] } }
        : { status: 401, body: { code: 'operator.unknown' } },
    'POST sign-in': (body) => {
      knows = (body as { key: string }).key === 'good';
      return knows ? { status: 204 } : { status: 401, body: { code: 'operator.unknown' } };
    },
  });
  const user = userEvent.setup();
  render(Console, { api: openConsoleApi(service.ask) });
  await waitFor(() => expect(service.sent('GET queue')).toHaveLength(1));
  expect(screen.queryByRole('alert')).toBeNull();

  const field = screen.getByLabelText('Clé d’agent');
  await user.type(field, 'bad');
  await user.click(action('sign-in'));
  await screen.findByText(/Cette clé n’est pas reconnue/);
  await user.clear(field);
  await user.type(field, 'good{Enter}');
  await shown('queue');
  expect(screen.getByText(/Agathe Morvan/)).toBeTruthy();
});

test('every_unsafe_request_proves_that_our_script_asks', async () => {
  const { user, service } = await openCase();
  await user.click(action('sign-out'));
  await shown('sign-in');
  const unsafe = service.asked.filter(({ method }) => method !== 'GET');
  expect(unsafe.map(({ path }) => path)).toEqual(['assignment', 'session']);
  expect(unsafe.every(({ proved }) => proved)).toBe(true);
});

test('the_lock_hides_the_case_and_the_same_operator_finds_the_answers_again', async () => {
  const { user, service } = await openCase(fakeService(), 400);
  await user.click(action('check-1-yes'));
  await shown('locked');
  expect(service.sent('DELETE session')).toHaveLength(1);
  await user.type(document.getElementById('unlock-key')!, 'good');
  await user.click(action('unlock'));
  await waitFor(() => expect(document.querySelector('[data-screen="locked"]')).toBeNull());
  expect(document.querySelector('[data-checklist-done="1"]')).not.toBeNull();
});

test.each(['lock', 'sign-out'])(
  'after_a_%s_that_the_service_could_not_be_told_a_reload_opens_nothing',
  async (way) => {
    let isReachable = true;
    let isHeld = true;
    const service = fakeService({
      'DELETE session': () => {
        if (!isReachable) throw new TypeError('no network');
        isHeld = false;
        return { status: 204 };
      },
      'GET queue': () => (isHeld ? { body: queue } : { status: 401, body: { code: 'operator.unknown' } }),
    });
    const { user, unmount } = await openCase(service, way === 'lock' ? 400 : undefined);
    isReachable = false;
    if (way === 'lock') await shown('locked');
    else await user.click(action('sign-out'));
    unmount();
    const api = openConsoleApi(service.ask);
    const again = render(Console, { api });
    await waitFor(() => expect(service.sent('DELETE session')).toHaveLength(2));
    expect(screen.getByLabelText('Clé d’agent')).toBeTruthy();
    expect(document.querySelector('[data-screen="queue"]')).toBeNull();
    again.unmount();
    isReachable = true;
    render(Console, { api });
    await waitFor(() => expect(isHeld).toBe(false));
    await user.type(screen.getByLabelText('Clé d’agent'), 'good');
    isHeld = true;
    await user.click(action('sign-in'));
    await shown('queue');
  },
);

test('another_operator_at_a_locked_console_finds_no_case', async () => {
  let name = 'Agathe Morvan';
  const service = fakeService({ 'GET queue': () => ({ body: { operator: name, cases: [], reports: [] } }) });
  const { user } = await openCase(service, 400);
  await shown('locked');
  name = 'Basile Quéré';
  await user.type(document.getElementById('unlock-key')!, 'other');
  await user.click(action('unlock'));
  await shown('queue');
  expect(document.querySelector('[data-screen="case"]')).toBeNull();
});
