import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Scanner from '../account/Scanner.svelte';
import { captureHost, captureProps, declaredCard, twoCameras } from '../gallery/capture';
import { choose } from '../i18n/preferences.svelte';
import LoginScan from '../identity/LoginScan.svelte';
import ScanPage from '../journey/declaration/ScanPage.svelte';
import { forgetAll } from '../journey/drafts';
import FaceVideo from '../journey/steps/face_video/Screen.svelte';
import Photo from '../journey/steps/photo/Screen.svelte';
import Tasks from '../journey/steps/tasks/Screen.svelte';
import type { CameraChoiceView, Commands, ErrorCode } from '../platform/contract';
import { refuse } from '../platform/fake';
import { cameraWords } from './cameras';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

const user = userEvent.setup();
const press = async (...names: (string | RegExp)[]) => {
  for (const name of names) await user.click(await screen.findByRole('button', { name }));
};

/** What was opened, without the names that the page draws. */
function openings(host: ReturnType<typeof captureHost>) {
  const opened = host.calls.filter(({ name }) => name === 'open_camera').map(({ args }) => args as Commands['open_camera']['args']);
  return opened.map(({ session: _, ...asked }) => asked);
}

/** A machine whose first camera fails, and that opens the one chosen from then on. */
function machine(fault: ErrorCode = 'camera.format', cameras: CameraChoiceView[] = twoCameras) {
  let chosen = 'one';
  const works = captureHost();
  const host = captureHost({
    cameras,
    answers: {
      open_camera: async (args) => {
        chosen = args.camera ?? chosen;
        return chosen === 'one' ? refuse({ code: fault }) : works.call('open_camera', args);
      },
    },
  });
  const opened = () => openings(host);
  return { host, opened };
}

const photo = () =>
  captureProps<'photo'>(
    { state: 'photo', kind: 'identity_card', received: [], photos_left: 9, ...declaredCard },
    ['front', 'back', 'video'],
  );
const film = () =>
  captureProps<'face_video'>(
    { state: 'face_video', kind: 'identity_card', way: 'speak', movement_is_difficult: false, videos_left: 5 },
    ['video'],
  );
const nothing = vi.fn();
type Shows = (host: ReturnType<typeof captureHost>) => void;
const screens: [string, string, Shows, string[]][] = [
  ['the photo', 'document_front', (host) => render(Photo, { ...photo(), host, pause: 1 }), ['Open the camera']],
  ['the film', 'face', (host) => render(FaceVideo, { ...film(), host, pause: 1 }), ['I accept and start']],
  [
    'the reading of a document',
    'document_back',
    (host) => render(ScanPage, { name: 'scan', host, kind: 'identity_card', onread: nothing, onleave: nothing, pause: 1 }),
    [],
  ],
  ['a computer’s code', 'qr_code', (host) => render(Scanner, { host, onfound: nothing, onstop: nothing, pause: 1 }), []],
  ['a login’s code', 'qr_code', (host) => render(LoginScan, { host, onfound: nothing, onback: nothing, pause: 1 }), []],
];

test.each(screens)('for_%s_another_camera_is_one_press_away_when_the_first_one_fails', async (_, purpose, shows, before) => {
  const { host, opened } = machine();
  shows(host);
  await press(...before, /^Integrated Camera At the front, 1920 × 1080 pixels$/);
  await screen.findByAltText('What the camera sees');
  expect(opened()).toEqual([{ purpose }, { purpose, camera: 'two' }]);
  expect(host.calls).toContainEqual({ name: 'list_cameras', args: { purpose } });
  expect(screen.queryByText('Try another camera')).toBeNull();
});

/** A machine whose first camera streams pictures that show nothing. */
function blindMachine(hint: string) {
  let chosen = 'one';
  const [blind, sees] = [captureHost({ status: { hint } }), captureHost()];
  return captureHost({
    cameras: twoCameras,
    answers: {
      open_camera: (args) => {
        chosen = args.camera ?? chosen;
        return sees.call('open_camera', args);
      },
      watch_camera: (args) => (chosen === 'one' ? blind : sees).call('watch_camera', args),
    },
  });
}

