import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureHost } from '../gallery/capture';
import { choose } from '../i18n/preferences.svelte';
import type { ChallengeView, DocumentKind, Part } from '../platform/contract';
import { CommandError } from '../platform/types';
import { DEAD_AFTER_MS, LiveCamera } from './camera.svelte';
import { base64Of } from './files';
import { photoFindings, videoFindings } from './findings';
import { hintFor, isForTurn, stageOf, type Subject } from './hints';
import { frameRatio } from './parts';
import { reasonText } from './reasons';
import { captions, promptsOf } from './video/captions';
import { ORDINARY, slower } from './video/pace';
import { WebviewCamera } from './webviewCamera';

beforeEach(() => choose({ language: 'fr' }));
afterEach(() => void vi.restoreAllMocks());

const REASONS = [
  'doc.unreadable',
  'doc.cut',
  'doc.glare',
  'doc.side_missing',
  'doc.not_original',
  'doc.expired',
  'doc.damaged',
  'doc.kind',
  'data.mismatch',
  'face.unclear',
  'face.multi',
  'digits.wrong',
  'audio.missing',
  'task.missing',
  'video.cut',
  'other',
];
/** Every code of `CameraStatusView.hint`, as the contract lists them. */
const CAMERA = ['black', 'frozen', 'reopening'];
const DOCUMENT = [
  ...['none', 'side', 'cut', 'closer', 'farther', 'center.left', 'center.right', 'center.up'],
  ...['center.down', 'tilt', 'dark', 'bright', 'glare', 'blur', 'fingers', 'hold'],
  ...['kind.identity_card', 'kind.old_identity_card', 'kind.passport', 'kind.residence_permit'],
  ...['kind.foreign_passport', 'kind.foreign_card', 'kind.visa', 'kind.other'],
];
const FACE = [
  ...['face.none', 'face.multi', 'face.small', 'face.large', 'face.shadow'],
  ...['face.off.left', 'face.off.right', 'face.off.up', 'face.off.down'],
  ...['face.overturned', 'face.overturned.held', 'face.turned', 'face.eyes', 'dark', 'bright', 'blur', 'hold'],
];
const TURN = ['turn.fast', 'turn.short', 'turn.wrong_way', 'face.none', 'hold'];
/** A visible hint is read at a glance. */
const MOST_LETTERS = 60;
/** The names of two documents take two lines, for which there is room. */
const MOST_LETTERS_OF_TWO = 68;
const card = { kind: 'identity_card', part: 'front' } as const;

const challenge: ChallengeView = {
  challenge: 'draw',
  digits: [0, 7, 9],
  third_task: 'turn_right',
  way: 'speak',
  expires_at: '2026-02-03T15:46:00Z',
};

test('every_reason_that_can_be_mended_has_words_of_its_own_in_both_languages', () => {
  const french = REASONS.map(reasonText);
  choose({ language: 'en' });
  const english = REASONS.map(reasonText);
  expect(new Set(french).size).toBe(REASONS.length);
  expect(new Set(english).size).toBe(REASONS.length);
  expect(reasonText('a.reason.of.tomorrow')).toBe(reasonText('other'));
});

test.each<[Subject, string[]]>([
  ['document', [...DOCUMENT, ...CAMERA]],
  ['face', [...new Set([...FACE, ...TURN, ...CAMERA])]],
])('every_hint_about_a_%s_has_words_of_its_own_in_both_languages', (subject, codes) => {
  const inFrench = codes.map((code) => hintFor(subject, code, card));
  choose({ language: 'en' });
  const inEnglish = codes.map((code) => hintFor(subject, code, card));
  for (const hints of [inFrench, inEnglish]) {
    expect(new Set(hints.map(({ spoken }) => spoken)).size).toBe(codes.length);
    for (const { code, shown } of hints) {
      const most = code.startsWith('kind.') ? MOST_LETTERS_OF_TWO : MOST_LETTERS;
      expect(shown.length, `${code}: ${shown}`).toBeLessThanOrEqual(most);
    }
  }
  for (const [index, { shown }] of inFrench.entries()) {
    expect(inEnglish[index]!.shown, codes[index]!).not.toBe(shown);
  }
});

