import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import Screen from './Screen.svelte';

const form = createRawSnippet(() => ({
  render: () => '<div><input id="first" /><button type="submit">Valider</button></div>',
}));
const words = createRawSnippet(() => ({ render: () => '<p>Bonjour</p>' }));

test('the_title_is_focused_on_arrival_and_names_the_document', () => {
  render(Screen, { title: 'Votre numéro', children: words });
  const heading = screen.getByRole('heading', { level: 1 });
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe('Votre numéro – Sceau');
});

test('a_refused_form_says_so_in_its_title_and_leads_to_the_field', async () => {
  const user = userEvent.setup();
  const { rerender } = render(Screen, { title: 'Votre nom', children: form, onsubmit: () => {} });
  await rerender({ errors: [{ fieldId: 'first', text: 'Saisissez vos prénoms.' }] });

  expect(document.title).toBe('Erreur\u202f: Votre nom – Sceau');
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  await user.click(screen.getByRole('link', { name: 'Saisissez vos prénoms.' }));
  expect(document.activeElement?.id).toBe('first');
});

test('the_same_mistake_twice_takes_the_focus_twice', async () => {
  const errors = () => [{ fieldId: 'first', text: 'Saisissez vos prénoms.' }];
  const { rerender } = render(Screen, { title: 'Votre nom', children: form, onsubmit: () => {} });
  await rerender({ errors: errors() });
  document.getElementById('first')!.focus();
  await rerender({ errors: errors() });
  expect(document.activeElement).toBe(screen.getByRole('alert'));
});

test('the_form_is_judged_by_the_host_not_by_the_browser', async () => {
  const user = userEvent.setup();
  const onsubmit = vi.fn();
  const { container } = render(Screen, { title: 'Votre nom', children: form, onsubmit });
  expect(container.querySelector('form')!.noValidate).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Valider' }));
  expect(onsubmit).toHaveBeenCalledOnce();
});

test.each([
  ['Escape', '{Escape}'],
  ['Alt and the left arrow', '{Alt>}{ArrowLeft}{/Alt}'],
])('%s goes back', async (_name, keys) => {
  const user = userEvent.setup();
  const onback = vi.fn();
  render(Screen, { title: 'Votre numéro', children: words, onback });
  await user.keyboard(keys);
  expect(onback).toHaveBeenCalledOnce();
});

test('a_first_screen_has_no_way_back_but_always_help', async () => {
  render(Screen, { title: 'Bienvenue', children: words });
  expect(screen.queryByRole('button', { name: /Retour/ })).toBeNull();
  expect(screen.getByRole('button', { name: /Besoin d’aide/ })).toBeTruthy();
});
