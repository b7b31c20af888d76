import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { choose } from '../../i18n/preferences.svelte';
import { forgetAll, keepAlone, keepWith } from '../../journey/drafts';
import type { Commands, Events, PhotoView } from '../../platform/contract';
import { fakePlatform } from '../../platform/fake';
import { forgetDoubts, noteDoubt, notedDoubts } from './doubts';

beforeEach(() => {
  vi.useFakeTimers();
  choose({ language: 'en' });
});
afterEach(() => {
  keepAlone();
  forgetAll();
  vi.useRealTimers();
});

const picture: PhotoView = {
  capture: 'capture-1',
  part: 'front',
  picture_url: '',
  width: 1600,
  height: 1200,
  findings: ['blur'],
  has_clip: false,
};

/** A device, and the end of its app: what lived with the window is gone. */
function device() {
  let entries: string | undefined;
  const host = fakePlatform<Commands, Events>({
    recall_entries: () => (entries === undefined ? {} : { entries }),
    keep_entries: (args) => {
      entries = args.entries;
      return {};
    },
  });
  const restart = async () => {
    await vi.advanceTimersByTimeAsync(1000);
    keepAlone();
    forgetAll();
    await keepWith(host);
  };
  return { host, restart };
}

test('what_was_doubtful_of_a_photo_that_was_sent_is_still_said_after_a_restart_and_once_only', async () => {
  const { host, restart } = device();
  await keepWith(host);
  noteDoubt(picture);
  noteDoubt({ ...picture, part: 'back', findings: [] });
  const said = notedDoubts();
  expect(said.map(({ part }) => part)).toEqual(['front']);
  await restart();
  expect(notedDoubts()).toEqual(said);
  forgetDoubts();
  await restart();
  expect(notedDoubts()).toEqual([]);
});
