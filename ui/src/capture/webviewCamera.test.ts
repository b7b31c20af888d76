import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Commands, Events } from '../platform/contract';
import { fakePlatform } from '../platform/fake';
import { faultOf, FRAME_PAUSE_MS, WebviewCamera, type WebviewDoor } from './webviewCamera';

interface Drawn {
  width: number;
  height: number;
}

const track = () => ({ stop: vi.fn(), kind: 'video' }) as unknown as MediaStreamTrack;

const LYING = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };

/** A browser whose camera gives pictures of this size and whose recorder is played by hand. */
function browser(refused?: { audio?: string; video?: string }, size: Drawn = LYING) {
  const drawn: Drawn[] = [];
  const asked: MediaStreamConstraints[] = [];
  const tracks = [track()];
  const recorder = {
    state: 'inactive',
    ondataavailable: (_event: { data: Blob }): void => undefined,
    onstart: (): void => undefined,
    onstop: (): void => undefined,
    start: vi.fn(() => (recorder.state = 'recording')),
    stop: vi.fn(() => {
      recorder.state = 'inactive';
      recorder.ondataavailable({ data: new Blob(['end']) });
      recorder.onstop();
    }),
  };
  const stream = {
    getTracks: () => tracks,
    getAudioTracks: () => [track()],
    addTrack: (added: MediaStreamTrack) => tracks.push(added),
  };
  const door: WebviewDoor = {
    media: {
      getUserMedia: async (wanted) => {
        asked.push(wanted ?? {});
        const name = wanted?.audio ? refused?.audio : refused?.video;
        if (name) throw new DOMException('no', name);
        return stream as unknown as MediaStream;
      },
    },
    makeVideo: () =>
      ({
        play: async () => undefined,
        videoWidth: size.width,
        videoHeight: size.height,
      }) as HTMLVideoElement,
    makeCanvas: () => {
      const canvas = {
        width: 0,
        height: 0,
        getContext: () => ({ drawImage: () => undefined }),
        toBlob: (taken: (blob: Blob) => void) => {
          drawn.push({ width: canvas.width, height: canvas.height });
          taken(new Blob(['jpeg']));
        },
      };
      return canvas as unknown as HTMLCanvasElement;
    },
    makeRecorder: () => recorder as unknown as MediaRecorder,
    isSupported: (format) => format === 'video/mp4',
  };
  return { door, drawn, asked, tracks, recorder };
}

const hearing = () => fakePlatform<Commands, Events>({ push_frame: () => ({}), push_media: () => ({}) });
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
  open = await WebviewCamera.open(host, 's', purpose, false, door);
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
  open = await WebviewCamera.open(host, 's', 'document_front', false, door);
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
  open = await WebviewCamera.open(hearing(), 's', 'face', false, silent.door);
  expect(silent.asked).toHaveLength(1);
  expect(silent.asked[0]).not.toHaveProperty('audio');
  open.close();
  const spoken = browser();
  open = await WebviewCamera.open(hearing(), 's', 'face', true, spoken.door);
  expect(spoken.asked.map((wanted) => Object.keys(wanted))).toEqual([['video'], ['audio']]);
});

test('a_refused_microphone_turns_the_camera_off_and_says_which_was_refused', async () => {
  const { door, tracks } = browser({ audio: 'NotAllowedError' });
  const opening = WebviewCamera.open(hearing(), 's', 'face', true, door);
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
  open = await WebviewCamera.open(hearing(), 's', 'face', false, door, clock);
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
  open = await WebviewCamera.open(host, 's', 'face', false, door);
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
  const webm = { ...door, isSupported: (format: string) => format === 'video/webm' };
  const opening = WebviewCamera.open(hearing(), 's', 'face', true, webm);
  await expect(opening).rejects.toMatchObject({ code: 'camera.film' });
  expect(asked).toEqual([]);
  open = await WebviewCamera.open(hearing(), 's', 'document_front', false, webm);
  expect(asked, 'a photograph needs no film').toHaveLength(1);
});

test('closing_turns_every_track_off', async () => {
  const { door, tracks } = browser();
  const camera = await WebviewCamera.open(hearing(), 's', 'face', true, door);
  camera.close();
  for (const one of tracks) expect(one.stop).toHaveBeenCalled();
});
