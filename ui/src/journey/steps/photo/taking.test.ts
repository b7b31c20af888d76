import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { automatic } from '../../../capture/automatic.svelte';
import { captureHost } from '../../../gallery/capture';
import { choose } from '../../../i18n/preferences.svelte';
import type { CameraStatusView } from '../../../platform/contract';
import { refuse } from '../../../platform/fake';
import { forgetAll, keep } from '../../drafts';
import { button, show } from './scene';

beforeEach(() => choose({ language: 'en' }));
afterEach(() => {
  forgetAll();
  automatic.isOn = true;
});

test('the_camera_opens_by_itself_only_when_the_screen_before_asked_for_it', async () => {
  const calm = show();
  await button('Open the camera');
  expect(calm.names()).not.toContain('open_camera');
  calm.unmount();
  keep('photo_wanted', true);
  show();
  await button('Take the photo');
});

test('space_takes_the_photo_wherever_the_focus_is', async () => {
  const { user, names } = show();
  await user.click(await button('Open the camera'));
  await button('Take the photo');
  (document.activeElement as HTMLElement | null)?.blur();
  await user.keyboard(' ');
  await screen.findByRole('heading', { name: 'Is your photo readable?' });
  expect(names().filter((name) => name === 'take_photo')).toHaveLength(1);
});

const steady = { hint: 'hold', progress: 1 };
const taken = (names: () => string[]) => names().filter((name) => name === 'take_photo').length;
/** So many looks at the camera more. */
async function looks(names: () => string[], more: number) {
  const seen = () => names().filter((name) => name === 'watch_camera').length;
  const before = seen();
  await vi.waitFor(() => expect(seen()).toBeGreaterThanOrEqual(before + more));
}

test('a_picture_held_steady_long_enough_takes_itself_once', async () => {
  const status: Partial<CameraStatusView> = { hint: 'hold', progress: 0.5 };
  const { user, names } = show({ status });
  await user.click(await button('Open the camera'));
  await screen.findByText('Perfect, hold still');
  await looks(names, 5);
  expect(taken(names)).toBe(0);
  status.progress = 1;
  await screen.findByRole('heading', { name: 'Is your photo readable?' });
  expect(taken(names)).toBe(1);
  await user.click(await button('Retake'));
  await vi.waitFor(() => expect(taken(names)).toBe(2));
});

/** A loudspeaker that counts its clicks. */
function listen() {
  const clicks: number[] = [];
  const node = { connect: (to: unknown) => to };
  vi.stubGlobal('AudioContext', class { currentTime = 0; resume = async () => undefined; });
  vi.stubGlobal('OscillatorNode', class {
    connect = node.connect;
    start = (at: number) => clicks.push(at);
    stop = () => undefined;
  });
  vi.stubGlobal('GainNode', class {
    connect = node.connect;
    gain = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
  });
  return clicks;
}

test('a_taken_picture_is_heard_and_felt_once_and_never_by_whoever_wants_neither', async () => {
  const vibrate = vi.fn(() => true);
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { vibrate }));
  const clicks = listen();
  for (const signals of [true, false]) {
    choose({ signals });
    const { user, unmount } = show();
    await user.click(await button('Open the camera'));
    await user.click(await button('Take the photo'));
    await screen.findByRole('heading', { name: 'Is your photo readable?' });
    expect(vibrate).toHaveBeenCalledTimes(1);
    expect(clicks).toHaveLength(2);
    unmount();
  }
  choose({ signals: true });
  vi.unstubAllGlobals();
});

test('a_taken_picture_is_said_to_whoever_does_not_see_the_screen_change', async () => {
  const { user, container } = show();
  const said = () => container.querySelector(':scope > [role=status]')?.textContent;
  expect(said(), 'the region is there before it speaks').toBe('');
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await screen.findByRole('heading', { name: 'Is your photo readable?' });
  expect(said()).toBe('Photo taken.');
  await user.click(await button('Retake'));
  await button('Take the photo');
  expect(said()).toBe('');
});

/** As many pictures as findings take themselves; each but the last is taken again. */
async function takesItself(findings: readonly string[][]) {
  const left = [...findings];
  const shown = show({
    status: steady,
    answers: {
      take_photo: async (args) =>
        captureHost({ findings: left.shift() ?? [] }).call('take_photo', args),
    },
  });
  await shown.user.click(await button('Open the camera'));
  for (let again = findings.length; again > 0; again -= 1) {
    await screen.findByRole('heading', { name: 'Is your photo readable?' });
    if (again > 1) await shown.user.click(await button('Retake'));
  }
  return shown;
}

