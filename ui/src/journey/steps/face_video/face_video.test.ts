import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ORDINARY } from '../../../capture/video/pace';
import { presentError } from '../../../errors/table';
import { captureHost, captureProps, twoCameras, type Scene } from '../../../gallery/capture';
import { choose } from '../../../i18n/preferences.svelte';
import type { CameraStatusView, DigitsWay, JourneyRequest, UploadView } from '../../../platform/contract';
import { refuse } from '../../../platform/fake';
import { CommandError } from '../../../platform/types';
import { forgetAll, keep } from '../../drafts';
import Screen from './Screen.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(() => {
  forgetAll();
  vi.unstubAllGlobals();
});

/** Nothing moves by itself unless a test says so. */
const STILL = 1_000_000;
const still = {
  count: STILL, least: 0, digitMost: STILL, write: 60_000, sheet: STILL, third: STILL, done: STILL,
};

function show(way: DigitsWay, scene: Scene = {}, pace = still, left = 5) {
  const host = captureHost({ ...scene, challenge: { way, ...scene.challenge } });
  const sent: JourneyRequest[] = [];
  const refresh = vi.fn(async () => undefined);
  const view = render(Screen, {
    ...captureProps<'face_video'>(
      {
        state: 'face_video',
        kind: 'identity_card',
        way,
        movement_is_difficult: true,
        videos_left: left,
      },
      ['video'],
    ),
    host,
    refresh,
    pause: 1,
    pace,
    send: async (request: JourneyRequest) => void sent.push(request),
  });
  const count = (wanted: string) => host.calls.filter(({ name }) => name === wanted).length;
  return { ...view, host, sent, refresh, count, user: userEvent.setup() };
}

test('a_film_cut_off_by_the_end_of_the_app_is_told_until_another_is_begun', async () => {
  keep('video_cut', true);
  const { user, unmount } = show('speak');
  expect(screen.getByText('The video is to be made again')).toBeTruthy();
  await press(user, 'I accept and start', 'I am ready');
  unmount();
  show('speak');
  expect(screen.queryByText('The video is to be made again')).toBeNull();
});

type User = ReturnType<typeof userEvent.setup>;
const press = async (user: User, ...names: (string | RegExp)[]) => {
  for (const name of names) {
    const found = await screen.findByRole('button', { name });
    await vi.waitFor(() => expect(found.getAttribute('aria-disabled')).toBeNull());
    await user.click(found);
  }
};

test('digits_are_shown_one_at_a_time_marked_each_and_the_film_is_sent_with_its_challenge', async () => {
  const { user, host, count, container } = show('speak');
  await press(user, 'I accept and start', 'I am ready', 'Start now');
  await vi.waitFor(() => expect(count('mark_prompt')).toBe(1));
  for (const [digit, word] of [['4', 'four'], ['7', 'seven'], ['1', 'one']]) {
    expect(container.querySelector('.digit')?.textContent).toBe(digit);
    expect(screen.getByText(`Say the digit ${word}.`)).toBeTruthy();
    await press(user, 'Next');
  }
  expect((await screen.findAllByText('Turn your head slowly to the left')).length).toBe(2);
  expect(count('mark_prompt')).toBe(4);
  await press(user, 'Finish');
  await screen.findByText(/Video of 18 s. Digits asked for: 4, 7, 1/);
  expect(host.calls).toContainEqual({
    name: 'start_recording',
    args: { session: expect.any(String), with_sound: true },
  });
  await press(user, 'Send the video');
  expect(host.calls).toContainEqual({
    name: 'submit_capture',
    args: { capture: 'film-1', part: 'video', challenge: 'draw-1', audio_prompt: false },
  });
});

const toTheTurn = ['I accept and start', 'I am ready', 'Start now', 'Next', 'Next', 'Next'];
const arcOf = (container: Element) =>
  Number(container.querySelector('.arc')?.getAttribute('stroke-dasharray')?.split(' ')[0]);

test('the_face_is_guided_into_the_oval_and_nothing_starts_by_itself', async () => {
  const status: Partial<CameraStatusView> = { hint: 'face.small' };
  const { user, container, count } = show('speak', { status });
  await press(user, 'I accept and start');
  await screen.findByText('Come closer');
  expect(container.querySelector('.oval.good')).toBeNull();
  Object.assign(status, { hint: 'hold', progress: 1 });
  await vi.waitFor(() => expect(container.querySelector('.oval.good')).toBeTruthy());
  expect(count('draw_challenge')).toBe(0);
  await screen.findByRole('button', { name: 'I am ready' });
});

test('a_picture_that_stands_on_its_head_is_turned_before_the_film_and_not_during_it', async () => {
  const { user, count } = show('speak');
  await press(user, 'I accept and start', 'Turn the picture', 'Turn the picture');
  expect(count('turn_camera')).toBe(2);
  await press(user, 'I am ready', 'Start now');
  await screen.findByText('Say the digit four.');
  expect(screen.queryByRole('button', { name: 'Turn the picture' })).toBeNull();
});

