import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openConsoleApi } from './api';
import Console from './Console.svelte';
import { fakeService } from './fakeService';
import { dossier, missealed, queue, unlisted } from './sample';

const action = (name: string) => {
  const found = document.querySelector<HTMLElement>(`[data-action="${name}"]`);
  if (!found) throw new Error(`no ${name} on the screen`);
  return found;
};
const shown = (name: string) =>
  waitFor(() => expect(document.querySelector(`[data-screen="${name}"]`)).not.toBeNull());

beforeAll(() => {
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = () => undefined;
});
beforeEach(() => vi.useRealTimers());
afterEach(() => localStorage.clear());

async function openCase(service = fakeService(), idleLimit?: number) {
  const user = userEvent.setup();
  const { unmount } = render(Console, {
    api: openConsoleApi(service.ask),
    ...(idleLimit ? { idleLimit } : {}),
  });
  await shown('queue');
  await user.click(action('take-next'));
  await shown('case');
  return { user, service, unmount };
}

async function answerAllYes(user: ReturnType<typeof userEvent.setup>) {
  for (let item = 1; item <= 11; item += 1) await user.click(action(`check-${item}-yes`));
}

test('a_key_opens_the_queue_and_a_wrong_one_says_so_at_the_field', async () => {
  let knows = false;
  const service = fakeService({
    'GET queue': () =>
      knows
        ? { body: { operator: 'Agathe Morvan', cases: [], reports: [] } }
        : { status: 401, body: { code: 'operator.unknown' } },
    'POST sign-in': (body) => {
      knows = (body as { key: string }).key === 'good';
      return knows ? { status: 204 } : { status: 401, body: { code: 'operator.unknown' } };
    },
  });
  const user = userEvent.setup();
  render(Console, { api: openConsoleApi(service.ask) });
  await waitFor(() => expect(service.sent('GET queue')).toHaveLength(1));
  expect(screen.queryByRole('alert')).toBeNull();

  const field = screen.getByLabelText('Clé d’agent');
  await user.type(field, 'bad');
  await user.click(action('sign-in'));
  await screen.findByText(/Cette clé n’est pas reconnue/);
  await user.clear(field);
  await user.type(field, 'good{Enter}');
  await shown('queue');
  expect(screen.getByText(/Agathe Morvan/)).toBeTruthy();
});

test('every_unsafe_request_proves_that_our_script_asks', async () => {
  const { user, service } = await openCase();
  await user.click(action('sign-out'));
  await shown('sign-in');
  const unsafe = service.asked.filter(({ method }) => method !== 'GET');
  expect(unsafe.map(({ path }) => path)).toEqual(['assignment', 'session']);
  expect(unsafe.every(({ proved }) => proved)).toBe(true);
});

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

