import { isTauri } from './detect';
import type { Commands, Events } from './contract';
import type { Platform } from './types';
import { webPlatform } from './web';

/** The host of this app, with the real contract. */
export type Host = Platform<Commands, Events>;

/** Finds the host behind this page: the shell's window, or `devhost` in a plain browser. */
export async function openHost(): Promise<Host> {
  if (!isTauri()) return webPlatform<Commands, Events>();
  // Loaded only there, so that the browser's bundle carries nothing of the shell.
  const { tauriPlatform } = await import('./tauri');
  return tauriPlatform<Commands, Events>();
}
