import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { fakeService } from './fakeService';
import { dossier, missealed } from './sample';
import { action, cleanConsole, openCase } from './scene';

cleanConsole();

test('what_was_read_stands_beside_what_was_declared_and_says_what_wants_a_look', async () => {
  await openCase();
  const row = (field: string) => document.querySelector<HTMLElement>(`[data-compared="${field}"]`)!;
  expect(row('birth_name').textContent).toContain('KERVADEC');
  expect(row('birth_name').dataset.likeness).toBe('same');
  expect(row('birth_date').textContent).toContain('lecture douteuse');
  expect(row('issue_date').textContent).toContain('Pas dans la zone de lecture');
  expect(screen.getByText(/la clé de contrôle ne correspond pas/)).toBeTruthy();
  expect(document.querySelector('[data-examined="done"]')).not.toBeNull();
});

test('each_declared_value_says_whether_it_was_entered_or_left_as_the_app_read_it', async () => {
  await openCase();
  const row = (field: string) => document.querySelector<HTMLElement>(`[data-compared="${field}"]`)!;
  const declared = (field: string) => row(field).querySelector('td')!.textContent!.trim();
  expect(row('number').dataset.origin).toBe('read');
  expect(declared('number')).toMatch(/^111275A12345\s+lu par l’app$/);
  for (const field of ['given_names', 'birth_date', 'birthplace', 'issue_date']) {
    expect(row(field).dataset.origin).toBe('entered');
    expect(declared(field)).toMatch(/\ssaisi$/);
  }
  for (const field of ['usage_name', 'valid_until']) expect(row(field).dataset.origin).toBeUndefined();
  expect(screen.getByText(/c’est l’appareil de la personne qui le dit/)).toBeTruthy();
});

