/** The app as tests open it: on a device that was here before, with a key of its own. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import App from '../App.svelte';
import { configuration, journeyAt } from '../gallery/journey';
import type { Commands, Events, JourneyView, StartView } from '../platform/contract';
import { fakePlatform, refuse, type Answers } from '../platform/fake';

export const launched = (more: Partial<StartView> = {}): StartView => ({
  has_session: true,
  is_locked: false,
  has_secret_code: true,
  at_stake: 'nothing',
  preferences: { language: 'en', text_percent: 100 },
  version: '0.1.0',
  platform: 'linux',
  is_mocked: false,
  camera: 'host',
  ...more,
});
export const tips = (missing: JourneyView['missing'] = ['front', 'back', 'video']) =>
  journeyAt(
    { state: 'photo_tips', kind: 'identity_card' },
    { chapter: 'capture', missing, allowed: ['continued'] },
  );
export const nobody = () => refuse({ code: 'not_found' });

export function open(answers: Answers<Commands>, pause = 10) {
  const host = fakePlatform<Commands, Events>({
    start: () => launched(),
    get_configuration: () => ({ ...configuration, is_test: false }),
    get_journey: () => tips(),
    watch_handover: nobody,
    ...answers,
  });
  const { container } = render(App, { host, pause });
  return { host, container, user: userEvent.setup() };
}

export const shown = (container: Element) =>
  container.querySelector('[data-screen]')?.getAttribute('data-screen');
export const arrive = (container: Element, name: string) =>
  waitFor(() => expect(shown(container)).toBe(name));
export const press = (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  screen.findByRole('button', { name }).then((button) => user.click(button));
export const named = (host: { calls: readonly { name: string }[] }, wanted: string) =>
  host.calls.filter(({ name }) => name === wanted).length;
