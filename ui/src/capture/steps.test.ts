import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureHost, type Scene } from '../gallery/capture';
import { noteDoubt, notedDoubts } from './photo/doubts';
import { journeyAt, letter, propsAt } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import { forgetAll, recall } from '../journey/drafts';
import type { At } from '../journey/screen';
import { screenOf } from '../journey/screens';
import type { EventName, JourneyRequest, JourneyView, Part, PhotoView, StateName } from '../platform/contract';
import { refuse } from '../platform/fake';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

interface More {
  allowed?: EventName[];
  missing?: Part[];
  scene?: Scene;
}

function show<Name extends StateName>(at: At<Name>, { allowed, missing = [], scene }: More = {}) {
  const sent: JourneyRequest[] = [];
  const host = captureHost(scene);
  const refresh = vi.fn(async () => undefined);
  const setView = vi.fn<(view: JourneyView) => void>();
  const props = propsAt<Name>(at, { allowed: allowed ?? ['went_back', 'continued', 'method_chosen'] });
  const view = render(screenOf(at.state) as Component<object>, {
    ...props,
    view: { ...props.view, missing },
    host,
    refresh,
    setView,
    send: async (request: JourneyRequest) => void sent.push(request),
  });
  return { ...view, sent, host, refresh, setView, user: userEvent.setup() };
}

const press = async (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  user.click(await screen.findByRole('button', { name }));
const pick = async (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  user.click(await screen.findByRole('radio', { name }));

test('on_line_or_in_person_is_asked_and_neither_is_chosen_beforehand', async () => {
  const { user, sent } = show({ state: 'identification' });
  await press(user, 'Continue');
  expect(sent).toEqual([]);
  expect(screen.getByRole('alert').textContent).toContain('Choose a way');
  await pick(user, 'In person, at a desk');
  await press(user, 'Continue');
  expect(sent).toEqual([{ do: 'choose_method', in_person: true }]);
});

test('speaking_or_writing_is_chosen_before_any_camera_opens', async () => {
  const { user, sent, host } = show({ state: 'tasks' });
  await pick(user, 'I will write the digits');
  await user.click(screen.getByRole('checkbox', { name: 'Turning my head is difficult' }));
  await press(user, 'Continue');
  expect(sent).toEqual([{ do: 'choose_tasks', way: 'write', movement_is_difficult: true }]);
  expect(host.calls).toEqual([]);
});

test('who_needs_help_is_led_to_a_person', async () => {
  const { user, sent } = show({ state: 'tasks' });
  await pick(user, 'I need help');
  await press(user, 'Continue in person');
  expect(sent).toEqual([{ do: 'go_back' }, { do: 'choose_method', in_person: true }]);
});

test('the_test_shows_camera_and_voice_and_records_nothing', async () => {
  const { user, host } = show({ state: 'tasks' });
  await pick(user, 'I will speak');
  await press(user, 'Start the test');
  await screen.findByText('The camera works.');
  await screen.findByText('The microphone hears you.');
  await press(user, 'Stop the test');
  const names = host.calls.map(({ name }) => name);
  expect(names).toContain('close_camera');
  expect(names).not.toContain('start_recording');
});

test('the_test_of_who_writes_leaves_the_microphone_off', async () => {
  const { user, host } = show({ state: 'tasks' });
  await pick(user, 'I will write the digits');
  await press(user, 'Start the test');
  await screen.findByText('The camera works.');
  const opened = host.calls.find(({ name }) => name === 'open_camera');
  expect(opened?.args).toEqual({ session: expect.any(String), purpose: 'document_front' });
  expect(screen.queryByText('Microphone level')).toBeNull();
});

test('changing_ones_mind_about_speaking_turns_the_test_off', async () => {
  const { user, host } = show({ state: 'tasks' });
  await pick(user, 'I will speak');
  await press(user, 'Start the test');
  await screen.findByText('The camera works.');
  await pick(user, 'I will write the digits');
  await vi.waitFor(() => expect(host.calls.at(-1)?.name).toBe('close_camera'));
});

test('a_test_without_a_microphone_goes_on_with_writing', async () => {
  const { user } = show({ state: 'tasks' }, { scene: { status: { fault: 'microphone.none' } } });
  await pick(user, 'I will speak');
  await press(user, 'Start the test');
  await screen.findByText(/No microphone was found/);
  await press(user, 'Write the digits instead');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'I will write the digits' }).checked).toBe(true);
  expect(screen.queryByText(/No microphone was found/)).toBeNull();
});

