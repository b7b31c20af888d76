import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Commands, Events } from '../platform/contract';
import { fakePlatform, refuse } from '../platform/fake';
import { forget, forgetAll, forgetDocument, keep, keepAlone, keepWith, recall } from './drafts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  keepAlone();
  forgetAll();
  vi.useRealTimers();
});

/** A device that keeps what it is handed, as the real one does. */
function device(entries?: string) {
  const disk = { entries };
  const host = fakePlatform<Commands, Events>({
    recall_entries: () => (disk.entries === undefined ? {} : { entries: disk.entries }),
    keep_entries: (args) => {
      disk.entries = args.entries;
      return {};
    },
  });
  return { host, kept: () => JSON.parse(disk.entries ?? '{}') as Record<string, unknown> };
}

test('what_was_typed_is_on_the_form_again_after_the_app_was_killed', async () => {
  const { host } = device(
    '{"document":{"birthName":"Kervadec"},"document.at":"birth","document.read":{"birth_name":"Kervadec"}}',
  );
  await keepWith(host);
  expect(recall('document', {})).toEqual({ birthName: 'Kervadec' });
  expect(recall('document.at', 'person')).toBe('birth');
  expect(recall('document.read', {})).toEqual({ birth_name: 'Kervadec' });
});

test('once_the_host_has_the_declaration_what_was_read_stays_until_it_is_confirmed', () => {
  for (const name of ['document', 'document.at', 'document.read']) keep(name, 'kept');
  forgetDocument();
  expect(['document', 'document.at', 'document.read'].map((name) => recall(name, 'gone'))).toEqual(['gone', 'gone', 'kept']);
  forgetAll();
  expect(recall('document.read', 'gone')).toBe('gone');
});

test('a_word_is_handed_to_the_device_once_not_letter_by_letter', async () => {
  const { host, kept } = device();
  await keepWith(host);
  for (const typed of ['0', '06', '06 3']) keep('phone', typed);
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual({ phone: '06 3' });
  expect(host.calls.filter(({ name }) => name === 'keep_entries')).toHaveLength(1);
});

test('codes_links_and_the_address_are_not_among_the_entries_that_the_device_keeps', async () => {
  const { host, kept } = device();
  await keepWith(host);
  keep('link.login', 'SECRET');
  keep('account.email', 'maelle@example.com');
  keep('phone', '06');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual({ phone: '06' });
});

test('what_is_typed_in_this_window_wins_over_what_was_kept', async () => {
  const { host } = device('{"phone":"01"}');
  keep('phone', '06');
  await keepWith(host);
  expect(recall('phone', '')).toBe('06');
});

test('what_was_sent_or_given_up_is_forgotten_by_the_device_too', async () => {
  const { host, kept } = device('{"phone":"06","method":"online"}');
  await keepWith(host);
  forget('phone');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual({ method: 'online' });
  forgetAll();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual({});
});

test('after_signing_out_nothing_more_is_handed_over', async () => {
  const { host, kept } = device();
  await keepWith(host);
  keep('phone', '06');
  keepAlone();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual({});
});

test.each([
  ['is damaged', '{"phone":'],
  ['is no table', '[1]'],
  ['is of another version', '{"telefon":"06"}'],
])('a_kept_text_that_%s_stops_nobody', async (_story, entries) => {
  await keepWith(device(entries).host);
  expect(recall('phone', '')).toBe('');
});

test('a_device_that_cannot_keep_stops_nobody', async () => {
  const host = fakePlatform<Commands, Events>({
    recall_entries: () => refuse({ code: 'session.missing' }),
    keep_entries: () => refuse({ code: 'storage.failed' }),
  });
  await keepWith(host);
  keep('phone', '06');
  await vi.advanceTimersByTimeAsync(1000);
  expect(recall('phone', '')).toBe('06');
});