test('the_arc_follows_the_head_and_says_what_stops_it', async () => {
  const status: Partial<CameraStatusView> = { hint: 'hold' };
  const { user, container } = show('speak', { status });
  await press(user, ...toTheTurn);
  await screen.findAllByText('Turn your head slowly to the left');
  Object.assign(status, { hint: 'turn.wrong_way', arc: 0.25 });
  await screen.findByText('Turn your head the other way', { selector: '.hint' }, { timeout: 3000 });
  expect(arcOf(container)).toBe(0.25);
  Object.assign(status, { hint: 'hold', arc: 0.75 });
  await vi.waitFor(() => expect(arcOf(container)).toBe(0.75));
});

test('a_full_arc_ends_the_film_by_itself', async () => {
  const status: Partial<CameraStatusView> = { hint: 'hold' };
  const { user } = show('speak', { status }, { ...still, done: 30 });
  await press(user, ...toTheTurn);
  await screen.findAllByText('Turn your head slowly to the left');
  Object.assign(status, { arc: 1 });
  await screen.findAllByText('Perfect, that is all.');
  await screen.findByRole('heading', { name: 'Watch your video' });
});

test('where_nobody_follows_the_head_the_arc_stays_empty_and_the_film_ends_all_the_same', async () => {
  const { user, container } = show('speak', {}, { ...still, third: 1000 });
  await press(user, ...toTheTurn);
  await screen.findAllByText('Turn your head slowly to the left');
  const filled = vi.waitFor(() => expect(arcOf(container)).toBeGreaterThan(0), { timeout: 800 });
  await expect(filled).rejects.toThrow();
  await screen.findByRole('heading', { name: 'Watch your video' });
});

test('who_writes_gets_all_three_before_recording_and_no_microphone', async () => {
  const { user, host, count } = show('write');
  await press(user, 'I accept and start', 'I am ready');
  expect(await screen.findByText('4 7 1')).toBeTruthy();
  expect(count('start_recording')).toBe(0);
  await press(user, 'It is written', 'Start now', 'Next', 'Finish');
  await screen.findByRole('heading', { name: 'Watch your video' });
  expect(host.calls).toContainEqual({
    name: 'start_recording',
    args: { session: expect.any(String), with_sound: false },
  });
  expect(count('mark_prompt')).toBe(2);
});

test('it_moves_on_by_itself_when_enough_time_has_passed', async () => {
  const quick = { count: 5, least: 0, digitMost: 10, write: 10, sheet: 10, third: 10, done: 0 };
  const { user, count } = show('speak', {}, quick);
  await press(user, 'I accept and start', 'I am ready');
  await screen.findByRole('heading', { name: 'Watch your video' });
  expect(count('mark_prompt')).toBe(4);
});

test('the_device_reads_the_digits_aloud_and_the_operator_is_told', async () => {
  const said: string[] = [];
  vi.stubGlobal('speechSynthesis', {
    cancel: () => undefined,
    speak: ({ text }: { text: string }) => said.push(text),
  });
  vi.stubGlobal('SpeechSynthesisUtterance', class {
    lang = '';
    constructor(readonly text: string) {}
  });
  const { user, host } = show('speak');
  await user.click(await screen.findByRole('checkbox', { name: 'Hear the digits' }));
  await press(user, 'I accept and start', 'I am ready', 'Start now');
  await press(user, 'Next', 'Next', 'Next', 'Finish', 'Send the video');
  expect(said).toEqual(['four', 'seven', 'one']);
  const submitted = host.calls.find(({ name }) => name === 'submit_capture');
  expect(submitted?.args).toMatchObject({ audio_prompt: true });
});

test('nothing_opens_before_the_consent_and_the_whole_text_is_there', async () => {
  const { user, count, sent } = show('speak');
  await screen.findByRole('heading', { name: 'Your video' });
  expect(screen.getByText('Learn more')).toBeTruthy();
  expect(screen.getByText('The video is erased 90 days after the decision.')).toBeTruthy();
  expect(count('open_camera')).toBe(0);
  await press(user, 'Refuse: continue in person');
  expect(sent).toEqual([{ do: 'choose_method', in_person: true }]);
});

test('a_document_shown_again_has_its_place_beside_the_face_and_words_of_how_to_hold_it', async () => {
  const { user, container } = show('speak', { challenge: { third_task: 'show_document' } });
  await press(user, 'I accept and start', 'I am ready', 'Start now', 'Next', 'Next', 'Next');
  await screen.findByRole('button', { name: 'Finish' });
  expect(screen.getByText(/Keep it still for two seconds, .* tap “Finish”/, { selector: '.task p' })).toBeTruthy();
  expect(container.querySelector('.card')).not.toBeNull();
});

test('redoing_throws_the_film_away_and_draws_new_digits', async () => {
  const { user, host, count } = show('speak');
  const whole = ['I accept and start', 'I am ready', 'Start now', 'Next', 'Next', 'Next', 'Finish'];
  await press(user, ...whole, 'Redo');
  await vi.waitFor(() =>
    expect(host.calls).toContainEqual({ name: 'discard_capture', args: { capture: 'film-1' } }),
  );
  await press(user, 'I accept and start', 'I am ready');
  await vi.waitFor(() => expect(count('draw_challenge')).toBe(2));
});