test('after_three_pictures_that_took_themselves_in_vain_the_tips_are_one_press_away', async () => {
  const { user, sent, host } = await takesItself([['blur'], ['glare'], ['blur']]);
  await user.click(await button('See the tips again'));
  expect(host.calls).toContainEqual({ name: 'discard_capture', args: { capture: 'capture-1' } });
  expect(sent).toEqual([{ do: 'go_back' }]);
});

test('a_good_picture_in_between_begins_the_count_again', async () => {
  await takesItself([['blur'], ['blur'], [], ['blur']]);
  expect(screen.queryByRole('button', { name: 'See the tips again' })).toBeNull();
});

test('pictures_taken_by_hand_say_nothing_of_the_automatic_shutter', async () => {
  const { user } = show({ findings: ['blur'] });
  await user.click(await button('Open the camera'));
  for (let shot = 0; shot < 4; shot += 1) {
    await user.click(await button('Take the photo'));
    await user.click(await button('Retake'));
  }
  expect(screen.queryByRole('button', { name: 'See the tips again' })).toBeNull();
});

test('whoever_comes_back_to_the_camera_after_three_failures_finds_the_tips_beside_it', async () => {
  const { user } = await takesItself([['blur'], ['glare'], ['blur']]);
  automatic.isOn = false;
  await user.click(await button('Retake'));
  await button('Take the photo');
  await button('See the tips again');
});

test('a_device_without_a_loudspeaker_takes_the_picture_all_the_same', async () => {
  vi.stubGlobal('AudioContext', class { constructor() { throw new Error('no device'); } });
  const { user } = show();
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await screen.findByRole('heading', { name: 'Is your photo readable?' });
  vi.unstubAllGlobals();
});

test('nothing_takes_itself_once_switched_off_and_the_next_side_remembers', async () => {
  const status: Partial<CameraStatusView> = { hint: 'hold', progress: 0.5 };
  const first = show({ status });
  await first.user.click(await button('Open the camera'));
  await first.user.click(await screen.findByRole('checkbox', { name: 'Automatic shutter' }));
  status.progress = 1;
  await looks(first.names, 5);
  expect(taken(first.names)).toBe(0);
  first.unmount();
  const second = show({ status: steady });
  await second.user.click(await button('Open the camera'));
  const choice = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Automatic shutter' });
  expect(choice.checked).toBe(false);
  expect(await screen.findByText('Sharp picture: take the photo')).toBeTruthy();
  await looks(second.names, 5);
  expect(taken(second.names)).toBe(0);
});

test('while_a_picture_is_being_taken_none_takes_itself_and_afterwards_it_may', async () => {
  let finish = (): void => undefined;
  const refused = new Promise<void>((resolve) => (finish = resolve));
  const status: Partial<CameraStatusView> = {};
  const { user, names, container } = show({
    status,
    answers: { take_photo: () => refused.then(() => refuse({ code: 'storage.failed' })) },
  });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  Object.assign(status, steady);
  await looks(names, 5);
  expect(taken(names)).toBe(1);
  status.progress = 0;
  await looks(names, 2);
  finish();
  await vi.waitFor(() => expect(container.querySelector('[data-problem="storage.failed"]')).toBeTruthy());
  expect(taken(names)).toBe(1);
  status.progress = 1;
  await vi.waitFor(() => expect(taken(names)).toBe(2));
});

test('a_picture_that_could_not_take_itself_is_left_to_the_hand', async () => {
  const { user, names, container } = show({
    status: steady,
    answers: { take_photo: () => refuse({ code: 'storage.failed' }) },
  });
  await user.click(await button('Open the camera'));
  await vi.waitFor(() => expect(container.querySelector('[data-problem="storage.failed"]')).toBeTruthy());
  await looks(names, 5);
  expect(taken(names)).toBe(1);
  await user.click(await button('Take the photo'));
  await vi.waitFor(() => expect(taken(names)).toBe(2));
});

test('the_ring_fills_and_the_document_found_is_outlined_until_it_is_lost', async () => {
  const status: Partial<CameraStatusView> = {
    hint: 'hold',
    progress: 0.5,
    outline: [0.1, 0.2, 0.9, 0.2, 0.9, 0.7, 0.1, 0.7],
  };
  const { user, container } = show({ status });
  await user.click(await button('Open the camera'));
  const ring = () => container.querySelector('.progress')?.getAttribute('stroke-dasharray');
  await vi.waitFor(() => expect(ring()).toBe('0.5 1'));
  const outline = container.querySelector('[data-outline]');
  expect(outline?.getAttribute('aria-hidden')).toBe('true');
  expect(outline?.querySelector('polygon')?.getAttribute('points')).toBe(
    '10.00 20.00 90.00 20.00 90.00 70.00 10.00 70.00',
  );
  Object.assign(status, { hint: 'none', progress: 0, outline: undefined });
  await vi.waitFor(() => expect(container.querySelector('[data-outline]')).toBeNull());
  expect(ring()).toBe('0 1');
});

