import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import UploadQueue from '../components/UploadQueue.svelte';
import { choose } from '../i18n/preferences.svelte';
import type { Commands, Events, UploadView } from '../platform/contract';
import { fakePlatform, refuse } from '../platform/fake';
import { Sending, uploadRow } from './uploads.svelte';

beforeEach(() => choose({ language: 'en' }));

const waiting = (code: NonNullable<UploadView['problem']>['code']): UploadView => ({
  capture: 'c',
  part: 'front',
  sent: 400_000,
  size: 1_000_000,
  state: 'waiting',
  problem: { code },
});

test.each([
  ['network.offline', /Connection lost/, false],
  ['server.failed', /The service met a problem/, true],
  ['server.unavailable', /The service is under maintenance/, true],
  ['storage.failed', /The device cannot save/, true],
  ['request.too_many', /Too many requests in a short time/, true],
] as const)('a_capture_that_waits_for_%s_says_so', async (code, words, mayRetry) => {
  const onretry = vi.fn();
  const { container } = render(UploadQueue, { uploads: [uploadRow(waiting(code))], onretry });
  const status = container.querySelector('.status')?.textContent ?? '';
  expect(status).toMatch(words);
  expect(/Connection lost/.test(status)).toBe(code === 'network.offline');
  const button = screen.queryByRole('button', { name: /Try again/ });
  expect(button !== null).toBe(mayRetry);
  if (button) {
    await userEvent.setup().click(button);
    expect(onretry).toHaveBeenCalledExactlyOnceWith('c');
  }
});

test('a_capture_that_waits_for_its_session_leads_to_sign_in_and_is_not_watched_any_more', async () => {
  const sending = { ...waiting('session.missing'), state: 'sending' as const };
  const host = fakePlatform<Commands, Events>({
    submit_capture: () => sending,
    list_uploads: () => ({ uploads: [waiting('session.missing')] }),
  });
  const refresh = vi.fn(async () => refuse({ code: 'session.missing' }));
  const watched = new Sending(host, refresh, 1);
  await watched.send({ capture: 'c', part: 'front', audio_prompt: false });
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce());
  await new Promise((later) => setTimeout(later, 30));
  expect(refresh).toHaveBeenCalledOnce();
});