test('after_three_failures_the_other_ways_come_first', async () => {
  keep('video_failures', 3);
  const { user, sent } = show('speak');
  await screen.findByText('There are other ways');
  expect(screen.getByText(/On a phone: show a code here/)).toBeTruthy();
  await press(user, 'Write the digits instead', 'Continue in person');
  expect(sent).toEqual([
    { do: 'choose_tasks', way: 'write', movement_is_difficult: true },
    { do: 'choose_method', in_person: true },
  ]);
});

test('without_videos_left_a_person_is_the_way', async () => {
  show('speak', {}, still, 0);
  await screen.findByText(/You have used all your videos/);
  await screen.findByRole('button', { name: 'Continue in person' });
});

test('digits_too_old_are_told_so_and_new_ones_are_offered', async () => {
  const uploads: Partial<UploadView>[] = [{ part: 'video', state: 'sending' }];
  const { user, host } = show('speak', { uploads });
  await screen.findByRole('heading', { name: 'Sending your video' });
  uploads[0] = { part: 'video', state: 'failed', problem: { code: 'challenge.expired' } };
  await press(user, 'New digits');
  await screen.findByRole('button', { name: 'I accept and start' });
  expect(host.calls, 'a film of an earlier run does not stay on the device either').toContainEqual({
    name: 'discard_capture',
    args: { capture: 'capture-1' },
  });
});

test('a_camera_lost_while_filming_says_so_and_starts_again', async () => {
  const status: { fault?: 'camera.lost' } = {};
  const { user } = show('speak', { status });
  await press(user, 'I accept and start', 'I am ready', 'Start now');
  await screen.findByRole('button', { name: 'Next' });
  status.fault = 'camera.lost';
  await screen.findByText(/camera/i, { selector: '[role=alert] p' });
  delete status.fault;
  await press(user, 'Try again');
  await screen.findByRole('button', { name: 'I am ready' });
});

test.each(['storage.full', 'microphone.silent', 'camera.recorder'] as const)(
  'after_%s_nothing_goes_on_by_itself_and_the_first_reason_stays',
  async (fault) => {
    const status: Partial<CameraStatusView> = {};
    const { user, host, count } = show('speak', { status }, { ...ORDINARY, count: 1, digitMost: 150, least: 0 });
    await press(user, 'I accept and start', 'I am ready');
    await vi.waitFor(() => expect(count('mark_prompt')).toBe(1));
    status.fault = fault;
    const told = await screen.findByText(presentError(new CommandError({ code: fault })).text);
    const before = host.calls.length;
    // Longer than a digit stays: what came next used to fail for want of a camera, and said so instead.
    await new Promise((later) => setTimeout(later, 400));
    expect(told.isConnected).toBe(true);
    expect(host.calls.slice(before).map(({ name }) => name)).not.toContain('mark_prompt');
    await screen.findByRole('button', { name: 'Try again' });
  },
);

test('a_host_that_fails_because_the_camera_did_tells_the_camera_s_reason', async () => {
  const status: Partial<CameraStatusView> = {};
  const { user, count } = show('speak', {
    status,
    answers: {
      finish_recording: async () => {
        status.fault = 'storage.full';
        await vi.waitFor(() => expect(count('close_camera')).toBe(1));
        return refuse({ code: 'capture.unknown' });
      },
    },
  });
  await press(user, ...toTheTurn, 'Finish');
  await screen.findByText(presentError(new CommandError({ code: 'storage.full' })).text);
  await new Promise((later) => setTimeout(later, 50));
  expect(screen.queryByText(presentError(new CommandError({ code: 'capture.unknown' })).text)).toBeNull();
});

test('without_a_microphone_the_digits_are_written_at_one_press_and_no_other_camera_is_offered', async () => {
  const { user, sent, rerender, host } = show('speak', { fault: 'microphone.busy', cameras: twoCameras });
  await press(user, 'I accept and start');
  await screen.findByText(/Another program is using the microphone/);
  await new Promise((later) => setTimeout(later, 20));
  expect(screen.queryByText('Try another camera')).toBeNull();
  expect(host.calls.map(({ name }) => name)).not.toContain('list_cameras');
  await press(user, 'Write the digits instead');
  expect(sent).toEqual([{ do: 'choose_tasks', way: 'write', movement_is_difficult: true }]);
  await rerender({});
  await screen.findByRole('button', { name: 'I accept and start' });
});

test('a_film_that_arrived_lets_the_journey_go_on', async () => {
  const uploads: Partial<UploadView>[] = [{ part: 'video', state: 'sending' }];
  const { refresh } = show('speak', { uploads });
  await screen.findByRole('heading', { name: 'Sending your video' });
  uploads[0] = { part: 'video', state: 'done' };
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce());
});