test.each(screens)('for_%s_another_camera_is_one_press_away_while_the_first_one_shows_nothing', async (_, purpose, shows, before) => {
  for (const hint of ['black', 'frozen']) {
    const host = blindMachine(hint);
    shows(host);
    await press(...before);
    expect((await screen.findAllByText(hint === 'black' ? /picture is black/ : /Frozen picture|does not move/)).length).toBeGreaterThan(0);
    await press(/^Integrated Camera At the front, 1920 × 1080 pixels$/);
    await vi.waitFor(() => expect(screen.queryByText('Try another camera')).toBeNull());
    expect(openings(host)).toContainEqual({ purpose, camera: 'two' });
    cleanup();
    forgetAll();
  }
});

test('a_camera_chosen_in_the_test_is_named_once_and_opens_wherever_none_is_named', async () => {
  const { host, opened } = machine('camera.silent');
  const { unmount } = render(Tasks, { ...captureProps<'tasks'>({ state: 'tasks' }, []), host });
  await user.click(screen.getByRole('radio', { name: 'I will speak' }));
  await press('Start the test', /^Integrated Camera/);
  await screen.findByText('The camera works.');
  unmount();
  render(Photo, { ...photo(), host, pause: 1 });
  await press('Open the camera', 'Take the photo');
  expect(opened()).toEqual([{ purpose: 'face' }, { purpose: 'face', camera: 'two' }, { purpose: 'document_front' }]);
});

test('the_test_says_of_each_camera_which_way_it_looks_and_how_much_it_shows', async () => {
  const host = captureHost({ cameras: twoCameras });
  render(Tasks, { ...captureProps<'tasks'>({ state: 'tasks' }, []), host });
  await user.click(screen.getByRole('radio', { name: 'I will write the digits' }));
  await press('Start the test');
  const first = await screen.findByRole<HTMLInputElement>('radio', { name: 'HD Webcam' });
  expect(first.checked, 'the one that opened').toBe(true);
  screen.getByText('1280 × 720 pixels');
  await user.click(screen.getByRole('radio', { name: 'Integrated Camera' }));
  const args = { purpose: 'document_front', camera: 'two' };
  await vi.waitFor(() => expect(openings(host)).toContainEqual(args));
});

test.each<[ErrorCode, CameraChoiceView[]]>([
  ['camera.format', twoCameras.slice(0, 1)],
  ['camera.none', []],
  // The system refuses every camera alike.
  ['camera.denied', twoCameras],
])('after_%s_no_camera_is_offered_that_would_not_help', async (fault, cameras) => {
  const { host } = machine(fault, cameras);
  render(Photo, { ...photo(), host, pause: 1 });
  await press('Open the camera');
  await screen.findByRole('heading', { name: 'Other ways to continue' });
  await new Promise((later) => setTimeout(later, 20));
  expect(screen.queryByText('Try another camera')).toBeNull();
});

test('what_nobody_knows_of_a_camera_is_not_said', () => {
  expect(cameraWords({ camera: 'x', name: 'X' })).toBe('');
  expect(cameraWords({ camera: 'x', name: 'X', facing: 'infrared' })).toBe('Infrared, without colours');
});

test('a_camera_that_is_built_in_upside_down_is_turned_in_the_test', async () => {
  const host = captureHost();
  render(Tasks, { ...captureProps<'tasks'>({ state: 'tasks' }, []), host });
  await user.click(screen.getByRole('radio', { name: 'I will write the digits' }));
  await press('Start the test', 'Turn the picture');
  await screen.findByText('The picture was turned by a quarter.');
  await press('Turn the picture');
  const turned = host.calls.filter(({ name }) => name === 'turn_camera');
  expect(turned).toHaveLength(2);
});
