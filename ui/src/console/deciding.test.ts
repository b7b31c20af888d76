import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openConsoleApi } from './api';
import Console from './Console.svelte';
import { fakeService } from './fakeService';
import { dossier, unlisted } from './sample';
import { action, answerAllYes, cleanConsole, openCase, shown } from './scene';

cleanConsole();

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
