import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandError } from '../platform/types';
import { browser, hearing, LYING, Stream, Track, UPRIGHT } from './fakeBrowser';
import { MUTED_FOR_MS, TRIES_MS } from './trackWatch';
import { faultOf, FRAME_PAUSE_MS, WebviewCamera } from './webviewCamera';

const never = (): void => expect.fail('the camera was called lost');

let open: WebviewCamera | undefined;
beforeEach(() => void (open = undefined));
afterEach(() => open?.close());

test.each([
  ['document_front', LYING, { width: 1280, height: 720 }],
  ['document_back', UPRIGHT, { width: 720, height: 1280 }],
  ['qr_code', UPRIGHT, { width: 720, height: 1280 }],
  ['face', UPRIGHT, { width: 360, height: 640 }],
  ['document_front', { width: 800, height: 600 }, { width: 800, height: 600 }],
] as const)('what_is_read_is_pushed_larger_than_a_face_however_the_phone_is_held: %s', async (purpose, size, seen) => {
  const { door, drawn } = browser({}, size);
  const host = hearing();
  open = await WebviewCamera.open(host, 's', purpose, false, never, door);
  await expect.poll(() => host.calls.length).toBeGreaterThan(0);
  expect(drawn[0]).toEqual(seen);
  expect(host.calls[0]).toMatchObject({ name: 'push_frame', args: { jpeg: btoa('jpeg') } });
});

test.each([
  [UPRIGHT, UPRIGHT],
  [
    { width: 3000, height: 4000 },
    { width: 1800, height: 2400 },
  ],
])('the_kept_picture_is_whole_up_to_what_the_host_keeps', async (size, kept) => {
  const { door, drawn } = browser({}, size);
  const host = hearing();
  open = await WebviewCamera.open(host, 's', 'document_front', false, never, door);
  expect(await open.whole()).toBe(btoa('jpeg'));
  expect(drawn).toContainEqual(kept);
  open.close();
  expect(await open.whole(), 'a closed camera gives none').toBeUndefined();
});

test('no_more_than_ten_frames_leave_in_a_second', () => {
  expect(1000 / FRAME_PAUSE_MS).toBeLessThanOrEqual(10);
});

test('the_microphone_is_asked_for_apart_and_only_to_speak', async () => {
  const silent = browser();
  open = await WebviewCamera.open(hearing(), 's', 'face', false, never, silent.door);
  expect(silent.asked).toHaveLength(1);
  expect(silent.asked[0]).not.toHaveProperty('audio');
  open.close();
  const spoken = browser();
  open = await WebviewCamera.open(hearing(), 's', 'face', true, never, spoken.door);
  expect(spoken.asked.map((wanted) => Object.keys(wanted))).toEqual([['video'], ['audio']]);
});

test('a_refused_microphone_turns_the_camera_off_and_says_which_was_refused', async () => {
  const { door, tracks } = browser({ audio: 'NotAllowedError' });
  const opening = WebviewCamera.open(hearing(), 's', 'face', true, never, door);
  await expect(opening).rejects.toMatchObject({ code: 'microphone.denied' });
  expect(tracks[0]!.stop).toHaveBeenCalled();
});

test.each([
  ['NotFoundError', 'camera.none'],
  ['NotReadableError', 'camera.busy'],
  ['NotAllowedError', 'camera.denied'],
  ['SomethingElse', 'camera.lost'],
])('%s is told as %s', (name, code) => {
  expect(faultOf(new DOMException('no', name), 'camera').code).toBe(code);
});

test.each([
  ['NotFoundError', 'microphone.none'],
  ['NotReadableError', 'microphone.busy'],
  ['NotAllowedError', 'microphone.denied'],
  ['SomethingElse', 'microphone.none'],
])('of a microphone %s is told as %s', (name, code) => {
  expect(faultOf(new DOMException('no', name), 'microphone').code).toBe(code);
});

test('the_film_s_time_runs_from_the_recorder_s_own_start', async () => {
  const { door, recorder } = browser();
  let now = 1000;
  const clock = { elapsed: () => now, now: () => now };
  open = await WebviewCamera.open(hearing(), 's', 'face', false, never, door, clock);
  open.startRecording();
  now = 1300;
  expect(open.filmedFor(), 'nothing is filmed yet').toBe(0);
  recorder.onstart();
  now = 2500.4;
  expect(open.filmedFor()).toBe(1200);
});

test('the_film_leaves_in_pieces_and_the_last_one_is_marked', async () => {
  const { door, recorder } = browser();
  const host = hearing();
  open = await WebviewCamera.open(host, 's', 'face', false, never, door);
  open.startRecording();
  recorder.ondataavailable({ data: new Blob(['one']) });
  await open.finishRecording();
  const pieces = host.calls.filter(({ name }) => name === 'push_media').map(({ args }) => args);
  expect(pieces).toEqual([
    { session: 's', bytes: btoa('one'), last: false },
    { session: 's', bytes: btoa('end'), last: true },
  ]);
});

test('a_webview_that_films_in_no_format_of_the_server_says_so_before_asking_for_anything', async () => {
  const { door, asked } = browser();
  // What a browser without an encoder for H.264 says: its MP4 would hold another picture.
  const webm = { ...door, isSupported: (format: string) => ['video/webm', 'video/mp4'].includes(format) };
  const opening = WebviewCamera.open(hearing(), 's', 'face', true, never, webm);
  await expect(opening).rejects.toMatchObject({ code: 'camera.film' });
  expect(asked).toEqual([]);
  open = await WebviewCamera.open(hearing(), 's', 'document_front', false, never, webm);
  expect(asked, 'a photograph needs no film').toHaveLength(1);
});

