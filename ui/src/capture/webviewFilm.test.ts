import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Commands, Events } from '../platform/contract';
import { fakePlatform, refuse } from '../platform/fake';
import { browser, hearing } from './fakeBrowser';
import { MUTED_FOR_MS } from './trackWatch';
import { WebviewCamera } from './webviewCamera';

let open: WebviewCamera | undefined;
beforeEach(() => void (open = undefined));
afterEach(() => open?.close());

/** A camera with a microphone; what the page is told of it. */
async function withSound(host = hearing()) {
  const told: string[] = [];
  const all = browser();
  open = await WebviewCamera.open(host, 's', 'face', true, ({ code }) => void told.push(code), all.door);
  return { ...all, told, camera: open, microphone: all.tracks[1]! };
}

test('a_webview_s_microphone_moves_the_bar_and_is_let_go_with_the_camera', async () => {
  const { camera, ear } = await withSound();
  expect(camera.level).toBe(0.4);
  camera.close();
  expect(ear.close).toHaveBeenCalledOnce();
});

test('a_microphone_that_ends_while_it_films_is_told_at_once', async () => {
  const { camera, microphone, told } = await withSound();
  camera.startRecording();
  microphone.end();
  expect(told).toEqual(['microphone.none']);
});

test('a_microphone_that_the_system_takes_away_is_told_unless_it_comes_back', async () => {
  vi.useFakeTimers();
  const { microphone, told } = await withSound();
  microphone.mute(true);
  microphone.mute(false);
  await vi.advanceTimersByTimeAsync(MUTED_FOR_MS);
  expect(told).toEqual([]);
  microphone.mute(true);
  await vi.advanceTimersByTimeAsync(MUTED_FOR_MS);
  expect(told).toEqual(['microphone.silent']);
  vi.useRealTimers();
});

test('a_disk_that_fills_up_under_a_webview_s_film_is_told_by_its_name', async () => {
  const full = fakePlatform<Commands, Events>({
    push_frame: () => ({}),
    push_media: () => refuse({ code: 'storage.full' }),
  });
  const { camera, recorder, told } = await withSound(full);
  camera.startRecording();
  recorder.ondataavailable({ data: new Blob(['piece']) });
  await expect.poll(() => told).toEqual(['storage.full']);
});
