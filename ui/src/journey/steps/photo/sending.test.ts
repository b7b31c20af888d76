import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notedDoubts } from '../../../capture/photo/doubts';
import { besideWords } from '../../../capture/photo/reading';
import { readingOf, type Scene } from '../../../gallery/capture';
import { choose } from '../../../i18n/preferences.svelte';
import type { PhotoReadingView, UploadView } from '../../../platform/contract';
import { forgetAll, recall } from '../../drafts';
import { button, show, travelling } from './scene';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

test('a_side_is_taken_looked_at_and_sent_and_the_journey_says_what_comes_next', async () => {
  const uploads: Partial<UploadView>[] = [];
  const { user, host, refresh, names } = show({ uploads });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  expect(await screen.findByRole('img', { name: 'Photo of the front' })).toBeTruthy();
  await user.click(await button('Send the photo'));
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

test('a_doubtful_photo_is_retaken_first_and_may_be_sent_anyway', async () => {
  const { user, names } = show({ findings: ['glare'] });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  expect(await screen.findByText(/Reflection: some text is hidden/)).toBeTruthy();
  expect((await button('Retake')).className).toContain('primary');
  await user.click(await button('Send anyway'));
  await vi.waitFor(() => expect(names()).toContain('submit_capture'));
  await vi.waitFor(() => expect(notedDoubts()).toHaveLength(1));
});

test('one_thing_is_asked_at_a_time_and_no_correction_while_a_retake_is_asked', async () => {
  const { user, container } = show({
    findings: ['blur', 'cut'],
    reading: readingOf('correct', 'birth_date'),
  });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await screen.findByText(/Blurred/);
  const folded = container.querySelector('details[data-more]');
  expect(folded?.hasAttribute('open')).toBe(false);
  const isFolded = (words: RegExp) => folded?.contains(screen.getByText(words));
  expect(isFolded(/Blurred/)).toBe(false);
  expect([isFolded(/Edge cut off/), isFolded(/You entered: 13 July 1990/)]).toEqual([true, true]);
  expect(screen.queryByText(/your document and what you entered differ/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Correct my entry' })).toBeNull();
});

test('a_photo_without_a_document_says_so_and_may_be_sent_all_the_same', async () => {
  const { user, names } = show({ findings: ['document.none'], reading: { fields: [], advice: 'redo' } });
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  expect(await screen.findByText(/No document found/)).toBeTruthy();
  expect(screen.queryByText('Sharp')).toBeNull();
  await user.click(await button('Send anyway'));
  await vi.waitFor(() => expect(names()).toContain('submit_capture'));
});

async function reviewed(scene: Scene) {
  const shown = show(scene);
  await shown.user.click(await button('Open the camera'));
  await shown.user.click(await button('Take the photo'));
  await screen.findByRole('heading', { name: 'We read' });
  return shown;
}

test('what_was_read_stands_under_the_photo_and_a_match_goes_on', async () => {
  await reviewed({ reading: readingOf('go_on') });
  const read = screen.getByRole('region', { name: 'We read' });
  expect(read.textContent).toContain('MAELYS GAELLE MARIE');
  expect(read.textContent).toContain('13 July 1990');
  expect(read.textContent).not.toContain('Sex');
  expect(screen.getByText('Everything matches what you entered.')).toBeTruthy();
  expect((await button('Send the photo')).className).toContain('primary');
});

test('a_difference_is_corrected_first_on_its_page_and_the_photo_is_thrown_away', async () => {
  const { user, sent, host } = await reviewed({ reading: readingOf('correct', 'birth_date') });
  expect(screen.getByText('You entered: 13 July 1990')).toBeTruthy();
  expect(screen.getByText(/“Date of birth”: your document and what you entered differ/)).toBeTruthy();
  expect((await button('Correct my entry')).className).toContain('primary');
  await user.click(await button('Correct my entry'));
  expect(sent).toEqual([{ do: 'reopen_document' }]);
  expect([recall('document.page', ''), recall('data.correcting', false)]).toEqual(['birth', true]);
  expect(host.calls).toContainEqual({ name: 'discard_capture', args: { capture: 'capture-1' } });
});

test('whoever_is_sure_of_the_entry_goes_on', async () => {
  const { user, names } = await reviewed({ reading: readingOf('correct', 'given_names') });
  expect(screen.getByText(/do not have the same given names/)).toBeTruthy();
  await user.click(await button('My entry is right: go on'));
  await vi.waitFor(() => expect(names()).toContain('submit_capture'));
});

test.each<[PhotoReadingView, RegExp]>([
  [{ fields: [], advice: 'redo' }, /could not be read/],
  [readingOf('redo', 'birth_date'), /“Date of birth”: the reading is doubtful/],
  [readingOf('other_document'), /another document than the one you declared/],
])('a_reading_in_doubt_or_of_another_document_is_taken_again_and_stops_nobody', async (reading, words) => {
  const { user, names } = await reviewed({ reading });
  expect(screen.getByText(words)).toBeTruthy();
  expect((await button('Retake')).className).toContain('primary');
  await user.click(await button('Send anyway'));
  await vi.waitFor(() => expect(names()).toContain('submit_capture'));
});

/** A photo of another paper, with what its lines say of it. */
function readingOfPaper(about: string, rows: readonly [field: string, read: string][]): PhotoReadingView {
  const reading = readingOf('other_document', about);
  const others = rows.map(([field, read]) => ({ field, read, likeness: 'different', wants_a_look: true }));
  const named = rows.map(([field]) => field);
  return { ...reading, fields: [...others, ...reading.fields.filter(({ field }) => !named.includes(field))] };
}

test.each<[string, PhotoReadingView, RegExp, RegExp]>([
  [
    'foreign_card',
    readingOfPaper('kind', [['kind', 'foreign_card'], ['issuer', 'DEU']]),
    /was not issued by France/,
    /Card of another country.*Issued by\s*Germany\s*Expected: France/s,
  ],
  ['visa', readingOfPaper('kind', [['kind', 'visa']]), /shows a visa/, /Visa/],
  [
    'french_card_of_another_nationality',
    readingOfPaper('nationality', [['nationality', 'MAR']]),
    /give another nationality.*residence permit/s,
    /Nationality\s*Morocco\s*Expected: France/,
  ],
])('a_photo_of_a_%s_says_what_it_is_and_never_asks_for_a_correction', async (_, reading, words, rows) => {
  const { names } = await reviewed({ reading });
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByRole('region', { name: 'We read' }).textContent).toMatch(rows);
  expect((await button('Retake')).className).toContain('primary');
  expect(screen.queryByRole('button', { name: 'Correct my entry' })).toBeNull();
  expect(names()).not.toContain('submit_capture');
});

test('what_differs_stands_above_what_matches', async () => {
  await reviewed({ reading: readingOf('correct', 'birth_date') });
  const rows = [...document.querySelectorAll<HTMLElement>('[data-read]')].map(({ dataset }) => dataset.read);
  expect(rows).toEqual(['birth_date', 'number', 'birth_name', 'given_names', 'expiry_date']);
});

test('a_nationality_that_nobody_was_asked_was_not_entered', () => {
  const row = { field: 'nationality', read: 'MAR', likeness: 'different', wants_a_look: true };
  expect(besideWords(row, { kind: 'identity_card', nationality: 'FRA' })).toMatch(/Expected: France/);
  expect(besideWords(row, { kind: 'residence_permit', nationality: 'SEN' })).toMatch(/You entered: Senegal/);
});

test('why_a_photo_is_to_be_taken_again_stands_above_it', async () => {
  await reviewed({ reading: readingOf('other_document') });
  const advice = screen.getByText(/another document than the one you declared/);
  const picture = document.querySelector('figure img')!;
  expect(advice.compareDocumentPosition(picture)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('a_day_that_does_not_exist_is_told_as_it_is_printed', async () => {
  const reading = readingOf('correct', 'birth_date');
  const fields = reading.fields.map((row) =>
    row.field === 'birth_date' ? { ...row, read: '901332', likeness: 'impossible' } : row,
  );
  await reviewed({ reading: { ...reading, fields } });
  const read = screen.getByRole('region', { name: 'We read' }).textContent;
  expect(read).toMatch(/901332\s*Read like this, but there is none such\. You entered: 13 July 1990/);
});

test('retaking_throws_the_first_photo_away', async () => {
  const { user, host } = show();
  await user.click(await button('Open the camera'));
  await user.click(await button('Take the photo'));
  await user.click(await button('Retake'));
  await button('Take the photo');
  expect(host.calls).toContainEqual({ name: 'discard_capture', args: { capture: 'capture-1' } });
});

test('a_lost_network_pauses_the_sending_and_says_it_resumes_by_itself', async () => {
  show({ uploads: [travelling('waiting')] });
  await screen.findByRole('heading', { name: 'Sending your photo' });
  expect(screen.getAllByText(/resume/i).length).toBeGreaterThan(0);
});

test('a_refused_photo_leads_to_another_one_or_to_a_person', async () => {
  const uploads = [travelling('sending')];
  const { user, host } = show({ uploads });
  await screen.findByRole('heading', { name: 'Sending your photo' });
  uploads[0] = { ...travelling('failed'), problem: { code: 'file.too_small' } };
  expect((await screen.findAllByText(/too small/)).length).toBeGreaterThan(0);
  await button('Continue in person');
  await user.click(await button('Retake'));
  await button('Open the camera');
  expect(host.calls, 'it does not stay on the device').toContainEqual({
    name: 'discard_capture',
    args: { capture: 'capture-1' },
  });
});