test('a_blocked_camera_is_told_with_the_place_where_to_unlock_it', async () => {
  const { user } = show({ state: 'tasks' }, { scene: { fault: 'camera.denied' } });
  await pick(user, 'I will speak');
  await press(user, 'Start the test');
  await screen.findByText(/Linux computer: System settings/);
});

test('the_declared_document_is_chosen_already_and_may_be_changed', async () => {
  const { user, sent } = show({ state: 'capture_choice', kind: 'passport' });
  expect((screen.getByRole('radio', { name: 'Passport' }) as HTMLInputElement).checked).toBe(true);
  await press(user, 'Continue');
  await pick(user, 'Residence permit');
  await press(user, 'Continue');
  expect(sent).toEqual([
    { do: 'choose_kind', kind: 'passport' },
    { do: 'choose_kind', kind: 'residence_permit' },
  ]);
});

test('the_tips_say_which_side_is_there_and_ask_for_the_camera', async () => {
  const { user, sent } = show(
    { state: 'photo_tips', kind: 'identity_card' },
    { missing: ['back', 'video'] },
  );
  await screen.findByText('Front received. The back remains.');
  await press(user, 'Add my identity document');
  expect(sent).toEqual([{ do: 'continue' }]);
  expect(recall('photo_wanted', false)).toBe(true);
});

test('a_photo_is_received_never_approved', async () => {
  const { container, user, sent } = show(
    { state: 'photo_received', kind: 'passport' },
    { missing: ['video'] },
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Photo received and readable');
  expect(container.textContent).not.toMatch(/approved/i);
  await press(user, 'Continue');
  expect(sent).toEqual([{ do: 'continue' }]);
});

test('what_was_sent_against_advice_is_received_and_its_doubt_is_said_once', async () => {
  const photo: PhotoView = {
    capture: 'capture-1',
    part: 'back',
    picture_url: '/picture/capture-1',
    width: 1280,
    height: 720,
    findings: ['blur', 'cut'],
    has_clip: true,
  };
  noteDoubt({ ...photo, part: 'front' });
  noteDoubt(photo);
  noteDoubt({ ...photo, part: 'front', findings: [] });
  const { container, user } = show(
    { state: 'photo_received', kind: 'identity_card' },
    { missing: ['video'] },
  );
  const said = [...container.querySelectorAll('[data-doubt]')].map((one) => one.textContent);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/back.*Blurred/s);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Photos received');
  await press(user, 'Continue');
  expect(notedDoubts()).toEqual([]);
});

test('while_an_agent_works_the_timeline_says_who_acts_and_how_long_it_usually_takes', async () => {
  const { container, user, host } = show(
    { state: 'processing', since: '2026-02-03T15:36:00Z', appeal: false, letter },
    { allowed: [] },
  );
  expect(container.querySelector('[aria-current="step"]')?.textContent).toMatch(
    /Examined by an agent.*Usually 24 to 72 hours\. This is not a promise\./,
  );
  await press(user, /letter’s tracking/);
  expect(host.calls).toEqual([{ name: 'open_outside', args: { page: 'letter_tracking' } }]);
});

test('only_what_failed_is_shown_with_its_reason_and_the_agents_words', async () => {
  const { user, sent } = show(
    {
      state: 'redo',
      requests: [{ code: 'doc.glare', part: 'back', message: 'Sans flash, merci.' }],
    },
    { allowed: ['continued'] },
  );
  await screen.findByRole('heading', { name: 'Back of the document' });
  expect(screen.getByText(/A reflection hides some text/)).toBeTruthy();
  expect(screen.getByText('Sans flash, merci.')).toBeTruthy();
  expect(screen.queryByText('Front of the document')).toBeNull();
  await press(user, 'Do this step again');
  expect(sent).toEqual([{ do: 'continue' }]);
});