/** A camera that was opened in such a browser, and what was said of its loss. */
async function watched(purpose: 'face' | 'document_front' = 'document_front') {
  vi.useFakeTimers();
  const told: string[] = [];
  const refused: { video?: string } = {};
  const given = browser(refused);
  // A picture is counted, and left: encoding takes real time.
  let drawn = 0;
  const toBlob = (taken: (blob: null) => void) => (drawn++, taken(null));
  given.door.makeCanvas = () => ({ getContext: () => null, toBlob }) as unknown as HTMLCanvasElement;
  const onlost = ({ code }: CommandError) => void told.push(code);
  open = await WebviewCamera.open(hearing(), 's', purpose, false, onlost, given.door);
  const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const pushed = async () => {
    const before = drawn;
    await later(FRAME_PAUSE_MS * 3);
    return drawn - before;
  };
  return { ...given, camera: open, told, refused, later, pushed };
}
afterEach(() => void vi.useRealTimers());

test('a_camera_that_its_system_ends_is_opened_again_in_the_same_stream', async () => {
  const { camera, tracks, asked, told, later, pushed } = await watched();
  tracks[0]!.end();
  expect(camera.isAway).toBe(true);
  await later(TRIES_MS[0]!);
  expect(asked).toHaveLength(2);
  expect(camera.stream.getVideoTracks()).toEqual([tracks[1]]);
  expect([camera.isAway, told]).toEqual([false, []]);
  expect(await pushed()).toBeGreaterThan(0);
});

test.each([
  ['NotFoundError', 'camera.lost', TRIES_MS.length],
  ['NotReadableError', 'camera.busy', TRIES_MS.length],
  ['NotAllowedError', 'camera.denied', 1],
])('one_that_does_not_come_back_is_told_at_once_with_its_reason: %s', async (name, code, tries) => {
  const { tracks, asked, told, refused, later } = await watched();
  refused.video = name;
  tracks[0]!.end();
  await later(10_000);
  expect(told).toEqual([code]);
  expect(asked).toHaveLength(1 + tries);
});

test('while_nothing_comes_the_last_picture_is_not_pushed_again', async () => {
  const { tracks, asked, later, pushed } = await watched();
  expect(await pushed()).toBeGreaterThan(0);
  tracks[0]!.mute(true);
  expect(await pushed()).toBe(0);
  tracks[0]!.mute(false);
  expect(await pushed()).toBeGreaterThan(0);
  await later(MUTED_FOR_MS);
  expect(asked, 'a moment is no reason to open it again').toHaveLength(1);
  tracks[0]!.mute(true);
  await later(MUTED_FOR_MS + 100);
  expect(asked).toHaveLength(2);
  expect(tracks[0]!.stop).toHaveBeenCalled();
});

test('in_the_background_nothing_is_pushed_or_opened_and_back_in_front_it_goes_on', async () => {
  const { page, tracks, asked, told, later, pushed } = await watched();
  page.turn(true);
  tracks[0]!.end();
  expect(await pushed()).toBe(0);
  await later(60_000);
  expect([asked.length, told]).toEqual([1, []]);
  page.turn(false);
  await later(TRIES_MS[0]!);
  expect(asked).toHaveLength(2);
  expect(await pushed()).toBeGreaterThan(0);
});

test.each([
  ['ended', (it: Watched) => it.tracks[0]!.end()],
  ['taken away', (it: Watched) => it.tracks[0]!.mute(true)],
  ['in the background', (it: Watched) => it.page.turn(true)],
  ['not encoded', (it: Watched) => it.recorder.onerror()],
])('half_a_film_proves_nothing: %s', async (_, happens) => {
  const it = await watched('face');
  it.camera.startRecording();
  happens(it);
  expect(it.told).toEqual(['camera.lost']);
  expect(it.asked).toHaveLength(1);
});
type Watched = Awaited<ReturnType<typeof watched>>;

test('after_the_film_and_after_its_end_a_camera_may_go', async () => {
  const { camera, tracks, page, asked, told, later } = await watched('face');
  camera.startRecording();
  await camera.finishRecording();
  tracks[0]!.mute(true);
  camera.close();
  page.turn(true);
  await later(10_000);
  expect([asked.length, told]).toEqual([1, []]);
});

test('closing_turns_every_track_off', async () => {
  const { door, tracks } = browser();
  const camera = await WebviewCamera.open(hearing(), 's', 'face', true, never, door);
  camera.close();
  for (const one of tracks) expect(one.stop).toHaveBeenCalled();
});

test('a_film_that_begins_while_the_camera_is_away_is_lost_at_once', async () => {
  const { camera, page, told } = await watched('face');
  page.turn(true);
  camera.startRecording();
  expect(told).toEqual(['camera.lost']);
});

test('leaving_and_coming_back_between_two_tries_does_not_end_the_tries', async () => {
  const { camera, tracks, refused, page, asked, later } = await watched('face');
  refused.video = 'NotReadableError';
  tracks[0]!.end();
  await later(0);
  page.turn(true);
  page.turn(false);
  delete refused.video;
  const before = asked.length;
  await later(10_000);
  expect(asked.length).toBeGreaterThan(before);
  expect(camera.isAway).toBe(false);
});