test('the_side_that_is_wanted_is_named_when_the_other_one_is_shown', async () => {
  const { user } = show({ status: { hint: 'side' } }, ['back', 'video']);
  await user.click(await button('Open the camera'));
  await screen.findByText('Turn it over: back side');
});

const choice = (container: Element) => container.querySelector<HTMLInputElement>('input[type=file]')!;

test('a_file_is_taken_instead_and_a_heavy_one_is_refused_before_it_is_read', async () => {
  const { user, container, host, names } = show();
  const heavy = new File(['x'], 'heavy.jpg', { type: 'image/jpeg' });
  Object.defineProperty(heavy, 'size', { value: 10_000_001 });
  await user.upload(choice(container), heavy);
  await vi.waitFor(() => expect(container.querySelector('[data-problem="file.too_big"]')).toBeTruthy());
  expect(names()).not.toContain('import_photo');
  await user.upload(choice(container), new File(['Sceau'], 'card.jpg', { type: 'image/jpeg' }));
  await screen.findByRole('heading', { name: 'Is your photo readable?' });
  expect(host.calls).toContainEqual({
    name: 'import_photo',
    args: { part: 'front', bytes: btoa('Sceau') },
  });
});

test.each([
  ['file.pdf', /is a PDF/],
  ['file.heic', /Most Compatible/],
  ['file.gif', /is a GIF/],
] as const)('whoever_chooses_what_is_not_read_is_told_what_it_is_and_how_to_go_on: %s', async (code, words) => {
  const { user, container } = show({ answers: { import_photo: () => refuse({ code }) } });
  await user.upload(choice(container), new File(['Sceau'], 'card', { type: 'image/jpeg' }));
  const said = (await screen.findByText(words)).textContent;
  expect(said).toMatch(/Photograph your document here/);
  expect(said).toMatch(/JPEG/);
});

test.each([
  ['camera.none', /No camera was found/],
  ['camera.busy', /Another program/],
  ['camera.denied', /Linux computer: System settings/],
] as const)('%s gives its sentence and three ways on', async (fault, sentence) => {
  const { user, sent } = show({ fault });
  await user.click(await button('Open the camera'));
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.getByText(/On a phone: show a code here/)).toBeTruthy();
  await button('Choose a file');
  await user.click(await button('Continue in person'));
  expect(sent).toEqual([{ do: 'choose_method', in_person: true }]);
});

test('without_photos_left_only_the_other_ways_remain', async () => {
  show({}, ['front', 'video'], 0);
  await button('Continue in person');
  expect(screen.queryByRole('button', { name: 'Open the camera' })).toBeNull();
});

test('a_refusal_while_taking_stays_on_the_screen', async () => {
  const { user, container } = show({
    answers: { take_photo: () => refuse({ code: 'storage.failed' }) },
  });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await vi.waitFor(() => expect(container.querySelector('[data-problem="storage.failed"]')).toBeTruthy());
  await button('Take the photo');
});

test.each(['comes', 'is refused'] as const)(
  'whoever_goes_back_during_the_shutter_hears_no_more_of_a_picture_that_%s',
  async (outcome) => {
    let answer = (): void => undefined;
    const clipped = new Promise<void>((resolve) => (answer = resolve));
    const { user, host, names, container } = show({
      answers: {
        take_photo: async (args) => {
          await clipped;
          return outcome === 'comes' ? captureHost().call('take_photo', args) : refuse({ code: 'capture.unknown' });
        },
      },
    });
    await user.click(await button('Open the camera'));
    await user.click(await button('Take the photo'));
    await user.click(await button('Back'));
    answer();
    if (outcome === 'comes') {
      await vi.waitFor(() => expect(names()).toContain('discard_capture'));
      expect(host.calls.at(-1)?.args).toEqual({ capture: 'capture-1' });
    } else await new Promise((later) => setTimeout(later, 50));
    await button('Open the camera');
    expect(container.querySelector('[data-problem]')).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Is your photo readable?' })).toBeNull();
  },
);