test('the_wrong_side_is_told_by_the_side_that_is_wanted', () => {
  const said = (part: Part, kind: DocumentKind) => hintFor('document', 'side', { part, kind }).shown;
  expect(said('back', 'identity_card')).toBe('Retournez la pièce\u202f: verso');
  expect(said('front', 'residence_permit')).toBe('Retournez la pièce\u202f: recto');
  expect(said('front', 'passport')).toMatch(/page/);
});

test('another_document_is_told_with_both_names_and_what_to_do', () => {
  const { shown, spoken } = hintFor('document', 'kind.passport', card);
  expect(shown).toBe('Vous avez choisi «\u202fcarte récente\u202f» mais montrez «\u202fpasseport\u202f»');
  expect(spoken).toMatch(/carte récente.*passeport.*revenez en arrière/);
  expect(stageOf('kind.passport')).toBe('adjust');
  expect(hintFor('document', 'kind.sparkles', card).shown).toBe(hintFor('document', 'none').shown);
});

test('whatever_must_be_mended_changes_the_frame_and_only_that', () => {
  const stages = Object.fromEntries([...DOCUMENT, ...CAMERA].map((code) => [code, stageOf(code)]));
  const { none, hold, ...rest } = stages;
  expect([none, hold]).toEqual(['search', 'hold']);
  expect(new Set(Object.values(rest))).toEqual(new Set(['adjust']));
  expect(stageOf('sparkles')).toBe('search');
});

test('while_the_head_turns_only_what_stops_the_turn_is_said', () => {
  expect([...TURN, ...CAMERA].filter((code) => !isForTurn(code))).toEqual(['hold']);
  expect(['dark', 'blur', 'face.turned', 'none'].filter(isForTurn)).toEqual([]);
});

test.each([
  ...['side', 'cut', 'dark', 'bright', 'glare', 'glare.zone', 'glare.portrait', 'blur', 'fingers'],
  ...['screen', 'small', 'document.none'],
])(
  'a_photo_called_%s_is_told_so_in_words_of_its_own',
  (code) => {
    const other = photoFindings(['of.tomorrow'])[0]?.text;
    const french = photoFindings([code])[0];
    choose({ language: 'en' });
    const english = photoFindings([code])[0];
    expect(french?.isGood).toBe(false);
    expect([french?.text, english?.text]).not.toContain(other);
    expect(french?.text).not.toBe(english?.text);
  },
);

test('a_hint_of_a_newer_host_reads_as_nothing_to_say', () => {
  expect(hintFor('document', 'sparkles').shown).toBe(hintFor('document', 'none').shown);
  expect(hintFor('face', 'dark').shown).not.toBe(hintFor('face', 'none').shown);
});

test('the_checklist_names_what_is_wrong_first_and_never_praises_it', () => {
  const list = photoFindings(['glare']);
  expect(list.map(({ key, isGood }) => [key, isGood])).toEqual([
    ['glare', false],
    ['sharp', true],
    ['lit', true],
  ]);
  const placed = photoFindings(['glare.zone', 'glare.portrait']);
  expect(placed.map(({ key }) => key)).toEqual(['glare.zone', 'glare.portrait', 'sharp', 'lit']);
  expect(photoFindings([]).every(({ isGood }) => isGood)).toBe(true);
  expect(photoFindings(['bright']).map(({ key }) => key)).toEqual(['bright', 'sharp', 'no_glare']);
  expect(videoFindings(['silent'])[0]?.text).toMatch(/micro/);
});

test('where_no_document_is_found_nothing_is_praised_for_what_was_measured_on_a_table', () => {
  expect(photoFindings(['document.none']).map(({ isGood }) => isGood)).toEqual([false]);
});

