import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import Combobox from './Combobox.svelte';
import type { Choice } from './shapes';

const rennes: Choice = { key: '35238', label: 'Rennes', detail: 'Ille-et-Vilaine' };
const castle: Choice = { key: '11309', label: 'Rennes-le-Château', detail: 'Aude' };

const show = (search: (typed: string) => Promise<readonly Choice[]>) =>
  render(Combobox, { id: 'commune', label: 'Commune de naissance', chosen: undefined, search });

test('results_are_counted_aloud_and_chosen_by_keyboard', async () => {
  const user = userEvent.setup();
  show(async () => [rennes, castle]);
  const input = screen.getByRole<HTMLInputElement>('combobox');
  await user.type(input, 'ren');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('2 communes trouvées'));

  await user.keyboard('{ArrowDown}{Enter}');
  expect([rennes.label, castle.label]).toContain(input.value);
});

test('the_chosen_entry_stays_told_from_its_namesakes', async () => {
  const user = userEvent.setup();
  show(async () => [{ key: '26362', label: 'Valence', detail: 'Drôme (26)' }]);
  const input = screen.getByRole<HTMLInputElement>('combobox');
  await user.type(input, 'val');
  await user.click(await screen.findByRole('option'));
  await waitFor(() => expect(input.getAttribute('aria-describedby')).toBe('commune-chosen'));
  expect(document.getElementById('commune-chosen')?.textContent).toBe('Drôme (26)');
  await user.type(input, 'e');
  expect(document.getElementById('commune-chosen')).toBeNull();
});

test('one_letter_searches_nothing', async () => {
  const user = userEvent.setup();
  const asked: string[] = [];
  show(async (typed) => (asked.push(typed), []));
  await user.type(screen.getByRole('combobox'), 'r');
  expect(asked).toEqual([]);
});

test('no_result_says_what_was_typed', async () => {
  const user = userEvent.setup();
  show(async () => []);
  await user.type(screen.getByRole('combobox'), 'xyz');
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('xyz'));
});

test('a_slow_answer_does_not_replace_a_newer_one', async () => {
  const user = userEvent.setup();
  const waiting = new Map<string, (found: Choice[]) => void>();
  show((typed) => new Promise((answer) => waiting.set(typed, answer)));
  await user.type(screen.getByRole('combobox'), 'ren');

  waiting.get('ren')!([rennes]);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('1 commune trouvée'));
  waiting.get('re')!([rennes, castle]);
  await new Promise((later) => setTimeout(later, 20));
  expect(screen.getByRole('status').textContent).toBe('1 commune trouvée');
});