test('another_document_is_chosen_where_the_first_cannot_do', async () => {
  const { user, sent } = show(
    { state: 'redo', requests: [{ code: 'doc.expired' }] },
    { allowed: ['continued', 'kind_chosen'] },
  );
  await press(user, 'Do this step again');
  expect(sent).toEqual([]);
  await pick(user, 'Passport');
  await press(user, 'Do this step again');
  expect(sent).toEqual([{ do: 'choose_kind', kind: 'passport' }]);
});

test('a_refusal_is_neutral_may_be_appealed_and_says_when_data_goes', async () => {
  const { user, sent, container } = show(
    { state: 'refused', appeal_possible: true, deleted_on: '2026-03-05' },
    { allowed: ['appealed', 'started_over'] },
  );
  expect(container.textContent).toContain('5 March 2026');
  expect(container.textContent).not.toMatch(/forg|fraud|fake|mismatch/i);
  await press(user, 'Ask for a new examination');
  expect(sent).toEqual([{ do: 'appeal' }]);
});

test('a_new_file_after_a_refusal_is_opened_only_after_a_question', async () => {
  const { user, sent } = show(
    { state: 'refused', appeal_possible: false, deleted_on: '2026-03-05' },
    { allowed: ['started_over'] },
  );
  expect(screen.queryByRole('button', { name: 'Ask for a new examination' })).toBeNull();
  await press(user, 'Open a new file');
  expect(sent).toEqual([]);
  const sheet = await screen.findByRole('dialog');
  await user.click([...sheet.querySelectorAll('button')][0]!);
  expect(sent).toEqual([{ do: 'start_over' }]);
});

test.each([
  ['letter_refused', /refused the registered letter/],
  ['letter_expired', /time to accept/],
  ['abandoned', /left unfinished for too long/],
  ['tomorrow', /is over/],
])('a_file_closed_because_%s_says_so_and_may_begin_again', async (because, sentence) => {
  const { user, sent } = show({ state: 'closed', because }, { allowed: ['started_over'] });
  await screen.findByText(sentence);
  await press(user, 'Open a new file');
  expect(sent).toEqual([{ do: 'start_over' }]);
});

test.each([
  ['letter_refused', true],
  ['abandoned', false],
])('a_file_closed_because_%s_says_when_its_details_go', async (because, isKept) => {
  const { container } = show({ state: 'closed', because }, { allowed: ['started_over'] });
  const says = (words: RegExp) => words.test(container.textContent ?? '');
  expect(says(/details are erased after \d+ days/)).toBe(isKept);
  expect(says(/erased with this file/)).toBe(!isKept);
});

const typeCode = async (user: ReturnType<typeof userEvent.setup>, code: string) =>
  user.type(screen.getByLabelText('Secret code'), code);

test('the_secret_code_activates_and_the_answer_is_shown', async () => {
  const active = journeyAt({ state: 'active' });
  const { user, host, setView } = show(
    { state: 'activation', nonce: '' },
    { allowed: ['activated'], scene: { answers: { activate: () => active } } },
  );
  await press(user, 'Activate my identity');
  expect(host.calls).toEqual([]);
  await typeCode(user, '482913');
  await press(user, 'Activate my identity');
  expect(host.calls).toEqual([{ name: 'activate', args: { code: '482913' } }]);
  expect(setView).toHaveBeenCalledWith(active);
});

test('a_wrong_secret_code_is_said_beside_the_field_with_the_tries_left', async () => {
  const { user } = show(
    { state: 'activation', nonce: '' },
    {
      allowed: ['activated'],
      scene: { answers: { activate: () => refuse({ code: 'secret_code.wrong', tries_left: 2 }) } },
    },
  );
  await typeCode(user, '482913');
  await press(user, 'Activate my identity');
  const field = screen.getByLabelText('Secret code');
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getAllByText(/2 tries/).length).toBeGreaterThan(0);
  expect((field as HTMLInputElement).value).toBe('482913');
});

test('an_activation_that_happened_elsewhere_leads_where_the_journey_stands', async () => {
  const { user, refresh } = show(
    { state: 'activation', nonce: '' },
    {
      allowed: ['activated'],
      scene: { answers: { activate: () => refuse({ code: 'journey.not_possible_here' }) } },
    },
  );
  await typeCode(user, '482913');
  await press(user, 'Activate my identity');
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce());
});