test('the_frame_has_the_shape_of_the_document', () => {
  expect(frameRatio('identity_card')).toBe(1.586);
  expect(frameRatio('residence_permit')).toBe(1.586);
  expect(frameRatio('old_identity_card')).toBe(1.42);
  expect(frameRatio('passport')).toBe(1.42);
});

test('captions_say_each_prompt_from_its_moment_to_the_next', () => {
  const words = captions(promptsOf(challenge), [500, 2500, 61_250, 70_000], 80_000);
  expect(words.split('\n')).toEqual([
    'WEBVTT',
    '',
    '00:00:00.500 --> 00:00:02.500',
    '0 – zéro',
    '',
    '00:00:02.500 --> 00:01:01.250',
    '7 – sept',
    '',
    '00:01:01.250 --> 00:01:10.000',
    '9 – neuf',
    '',
    '00:01:10.000 --> 00:01:20.000',
    'Tournez lentement la tête vers la droite',
  ]);
  expect(promptsOf({ ...challenge, way: 'write' })).toHaveLength(2);
});

test('more_time_doubles_every_limit_and_not_the_least', () => {
  const twice = slower(ORDINARY);
  expect(twice.digitMost).toBe(ORDINARY.digitMost * 2);
  expect(twice.write).toBe(ORDINARY.write * 2);
  expect(twice.least).toBe(ORDINARY.least);
});

test('a_file_travels_as_its_bytes_in_base64', async () => {
  expect(await base64Of(new Blob(['Sceau']))).toBe(btoa('Sceau'));
  const film = new Blob(['Sceau'], { type: 'video/mp4;codecs=avc1.42E01F,opus' });
  expect(await base64Of(film), 'a type with a comma').toBe(btoa('Sceau'));
});

test('a_camera_without_a_picture_is_called_dead_after_twelve_seconds', async () => {
  let now = 0;
  const clock = { elapsed: () => now, now: () => now };
  const host = captureHost({ status: { is_running: false, width: 0, height: 0 } });
  const camera = new LiveCamera(host, 1, clock);
  await camera.open('document_front');
  await expect.poll(() => camera.status).toBeDefined();
  expect(camera.isDead).toBe(false);
  now = DEAD_AFTER_MS;
  await expect.poll(() => camera.isDead).toBe(true);
  await camera.close();
});

/** The session that was opened last. */
function opened(host: ReturnType<typeof captureHost>): string {
  const { args } = host.calls.findLast(({ name }) => name === 'open_camera')!;
  return (args as { session: string }).session;
}

test('a_camera_left_while_it_opens_is_closed_at_once_and_again_if_it_opened_all_the_same', async () => {
  let open = (): void => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  const host = captureHost({
    answers: {
      open_camera: async ({ session }) => {
        await isOpen;
        return { session, preview_url: '' };
      },
    },
  });
  const camera = new LiveCamera(host, 1);
  const opening = camera.open('face');
  await expect.poll(() => host.calls.length).toBe(1);
  const session = opened(host);
  const closed = () => host.calls.filter(({ name }) => name === 'close_camera').map(({ args }) => args);
  await camera.close();
  expect(closed(), 'it is not waited for').toEqual([{ session }]);
  open();
  await opening;
  await expect.poll(closed).toEqual([{ session }, { session }]);
  expect(camera.view).toBeUndefined();
});

test('a_camera_left_while_the_one_before_is_let_go_is_not_opened_at_all', async () => {
  let letGo = (): void => undefined;
  const isGone = new Promise<void>((resolve) => (letGo = resolve));
  const host = captureHost({
    answers: {
      close_camera: async () => {
        await isGone;
        return {};
      },
    },
  });
  const openings = () => host.calls.filter(({ name }) => name === 'open_camera').length;
  const camera = new LiveCamera(host, 1);
  await camera.open('face');
  const another = camera.open('face', { camera: 'two' });
  const left = camera.close();
  letGo();
  await Promise.all([another, left]);
  expect(openings()).toBe(1);
  expect([camera.view, camera.isOpening]).toEqual([undefined, false]);
});

