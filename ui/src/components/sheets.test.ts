import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import ConsentSheet from './ConsentSheet.svelte';
import LoginRequestSheet from './LoginRequestSheet.svelte';

const words = createRawSnippet(() => ({ render: () => '<p>Une vidéo.</p>' }));
const answers = () => ({ onaccept: vi.fn(), onrefuse: vi.fn(), ondismiss: vi.fn() });

test('yes_and_no_look_the_same_and_escape_is_neither', async () => {
  const heard = answers();
  render(ConsentSheet, {
    id: 'privacy',
    title: 'Ce que nous enregistrons',
    open: true,
    children: words,
    acceptLabel: 'J’accepte',
    refuseLabel: 'Je refuse',
    ...heard,
  });
  const [yes, no] = screen.getAllByRole('button');
  expect(yes!.className).toBe(no!.className);
  expect(document.activeElement?.textContent).toBe('Ce que nous enregistrons');

  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
  expect(heard.ondismiss).toHaveBeenCalledOnce();
  expect(heard.onaccept).not.toHaveBeenCalled();
  expect(heard.onrefuse).not.toHaveBeenCalled();
});

test('a_login_request_shows_who_asks_from_where_and_for_what', async () => {
  const user = userEvent.setup();
  const onreject = vi.fn();
  render(LoginRequestSheet, {
    open: true,
    service: { name: 'Service de démonstration' },
    place: 'Lyon',
    moment: 'Aujourd’hui à 16:36',
    browser: 'Firefox sur Linux',
    data: ['Nom de naissance', 'Adresse e-mail'],
    secondsLeft: 97,
    number: '',
    onapprove: vi.fn(),
    onreject,
    ondismiss: vi.fn(),
  });
  const sheet = screen.getByRole('dialog', { name: /Service de démonstration/ });
  for (const fact of ['Lyon', '16:36', 'Firefox sur Linux', 'Nom de naissance', '1:37']) {
    expect(sheet.textContent).toContain(fact);
  }
  await user.click(screen.getByRole('button', { name: 'Ce n’est pas moi' }));
  expect(onreject).toHaveBeenCalledOnce();
});
