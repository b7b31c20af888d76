import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import CodeField from './CodeField.svelte';
import DateFields from './DateFields.svelte';
import { emptyDate } from './dates';
import PhoneField from './PhoneField.svelte';
import RadioCards from './RadioCards.svelte';
import SummaryList from './SummaryList.svelte';
import TextField from './TextField.svelte';

const describedTexts = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent?.replace(/[ \n]+/g, ' ').trim());

test('a_code_pasted_with_its_space_is_kept_whole', async () => {
  const user = userEvent.setup();
  render(CodeField, { id: 'code', label: 'Code', value: '' });
  const input = screen.getByLabelText<HTMLInputElement>('Code');
  await user.click(input);
  await user.paste('482 913');

  expect(input.value).toBe('482913');
  expect(input.autocomplete).toBe('one-time-code');
  expect(input.inputMode).toBe('numeric');
});

test('a_code_never_grows_beyond_its_length', async () => {
  const user = userEvent.setup();
  render(CodeField, { id: 'code', label: 'Code', value: '', length: 2 });
  await user.type(screen.getByLabelText('Code'), '4279');
  expect(screen.getByLabelText<HTMLInputElement>('Code').value).toBe('42');
});

test('a_secret_code_is_hidden_until_it_is_asked_to_be_shown', async () => {
  const user = userEvent.setup();
  render(CodeField, { id: 'pin', label: 'Code secret', value: '428571', kind: 'secret' });
  const input = document.querySelector<HTMLInputElement>('#pin')!;
  expect(input.type).toBe('password');
  expect(input.autocomplete).toBe('off');

  await user.click(screen.getByRole('button', { name: /Afficher/ }));
  expect(input.type).toBe('text');
  expect(input.value).toBe('428571');
});

test('a_field_reads_its_hint_and_its_error', () => {
  render(TextField, { id: 'mail', label: 'E-mail', value: '', hint: 'Exemple.', error: 'Il manque @.' });
  const input = screen.getByLabelText('E-mail');
  expect(describedTexts(input)).toEqual(['Exemple.', 'Erreur\u202f: Il manque @.']);
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('a_field_without_anything_to_say_describes_nothing', () => {
  render(TextField, { id: 'mail', label: 'E-mail', value: '' });
  const input = screen.getByLabelText('E-mail');
  expect(input.hasAttribute('aria-describedby')).toBe(false);
  expect(input.hasAttribute('aria-invalid')).toBe(false);
});

test.each(['+33 6 39 98 12 34', '06 39 98 12 34'])('a_number_with_its_own_prefix_does_not_get_a_second_one: %s', async (number) => {
  const user = userEvent.setup();
  const { container } = render(PhoneField, { id: 'tel', label: 'Mobile', value: '' });
  const prefix = () => container.querySelector('.prefix')?.textContent;
  expect(prefix()).toBe('+33');
  await user.type(screen.getByLabelText('Mobile'), number);
  expect(prefix()).toBeUndefined();
});

test('an_unknown_day_cannot_be_typed_and_a_known_one_comes_back', async () => {
  const user = userEvent.setup();
  render(DateFields, {
    id: 'born',
    legend: 'Date de naissance',
    value: { ...emptyDate(), day: '14' },
    mayBeUnknown: true,
  });
  const day = screen.getByLabelText<HTMLInputElement>('Jour');
  const box = screen.getByLabelText(/Le jour ne figure pas/);

  await user.click(box);
  expect(day.readOnly).toBe(true);
  expect(day.value).toBe('––');
  await user.click(box);
  expect(day.readOnly).toBe(false);
  expect(day.value).toBe('14');
});

test('an_unknown_month_means_an_unknown_day', async () => {
  const user = userEvent.setup();
  render(DateFields, { id: 'born', legend: 'Date', value: emptyDate(), mayBeUnknown: true });
  await user.click(screen.getByLabelText(/Le mois ne figure pas/));
  expect(screen.getByLabelText<HTMLInputElement>('Jour').readOnly).toBe(true);
  expect(screen.getByLabelText<HTMLInputElement>('Année').readOnly).toBe(false);
});

test('nothing_is_chosen_for_the_person_and_arrows_choose', async () => {
  const user = userEvent.setup();
  render(RadioCards, {
    id: 'adult',
    legend: 'Avez-vous 18 ans ?',
    value: '',
    choices: [
      { value: 'yes', label: 'Oui' },
      { value: 'no', label: 'Non', hint: 'Une autre voie existe' },
    ],
  });
  const [yes, no] = screen.getAllByRole<HTMLInputElement>('radio');
  expect([yes!.checked, no!.checked]).toEqual([false, false]);
  expect(yes!.id).toBe('adult');
  expect(describedTexts(no!)).toEqual(['Une autre voie existe']);
  await user.click(no!);
  expect(no!.checked).toBe(true);
});

test('every_change_button_has_a_name_of_its_own', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  render(SummaryList, {
    rows: [
      { key: 'names', label: 'Prénoms', value: 'Maëlle', changeWhat: 'les prénoms' },
      { key: 'born', label: 'Naissance', value: '', changeWhat: 'la date de naissance' },
    ],
    onchange,
  });
  const names = screen.getAllByRole('button').map((button) => button.textContent?.replace(/\s+/g, ' ').trim());
  expect(names).toEqual(['Modifier les prénoms', 'Modifier la date de naissance']);
  expect(screen.getByText('Non indiqué')).toBeTruthy();
  await user.click(screen.getAllByRole('button')[1]!);
  expect(onchange).toHaveBeenCalledWith('born');
});
