import { screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { CaseView } from '../platform/contract';
import { fakeService } from './fakeService';
import { dossier, usual } from './sample';
import { cleanConsole, openCase } from './scene';

cleanConsole();

const open = (body: CaseView) => openCase(fakeService({ 'POST assignment': () => ({ body }) }));
const one = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const isBefore = (first: Element, second: Element) =>
  Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);

test('the_digits_stand_above_the_film_and_both_faces_right_under_it', async () => {
  await open(usual);
  const order = ['[data-digits="471"]', '[data-action="play"], video', '[data-faces]', '[data-look]', '[data-action="prompt-1"]'];
  const places = order.map(one);
  for (const [index, place] of places.slice(1).entries()) expect(isBefore(places[index]!, place)).toBe(true);
});

test('what_only_measures_is_folded_and_what_nobody_checked_never_is', async () => {
  await open(usual);
  const isFolded = (text: string | RegExp) =>
    screen.getAllByText(text).every((found) => found.closest('details') !== null);
  for (const text of [/^Fait par/, /^Image par image/, /Des jumeaux/, /^Premier chiffre : de/u, /^Voix attendue/, /^Images regardées/]) {
    expect(isFolded(text), String(text)).toBe(true);
  }
  for (const text of [/Il ne suffit ni pour accepter/, /La puce de la pièce/, /une photo ne les prouve pas/, /jamais les mots/]) {
    expect(screen.getByText(text).closest('details'), String(text)).toBeNull();
  }
  expect(one('pre').closest('details')).not.toBeNull();
});

test('what_is_missing_from_film_or_zone_is_shown_with_its_moments_and_lines', async () => {
  const film = { ...dossier.film!, findings: ['film.prompt_too_short'] };
  await open({ ...dossier, film });
  for (const selector of ['[data-action="voice-1"]', '[data-film]', 'pre']) {
    expect(one(selector).closest('details'), selector).toBeNull();
  }
});

test('one_origin_of_all_pieces_is_told_once_and_several_beside_each_piece', async () => {
  const { unmount } = await open(usual);
  expect(document.querySelectorAll('[data-mark="scripted"]')).toHaveLength(1);
  expect(one('[data-mark="scripted"]').textContent).toContain('la pièce et le film viennent d’un scénario');
  unmount();
  await open(dossier);
  expect(document.querySelectorAll('[data-mark="imported"], [data-mark="scripted"]')).toHaveLength(2);
});

test('a_nationality_that_was_declared_is_named_as_the_one_that_was_read', async () => {
  await open(usual);
  const row = one('[data-compared="nationality"]');
  expect(row.textContent).toMatch(/France.*France.*Identique/s);
  expect(row.textContent).not.toContain('FRA');
});

test('keys_show_the_point_they_reach_where_the_column_scrolls_by_itself_and_move_nothing_elsewhere', async () => {
  const { user } = await open(usual);
  const shown: (string | undefined)[] = [];
  Element.prototype.scrollIntoView = function (this: HTMLElement) {
    shown.push(this.dataset['item']);
  };
  await user.keyboard('o');
  expect(shown).toEqual([]);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  await user.keyboard('on');
  expect(shown).toEqual(['3', '4']);
  vi.restoreAllMocks();
});
