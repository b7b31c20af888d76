import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureHost } from '../../gallery/capture';
import { choose } from '../../i18n/preferences.svelte';
import { LiveCamera, MANUAL_AFTER_MS } from '../camera.svelte';
import PhotoStage from './PhotoStage.svelte';

beforeEach(() => choose({ language: 'en' }));
afterEach(() => void vi.restoreAllMocks());

test('after_eight_seconds_the_shutter_is_offered_once_whatever_else_is_said', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const host = captureHost({ status: { hint: 'dark' } });
  const camera = new LiveCamera(host, 1);
  await camera.open('document_front');
  const nothing = vi.fn();
  render(PhotoStage, {
    host, camera, kind: 'identity_card', part: 'front', busy: false, onshutter: nothing, onuse: nothing,
  });
  const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent).join();
  await vi.waitFor(() => expect(said()).toMatch(/Too dark/));
  now = MANUAL_AFTER_MS;
  await vi.waitFor(() => expect(said()).toMatch(/Take the photo when/));
  screen.getByRole('button', { name: 'Turn the picture' });
  for (const later of [3100, 6200, 9300]) {
    now = MANUAL_AFTER_MS + later;
    await vi.waitFor(() => expect(said()).toMatch(/Too dark/));
  }
  await camera.close();
});
