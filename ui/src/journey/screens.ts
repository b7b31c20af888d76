import type { Component } from 'svelte';
import type { StateName } from '../platform/contract';
import type { ScreenProps } from './screen';
import Waiting from './Waiting.svelte';

type AnyScreen = Component<ScreenProps>;

// Each step's folder exports its screen; the table becomes explicit when the last one has landed.
const modules = import.meta.glob<{ default: AnyScreen }>('./steps/*/Screen.svelte', { eager: true });

/** The screen of a state. */
export function screenOf(state: StateName): AnyScreen {
  return modules[`./steps/${state}/Screen.svelte`]?.default ?? Waiting;
}
