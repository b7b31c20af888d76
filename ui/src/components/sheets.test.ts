import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import ConsentSheet from './ConsentSheet.svelte';

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
