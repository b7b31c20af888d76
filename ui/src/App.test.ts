import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import App from './App.svelte';
import type { Commands, Events, StartView } from './platform/contract';
import { fakePlatform, refuse, type Answers } from './platform/fake';

const launched = (preferences: StartView['preferences']): StartView => ({
  has_session: false,
  is_locked: false,
  has_secret_code: false,
  at_stake: 'nothing',
  preferences,
  version: '0.1.0',
  platform: 'linux',
  is_mocked: false,
  camera: 'host',
});

function open(answers: Answers<Commands>) {
  const host = fakePlatform<Commands, Events>(answers);
  render(App, { host });
  return host;
}

test('a_first_launch_asks_language_and_display_and_the_host_keeps_them', async () => {
  const user = userEvent.setup();
  const host = open({ start: () => launched({ text_percent: 100 }), save_preferences: () => ({}) });

  await user.click(await screen.findByRole('radio', { name: 'English' }));
  await user.click(screen.getByRole('radio', { name: 'Dark' }));
  await user.click(screen.getByRole('button', { name: 'Continue' }));

  await screen.findByRole('heading', { name: 'Your identity, proved once' });
  expect(host.calls).toContainEqual({
    name: 'save_preferences',
    args: { language: 'en', theme: 'dark', text_percent: 100, high_contrast: false, signals: true, notices: true },
  });
});

test('a_later_launch_shows_what_was_chosen_and_does_not_ask_again', async () => {
  open({ start: () => launched({ language: 'en', theme: 'dark', text_percent: 150 }) });
  await screen.findByRole('heading', { name: 'Your identity, proved once' });
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(document.documentElement.style.fontSize).toBe('150%');
});

test('without_a_host_the_screen_says_so_and_trying_again_works', async () => {
  const user = userEvent.setup();
  let isReachable = false;
  open({
    start: () =>
      isReachable ? launched({ text_percent: 100 }) : refuse({ code: 'host.unreachable' }),
  });
  await screen.findByRole('heading', { name: 'Impossible d’ouvrir votre dossier' });
  isReachable = true;
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  await screen.findByRole('heading', { name: 'Votre langue et votre affichage' });
});
