/** The step's screen before a device that counts what it is asked. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { captureHost, captureProps, declaredCard, type Scene } from '../../../gallery/capture';
import type { JourneyRequest, Part, UploadView } from '../../../platform/contract';
import Screen from './Screen.svelte';

export function show(scene: Scene = {}, missing: Part[] = ['front', 'back', 'video'], left = 18) {
  const host = captureHost(scene);
  const sent: JourneyRequest[] = [];
  const refresh = vi.fn(async () => undefined);
  const props = {
    ...captureProps<'photo'>(
      { state: 'photo', kind: 'identity_card', received: [], photos_left: left, ...declaredCard },
      missing,
    ),
    host,
    refresh,
    pause: 1,
    send: async (request: JourneyRequest) => void sent.push(request),
  };
  const view = render(Screen, props);
  const names = () => host.calls.map(({ name }) => name);
  return { ...view, props, host, sent, refresh, names, user: userEvent.setup() };
}

export const button = (name: string | RegExp) => screen.findByRole('button', { name });
export const travelling = (state: UploadView['state']): Partial<UploadView> => ({ state, sent: 10, size: 20 });
