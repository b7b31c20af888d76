import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureHost, captureProps, type Scene } from '../../../gallery/capture';
import { choose } from '../../../i18n/preferences.svelte';
import type { JourneyRequest, Part, UploadView } from '../../../platform/contract';
import { refuse } from '../../../platform/fake';
import { forgetAll, keep } from '../../drafts';
import Screen from './Screen.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

function show(scene: Scene = {}, missing: Part[] = ['front', 'back', 'video'], left = 18) {
  const host = captureHost(scene);
  const sent: JourneyRequest[] = [];
  const refresh = vi.fn(async () => undefined);
  const props = {
    ...captureProps<'photo'>(
      { state: 'photo', kind: 'identity_card', received: [], photos_left: left },
      missing,
    ),
    host,
    refresh,
    pause: 1,
    send: async (request: JourneyRequest) => void sent.push(request),
  };
  const view = render(Screen, props);
  const names = () => host.calls.map(({ name }) => name);
  return { ...view, props, host, sent, refresh, names, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const travelling = (state: UploadView['state']): Partial<UploadView> => ({ state, sent: 10, size: 20 });

test('a_side_is_taken_looked_at_and_sent_and_the_journey_says_what_comes_next', async () => {
  const uploads: Partial<UploadView>[] = [];
  const { user, host, refresh, names } = show({ uploads });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  expect(await screen.findByRole('img', { name: 'Photo of the front' })).toBeTruthy();
  await user.click(await button('Confirm'));
  expect(host.calls).toContainEqual({
    name: 'submit_capture',
    args: { capture: 'capture-1', part: 'front', audio_prompt: false },
  });
  await screen.findByRole('heading', { name: 'Sending your photo' });
  expect(refresh).not.toHaveBeenCalled();
  host.call = (async () => ({ uploads: [{ capture: 'capture-1', part: 'front', ...travelling('done') }] })) as never;
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce());
  expect(names()).toContain('close_camera');
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

test('a_doubtful_photo_is_retaken_first_and_may_be_sent_anyway', async () => {
  const { user, names } = show({ findings: ['glare'] });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  expect(await screen.findByText(/Reflection: some text is hidden/)).toBeTruthy();
  expect((await button('Retake')).className).toContain('primary');
  await user.click(await button('Send anyway'));
  await vi.waitFor(() => expect(names()).toContain('submit_capture'));
});

test('retaking_throws_the_first_photo_away', async () => {
  const { user, host } = show();
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await user.click(await button('Retake'));
  await button('Take the photo');
  expect(host.calls).toContainEqual({ name: 'discard_capture', args: { capture: 'capture-1' } });
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
  ['camera.none', /No camera was found/],
  ['camera.busy', /Another program/],
  ['camera.denied', /Linux computer: System settings/],
] as const)('%s gives its sentence and three ways on', async (fault, sentence) => {
  const { user, sent } = show({ fault });
  await user.click(await button('Open the camera'));
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.getByText(/On a phone: install the app there/)).toBeTruthy();
  await button('Choose a file');
  await user.click(await button('Continue in person'));
  expect(sent).toEqual([{ do: 'choose_method', in_person: true }]);
});

test('a_lost_network_pauses_the_sending_and_says_it_resumes_by_itself', async () => {
  show({ uploads: [travelling('waiting')] });
  await screen.findByRole('heading', { name: 'Sending your photo' });
  expect(screen.getAllByText(/resume/i).length).toBeGreaterThan(0);
});

test('a_refused_photo_leads_to_another_one_or_to_a_person', async () => {
  const uploads = [travelling('sending')];
  const { user } = show({ uploads });
  await screen.findByRole('heading', { name: 'Sending your photo' });
  uploads[0] = { ...travelling('failed'), problem: { code: 'file.too_small' } };
  expect((await screen.findAllByText(/too small/)).length).toBeGreaterThan(0);
  await button('Continue in person');
  await user.click(await button('Retake'));
  await button('Open the camera');
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
