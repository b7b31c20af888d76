import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import OtherDevice from '../account/OtherDevice.svelte';
import { identityHost } from '../gallery/identity';
import { letter, propsAt, recoveryIn } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import { screenOf } from './screens';

beforeEach(() => choose({ language: 'en' }));

const WHEN = /9 February 2026 at .*/;
const activation = (variant: string) =>
  propsAt<'activation'>({ state: 'activation', nonce: '' }, { allowed: [], ...recoveryIn(variant) });

test('the_activation_says_when_it_will_be_possible_before_anything_can_be_pressed', async () => {
  const Shown = screenOf('activation') as Component<object>;
  const { rerender } = render(Shown, activation('recovery'));
  expect(screen.getAllByText(WHEN).length).toBeGreaterThan(0);
  screen.getByText(/It was not me/);
  expect(screen.queryByRole('button', { name: 'Activate my identity' })).toBeNull();
  await rerender(activation('recovery-over'));
  screen.getByRole('button', { name: 'Activate my identity' });
  expect(screen.queryByText(WHEN)).toBeNull();
});

test('whoever_waits_for_the_decision_reads_when_the_device_will_be_usable_and_how_to_stop_it', () => {
  const waiting = { state: 'processing', since: '2026-02-03T15:36:00Z', appeal: false, letter } as const;
  const Shown = screenOf('processing') as Component<object>;
  const { unmount } = render(Shown, propsAt<'processing'>(waiting, recoveryIn('recovery')));
  expect(screen.getAllByText(WHEN).length).toBeGreaterThan(0);
  screen.getByText(/It was not me/);
  unmount();
  render(Shown, propsAt<'processing'>(waiting));
  expect(screen.queryByText(/It was not me/)).toBeNull();
});

test('whoever_began_elsewhere_is_told_that_beginning_here_ends_it', async () => {
  const user = userEvent.setup();
  const host = identityHost({
    foresee_recovery: () => ({ possible_from: '2026-02-09T10:05:00Z', is_elsewhere: true }),
  });
  render(OtherDevice, { host, onsignout: vi.fn(), onrecover: vi.fn() });
  await user.click(await screen.findByRole('button', { name: 'Recover my identity here' }));
  await screen.findByText(/under way on another device/);
});
