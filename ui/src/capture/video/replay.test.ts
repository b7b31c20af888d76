import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { choose } from '../../i18n/preferences.svelte';
import Replay from './Replay.svelte';

const challenge = {
  challenge: 'draw-1',
  digits: [4, 7, 1],
  third_task: 'turn_left',
  way: 'speak',
  expires_at: '2026-02-03T15:46:00Z',
} as const;
const video = {
  capture: 'film-1',
  video_url: '/video/film-1',
  duration_ms: 12_000,
  fps: 30,
  width: 640,
  height: 480,
  has_sound: true,
  prompts_ms: [0, 3000, 6200, 9800],
  findings: [],
};

beforeEach(() => {
  choose({ language: 'en' });
  vi.stubGlobal('fetch', async (address: string) =>
    address.endsWith('/0')
      ? new Response('film', { headers: { 'content-type': 'video/mp4' } })
      : new Response('', { status: 404 }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function replayed() {
  const { container } = render(Replay, { video, challenge: { ...challenge, digits: [...challenge.digits] } });
  const player = container.querySelector('video')!;
  await waitFor(() => expect(player.getAttribute('src')).toMatch(/^blob:/));
  return player;
}

test('a_film_that_the_player_loses_is_given_to_it_within_the_address', async () => {
  const player = await replayed();
  await fireEvent.error(player);
  await waitFor(() => expect(player.getAttribute('src')).toBe('data:video/mp4;base64,ZmlsbQ=='));
  expect(screen.queryByText(/cannot play/)).toBeNull();
});

test('a_player_that_only_waits_is_given_the_film_again_and_one_that_knows_its_length_is_not', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const lost = await replayed();
  const ready = await replayed();
  await fireEvent.loadedMetadata(ready);
  await vi.advanceTimersByTimeAsync(3_100);
  await waitFor(() => expect(lost.getAttribute('src')).toMatch(/^data:/));
  expect(ready.getAttribute('src')).toMatch(/^blob:/);
});

test('a_device_that_plays_it_in_neither_way_says_so_and_the_film_is_not_lost', async () => {
  const player = await replayed();
  await fireEvent.error(player);
  await waitFor(() => expect(player.getAttribute('src')).toMatch(/^data:/));
  await fireEvent.error(player);
  expect(await screen.findByText(/cannot play the video back/)).toBeTruthy();
});

test('the_length_in_words_is_the_one_that_the_player_shows', async () => {
  const player = await replayed();
  expect(screen.getByText(/^Video of 12 s/)).toBeTruthy();
  Object.defineProperty(player, 'duration', { value: 11.7 });
  await fireEvent.loadedMetadata(player);
  expect(screen.getByText(/^Video of 11 s/)).toBeTruthy();
});