test('faces_that_were_not_compared_say_why_and_show_no_number', async () => {
  const body = { ...dossier, faces: { outcome: 'portrait_small', made_by: 'sceau-checks' } };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const faces = document.querySelector<HTMLElement>('[data-faces="portrait_small"]')!;
  expect(faces.textContent).toContain('trop petit');
  expect(faces.querySelector('img, [data-band]')).toBeNull();
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

test('of_a_written_film_the_sheet_and_the_task_can_be_gone_to', async () => {
  const challenge = { ...dossier.challenge!, way: 'write', prompts_ms: [400, 9100] };
  const film = { findings: [], voice_ms: [], task_ms: [9100, 14_200] };
  const kept = [{ moment: 'sheet', at_ms: 3_000, quality: 70 }];
  const body = { ...dossier, challenge, film, look: { ...dossier.look!, kept } };
  await openCase(fakeService({ 'POST assignment': () => ({ body }) }));
  const said = [action('prompt-1'), action('prompt-2')].map(({ textContent }) => textContent.trim());
  expect(said).toEqual(['Feuille, à 0:00,4', 'Geste, à 0:09,1']);
  expect(document.querySelector('[data-film]')!.textContent).toContain('Geste attendu de 0:09,1 à 0:14,2');
  expect(screen.getByText(/Feuille avec les chiffres, 0:03/)).toBeTruthy();
});

test('an_approval_needs_every_answer_and_a_second_press', async () => {
  const { user, service } = await openCase();
  await user.click(action('approve'));
  expect(screen.getByRole('alert').textContent).toContain('Répondez au point 1');
  expect(screen.getAllByRole('link', { name: /Répondez au point/ })).toHaveLength(11);

  await answerAllYes(user);
  await user.click(action('approve'));
  expect(service.sent('POST cases/k1/decision')).toEqual([]);
  await user.click(action('confirm'));
  await shown('result');
  expect(service.sent('POST cases/k1/decision')).toEqual([
    { checklist: Array.from({ length: 11 }, () => 'yes'), verdict: 'approve', reasons: [] },
  ]);
});

test('a_no_preselects_its_reason_and_the_person_reads_it_with_the_message', async () => {
  const { user, service } = await openCase();
  await answerAllYes(user);
  await user.click(action('check-1-no'));
  await user.click(action('ask-again'));
  await user.selectOptions(action('part-doc.unreadable'), 'front');
  await user.type(screen.getByLabelText(/Message à la personne/), 'Le numéro ne se lit pas.');
  await user.type(screen.getByLabelText(/Note interne/), 'Deuxième fois.');
  await user.click(action('review'));
  const preview = document.querySelector('[data-preview]')!;
  expect(preview.textContent).toContain('Votre pièce n’est pas lisible');
  expect(preview.textContent).toContain('Le numéro ne se lit pas.');
  expect(preview.textContent).not.toContain('Deuxième fois');

  await user.keyboard('{Enter}');
  await shown('result');
  expect(service.sent('POST cases/k1/decision')).toEqual([
    {
      checklist: ['no', ...Array.from({ length: 10 }, () => 'yes')],
      verdict: 'ask_again',
      reasons: [{ code: 'doc.unreadable', part: 'front' }],
      message: 'Le numéro ne se lit pas.',
      note: 'Deuxième fois.',
    },
  ]);
});

test('a_refusal_tells_the_person_nothing_of_the_fraud_and_waits_for_other_eyes', async () => {
  const service = fakeService({ 'POST cases/k1/decision': { body: { awaits_second: true } } });
  const { user } = await openCase(service);
  await answerAllYes(user);
  await user.click(action('check-2-no'));
  await user.click(action('refuse'));
  await user.click(action('review'));
  const preview = document.querySelector('[data-preview]')!;
  expect(preview.textContent).toContain('ne peut pas le valider');
  expect(preview.textContent).not.toContain('falsifiée');
  await user.click(action('confirm'));
  await screen.findByText('En attente d’un second agent');
});

test('a_whole_case_is_decided_by_keyboard_alone', async () => {
  const { user, service } = await openCase();
  await user.keyboard('oooooooooou');
  expect(document.querySelector('[data-checklist-done]')?.getAttribute('data-checklist-done')).toBe('11');
  await user.keyboard('0n');
  await user.keyboard('0o-u');
  await user.keyboard('a');
  await user.keyboard('{Enter}');
  await shown('result');
  expect(service.sent('POST cases/k1/decision')).toMatchObject([
    { checklist: [...Array.from({ length: 10 }, () => 'yes'), 'unsure'], verdict: 'approve' },
  ]);
});

test('keys_turned_off_do_nothing', async () => {
  const { user } = await openCase();
  await user.keyboard('?');
  await user.click(screen.getByLabelText('Utiliser ces touches'));
  await user.click(action('keys-close'));
  await user.keyboard('oo');
  expect(document.querySelector('[data-checklist-done="0"]')).not.toBeNull();
});

test('a_case_that_left_leads_back_to_the_queue_with_a_sentence', async () => {
  const service = fakeService({
    'POST cases/k1/decision': { status: 409, body: { code: 'case.not_assigned' } },
  });
  const { user } = await openCase(service);
  await answerAllYes(user);
  await user.click(action('approve'));
  await user.click(action('confirm'));
  await shown('queue');
  expect(screen.getByRole('alert').textContent).toContain('ne vous est plus attribué');
});

test('a_failure_keeps_every_answer', async () => {
  const service = fakeService({ 'POST cases/k1/decision': { status: 500, body: { code: 'server.failed' } } });
  const { user } = await openCase(service);
  await answerAllYes(user);
  await user.click(action('approve'));
  await user.click(action('confirm'));
  await screen.findByText(/Vos réponses restent à l’écran/);
  expect(document.querySelector('[data-checklist-done="11"]')).not.toBeNull();
});

test('knowing_the_person_is_told_to_the_service', async () => {
  const { user, service } = await openCase();
  await user.click(action('release'));
  await user.click(action('release-know'));
  await shown('queue');
  expect(service.sent('POST cases/k1/release')).toEqual([{ knows_the_person: true }]);
});

test('an_unlisted_birthplace_needs_its_code_before_an_approval', async () => {
  let isKnown = false;
  const service = fakeService({
    'POST assignment': { body: unlisted },
    'GET cases/k1': () => ({ body: isKnown ? dossier : unlisted }),
    'POST cases/k1/birthplace-code': (body) => {
      isKnown = (body as { code: string }).code === '2A004';
      return isKnown
        ? { status: 204 }
        : { status: 422, body: { code: 'fields.invalid', fields: [] } };
    },
  });
  const { user } = await openCase(service);
  await answerAllYes(user);
  await user.click(action('approve'));
  expect(screen.getByRole('alert').textContent).toContain('Enregistrez d’abord le code');

  const field = screen.getByLabelText('Code lu sur l’acte de naissance');
  await user.type(field, '2C004');
  await user.click(action('birthplace-save'));
  await screen.findByText(/n’a pas la forme attendue/);
  await user.clear(field);
  await user.type(field, '2a004');
  await user.click(action('birthplace-save'));
  await screen.findByText('Code enregistré à votre nom.');
  await user.click(action('approve'));
  await user.click(action('confirm'));
  await shown('result');
});

test('the_lock_hides_the_case_and_the_same_operator_finds_the_answers_again', async () => {
  const { user, service } = await openCase(fakeService(), 400);
  await user.click(action('check-1-yes'));
  await shown('locked');
  expect(service.sent('DELETE session')).toHaveLength(1);
  await user.type(document.getElementById('unlock-key')!, 'good');
  await user.click(action('unlock'));
  await waitFor(() => expect(document.querySelector('[data-screen="locked"]')).toBeNull());
  expect(document.querySelector('[data-checklist-done="1"]')).not.toBeNull();
});

test.each(['lock', 'sign-out'])(
  'after_a_%s_that_the_service_could_not_be_told_a_reload_opens_nothing',
  async (way) => {
    let isReachable = true;
    let isHeld = true;
    const service = fakeService({
      'DELETE session': () => {
        if (!isReachable) throw new TypeError('no network');
        isHeld = false;
        return { status: 204 };
      },
      'GET queue': () => (isHeld ? { body: queue } : { status: 401, body: { code: 'operator.unknown' } }),
    });
    const { user, unmount } = await openCase(service, way === 'lock' ? 400 : undefined);
    isReachable = false;
    if (way === 'lock') await shown('locked');
    else await user.click(action('sign-out'));
    unmount();
    const api = openConsoleApi(service.ask);
    const again = render(Console, { api });
    await waitFor(() => expect(service.sent('DELETE session')).toHaveLength(2));
    expect(screen.getByLabelText('Clé d’agent')).toBeTruthy();
    expect(document.querySelector('[data-screen="queue"]')).toBeNull();
    again.unmount();
    isReachable = true;
    render(Console, { api });
    await waitFor(() => expect(isHeld).toBe(false));
    await user.type(screen.getByLabelText('Clé d’agent'), 'good');
    isHeld = true;
    await user.click(action('sign-in'));
    await shown('queue');
  },
);

test('another_operator_at_a_locked_console_finds_no_case', async () => {
  let name = 'Agathe Morvan';
  const service = fakeService({ 'GET queue': () => ({ body: { operator: name, cases: [], reports: [] } }) });
  const { user } = await openCase(service, 400);
  await shown('locked');
  name = 'Basile Quéré';
  await user.type(document.getElementById('unlock-key')!, 'other');
  await user.click(action('unlock'));
  await shown('queue');
  expect(document.querySelector('[data-screen="case"]')).toBeNull();
});

test('at_the_desk_a_code_shows_the_person_and_accepting_spends_it', async () => {
  const service = fakeService({
    'POST desk': (body) => {
      const { desk_code, accept } = body as { desk_code: string; accept: boolean };
      return desk_code === 'K7PM-2RTX'
        ? { body: { declaration: dossier.declaration, accepted: accept, awaits_second: false } }
        : { status: 404, body: { code: 'not_found' } };
    },
  });
  const user = userEvent.setup();
  render(Console, { api: openConsoleApi(service.ask) });
  await shown('queue');
  await user.click(action('desk'));
  const field = await screen.findByLabelText('Code de la personne');
  await user.type(field, 'nothing{Enter}');
  await screen.findByText(/Aucun dossier n’attend avec ce code/);
  await user.clear(field);
  await user.type(field, 'K7PM-2RTX{Enter}');
  await screen.findByText('Kervadec');
  await user.click(action('desk-accept'));
  await screen.findByText('Personne acceptée');
  expect(service.sent('POST desk')).toMatchObject([
    { accept: false },
    { accept: false },
    { desk_code: 'K7PM-2RTX', accept: true },
  ]);
});

test('at_the_desk_a_recovery_is_named_and_waits_for_a_second_operator', async () => {
  const service = fakeService({
    'POST desk': (body) => {
      const { accept } = body as { accept: boolean };
      const recovery = 'recovery.same_person';
      const { declaration } = dossier;
      return { body: { declaration, recovery, accepted: false, awaits_second: accept } };
    },
  });
  const user = userEvent.setup();
  render(Console, { api: openConsoleApi(service.ask) });
  await shown('queue');
  await user.click(action('desk'));
  await user.type(await screen.findByLabelText('Code de la personne'), 'K7PM-2RTX{Enter}');
  await screen.findByText(/demande à l’avoir sur un autre appareil/);
  await user.click(action('desk-accept'));
  await screen.findByText('Un second avis est nécessaire');
  expect(screen.queryByText('Personne acceptée')).toBeNull();
  expect(document.querySelector('[data-action="desk-accept"]')).toBeNull();
});
