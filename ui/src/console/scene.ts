/** A console before a service that counts what it is asked. */
import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openConsoleApi } from './api';
import Console from './Console.svelte';
import { fakeService } from './fakeService';

export const action = (name: string) => {
  const found = document.querySelector<HTMLElement>(`[data-action="${name}"]`);
  if (!found) throw new Error(`no ${name} on the screen`);
  return found;
};
export const shown = (name: string) =>
  waitFor(() => expect(document.querySelector(`[data-screen="${name}"]`)).not.toBeNull());

/** Pictures have an address, and each story begins with nothing kept. */
export function cleanConsole() {
  beforeAll(() => {
    URL.createObjectURL = () => 'blob:picture';
    URL.revokeObjectURL = () => undefined;
  });
  beforeEach(() => vi.useRealTimers());
  afterEach(() => localStorage.clear());
}

export async function openCase(service = fakeService(), idleLimit?: number) {
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

export async function answerAllYes(user: ReturnType<typeof userEvent.setup>) {
  for (let item = 1; item <= 11; item += 1) await user.click(action(`check-${item}-yes`));
}
