import { getContext, setContext } from 'svelte';

/** A line that stays in sight on every screen. */
export interface Alert {
  key: string;
  kind: 'info' | 'warning';
  text: string;
}

/** What every screen may ask of whatever shows it. */
export interface ScreenHost {
  /** Opens the help of the screen now shown. */
  openHelp: () => void;
  /** The lines to keep in sight now; read while rendering, so it may follow reactive state. */
  alerts?: () => readonly Alert[];
}

const KEY = Symbol('screen host');

/** Called once by the app, the console or the gallery, around the screens they show. */
export function provideScreenHost(host: ScreenHost): void {
  setContext(KEY, host);
}

/** The host around this component; a screen shown alone gets one that does nothing. */
export function screenHost(): ScreenHost {
  return getContext<ScreenHost | undefined>(KEY) ?? { openHelp: () => undefined };
}