test('who_issued_the_document_has_a_row_and_what_was_repaired_is_marked_where_it_stands', async () => {
  const [side] = dossier.examined;
  const compared = side!.zone!.compared.map((row) => {
    if (row.field === 'kind') return { ...row, read: 'foreign_card', likeness: 'different', wants_a_look: true };
    if (row.field === 'issuer') return { ...row, read: 'DEU', likeness: 'different', wants_a_look: true };
    if (row.field === 'birth_date') return { ...row, read: '801332', likeness: 'impossible', wants_a_look: true };
    return row;
  });
  const body = { ...dossier, examined: [{ ...side!, zone: { ...side!.zone!, compared } }] };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const row = (field: string) => document.querySelector<HTMLElement>(`[data-compared="${field}"]`)!;
  expect(row('issuer').textContent).toMatch(/Délivrée par\s*France\s*Allemagne\s*Différent/);
  expect(row('issuer').previousElementSibling).toBe(row('kind'));
  expect(row('kind').textContent).toContain('Carte d’un autre pays');
  expect(row('birth_date').textContent).toMatch(/801332\s*N’existe pas, mais lu ainsi/);
  const lines = document.querySelector('pre')!;
  expect(lines.textContent).toBe(side!.zone!.lines.join('\n'));
  expect([...lines.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['O']);
  expect(screen.getByText(/Ligne 2, colonne 29 : « O » lu comme « 0 »/)).toBeTruthy();
});

test('the_zone_of_the_side_that_should_bear_it_is_compared', async () => {
  const [side] = dossier.examined;
  const zone = side!.zone!;
  const compared = zone.compared.map((row) => (row.field === 'birth_name' ? { ...row, read: 'LESCOAT' } : row));
  const wrong = {
    ...side!,
    evidence: 'e2',
    findings: ['zone.other_side', 'zone.differs'],
    zone: { ...zone, compared },
  };
  const body = { ...dossier, examined: [wrong, { ...side!, findings: ['zone.differs'] }] };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const row = document.querySelector<HTMLElement>('[data-compared="birth_name"]')!;
  expect(row.textContent).toContain('KERVADEC');
  expect(screen.getByText(/Les zones de lecture des deux côtés ne disent pas la même pièce/)).toBeTruthy();
});

test('a_document_that_ended_while_the_case_waited_is_told', async () => {
  await openCase(fakeService({ 'POST assignment': () => ({ body: { ...dossier, is_expired: true } }) }));
  expect(screen.getByText(/La pièce a expiré le 4 décembre 2026/)).toBeTruthy();
});

test('a_key_lays_the_document_flat_and_shows_it_as_taken_again', async () => {
  const { user } = await openCase();
  const picture = await screen.findByRole('img', { name: /Recto/ });
  Object.defineProperties(picture, { naturalWidth: { value: 1200 }, naturalHeight: { value: 900 } });
  for (const side of ['clientWidth', 'clientHeight'] as const) {
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(400);
  }
  await fireEvent.load(picture);
  const isLaid = () => picture.parentElement!.style.transform.startsWith('matrix3d(');
  expect(isLaid()).toBe(false);
  await user.keyboard('d');
  await waitFor(() => expect(isLaid()).toBe(true));
  expect(action('straighten').getAttribute('aria-pressed')).toBe('true');
  await user.click(action('straighten'));
  expect(isLaid()).toBe(false);
  vi.restoreAllMocks();
});

test('what_the_seal_says_stands_under_what_the_zone_says', async () => {
  await openCase(fakeService({ 'POST assignment': () => ({ body: missealed }) }));
  const row = (field: string) => document.querySelector<HTMLElement>(`[data-compared="${field}"]`)!;
  expect(row('birth_name').dataset).toMatchObject({ likeness: 'same', sealed: 'different' });
  expect(row('birth_name').textContent).toContain('LESCOAT');
  expect(row('number').dataset.sealed).toBe('same');
  expect(row('issue_date').textContent).toContain('Non comparé');
  expect(document.querySelector('[data-document-seal="wrong"]')!.textContent).toContain('Signature fausse');
  expect(screen.getByText('Début de validité').nextElementSibling!.textContent).toBe('5 décembre 2011');
  expect(screen.getByText(/La signature du cachet électronique de la pièce/)).toBeTruthy();
});

test('how_near_the_faces_lie_stands_beside_them_and_what_it_does_not_say', async () => {
  await openCase();
  const faces = document.querySelector<HTMLElement>('[data-faces="compared"]')!;
  expect(faces.querySelector('[data-band="between"]')!.textContent).toContain('ni proches ni éloignés');
  expect(faces.textContent).toContain('0,31');
  expect(faces.textContent).toContain('Premier chiffre 0,24');
  expect(faces.textContent).toContain('Il ne suffit ni pour accepter ni pour refuser');
  await waitFor(() => expect(faces.querySelectorAll('img')).toHaveLength(2));
  expect(within(faces).getByRole('img', { name: /Ressemblance calculée/ })).toBeTruthy();
});

test('faces_that_were_not_compared_say_why_and_show_no_number_but_stand_beside_each_other', async () => {
  const body = { ...dossier, faces: { outcome: 'portrait_small', made_by: 'sceau-checks' } };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const faces = document.querySelector<HTMLElement>('[data-faces="portrait_small"]')!;
  expect(faces.textContent).toContain('trop petit');
  expect(faces.querySelector('[data-band]')).toBeNull();
  await waitFor(() => expect(faces.querySelectorAll('img')).toHaveLength(2));
  expect(faces.querySelector('img[alt="Film, Troisième chiffre"]')).not.toBeNull();
});

test('before_the_examination_ran_it_says_so_and_the_declaration_stands_alone', async () => {
  await openCase(fakeService({ 'POST assignment': () => ({ body: { ...dossier, examined: [] } }) }));
  expect(document.querySelector('[data-examined="waiting"]')).not.toBeNull();
  expect(document.querySelector('[data-compared]')).toBeNull();
  const name = screen.getByText('Kervadec').closest('dd')!;
  expect(name.textContent).toContain('lu par l’app');
});

test('what_the_machine_sees_later_appears_by_itself', async () => {
  const timers = vi.spyOn(globalThis, 'setInterval');
  const { service } = await openCase(
    fakeService({
      'POST assignment': () => ({ body: { ...dossier, look: null } }),
      'GET cases/k1': () => ({ body: dossier }),
    }),
  );
  expect(document.querySelector('[data-look="waiting"]')).not.toBeNull();
  const again = timers.mock.calls.find(([, pause]) => pause === 5_000)?.[0] as () => void;
  timers.mockRestore();
  again();
  await waitFor(() => expect(document.querySelector('[data-look="done"]')).not.toBeNull());
  expect(service.sent('GET cases/k1')).toHaveLength(1);
});

test('a_document_that_nobody_saw_on_the_film_is_not_said_to_have_been_seen', async () => {
  const look = { ...dossier.look!, document_ms: null };
  await openCase(fakeService({ 'POST assignment': () => ({ body: { ...dossier, look } }) }));
  expect(document.querySelector('[data-look="done"]')).not.toBeNull();
  expect(screen.queryByText(/Pièce vue dès/)).toBeNull();
});

test('of_a_written_film_the_sheet_and_the_task_can_be_gone_to', async () => {
  const challenge = { ...dossier.challenge!, way: 'write', prompts_ms: [400, 9100] };
  const film = { findings: [], voice_ms: [], task_ms: [9100, 14_200] };
  const kept = [{ moment: 'sheet', at_ms: 3_000, quality: 70, measures: [] }];
  const body = { ...dossier, challenge, film, look: { ...dossier.look!, kept } };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const said = [action('prompt-1'), action('prompt-2')].map(({ textContent }) => textContent.trim());
  expect(said).toEqual(['Feuille, à 0:00,4', 'Geste, à 0:09,1']);
  expect(document.querySelector('[data-film]')!.textContent).toContain('Geste attendu de 0:09,1 à 0:14,2');
  expect(screen.getByText(/Feuille avec les chiffres, 0:03/)).toBeTruthy();
});

test('where_the_sound_stands_out_stands_beside_each_digit_and_can_be_gone_to', async () => {
  await openCase();
  const heard = document.querySelector<HTMLElement>('[data-heard]')!;
  expect(heard.dataset['heard']).toBe('2');
  expect(heard.textContent).toContain('pendant 2 des 3 chiffres');
  expect(heard.textContent).toContain('Deuxième chiffre\u202f: rien ne se détache');
  expect(heard.querySelector('[data-finding="film.voice_missing"]')).not.toBeNull();
  expect(heard.querySelectorAll('button')).toHaveLength(2);
  expect(heard.textContent).toContain('jamais les mots');
});