test('of_two_cameras_chosen_at_once_the_last_one_opens', async () => {
  const host = captureHost();
  const camera = new LiveCamera(host, 1);
  await camera.open('face');
  await Promise.all([camera.open('face', { camera: 'two' }), camera.open('face', { camera: 'three' })]);
  const named = host.calls.filter(({ name }) => name === 'open_camera').map(({ args }) => (args as { camera?: string }).camera);
  expect(named).toEqual([undefined, 'three']);
  expect(camera.problem).toBeUndefined();
  expect(camera.view?.session).toBe(opened(host));
  await camera.close();
});

test('every_opening_has_a_name_of_its_own', async () => {
  const host = captureHost();
  const camera = new LiveCamera(host, 1);
  await camera.open('face');
  const first = opened(host);
  await camera.open('face');
  expect(opened(host)).not.toBe(first);
  expect(first).toMatch(/^[\w-]{22,64}$/);
  await camera.close();
});

test('a_fault_while_watching_closes_the_camera_and_stays_to_be_read', async () => {
  const host = captureHost({ status: { fault: 'camera.lost' } });
  const camera = new LiveCamera(host, 1);
  await camera.open('document_front');
  await expect.poll(() => camera.problem?.code).toBe('camera.lost');
  expect(host.calls.map(({ name }) => name)).toContain('close_camera');
});

test('a_webview_says_when_a_prompt_came_in_its_film_and_a_host_that_films_is_told_nothing', async () => {
  const webview = { filmedFor: () => 1400, close: () => undefined } as unknown as WebviewCamera;
  vi.spyOn(WebviewCamera, 'open').mockResolvedValue(webview);
  const start = captureHost().call('start');
  const onPhone = captureHost({ answers: { start: async () => ({ ...(await start), camera: 'webview' }) } });
  for (const [host, given] of [
    [onPhone, { at_ms: 1400 }],
    [captureHost(), {}],
  ] as const) {
    const camera = new LiveCamera(host, 1);
    await camera.open('face');
    await camera.markPrompt();
    const args = host.calls.find(({ name }) => name === 'mark_prompt')?.args;
    expect(args).toEqual({ session: opened(host), ...given });
    await camera.close();
  }
});

test('a_webview_gives_its_whole_picture_with_the_shutter_and_a_host_with_its_own_camera_is_asked_for_none', async () => {
  const webview = { whole: async () => 'whole', close: () => undefined } as unknown as WebviewCamera;
  vi.spyOn(WebviewCamera, 'open').mockResolvedValue(webview);
  const start = captureHost().call('start');
  const onPhone = captureHost({ answers: { start: async () => ({ ...(await start), camera: 'webview' }) } });
  for (const [host, given] of [
    [onPhone, { whole: 'whole' }],
    [captureHost(), {}],
  ] as const) {
    const camera = new LiveCamera(host, 1);
    await camera.open('document_front');
    await camera.take('front');
    const args = host.calls.find(({ name }) => name === 'take_photo')?.args;
    expect(args).toEqual({ session: opened(host), part: 'front', ...given });
    await camera.close();
  }
});

test('a_webview_s_camera_that_went_away_is_shown_as_such_and_its_loss_is_told_at_once', async () => {
  const opened = { isAway: true, close: vi.fn() };
  const open = vi.spyOn(WebviewCamera, 'open').mockResolvedValue(opened as unknown as WebviewCamera);
  const start = captureHost().call('start');
  const host = captureHost({ answers: { start: async () => ({ ...(await start), camera: 'webview' }) } });
  const camera = new LiveCamera(host, 1);
  await camera.open('document_front');
  await expect.poll(() => camera.hint).toBe('reopening');
  opened.isAway = false;
  await expect.poll(() => camera.hint).not.toBe('reopening');
  open.mock.calls[0]![4](new CommandError({ code: 'camera.lost' }));
  expect(camera.problem?.code).toBe('camera.lost');
  expect(opened.close).toHaveBeenCalled();
});
