import { getContext, setContext } from 'svelte';

/** What every screen may ask of whatever shows it. */
export interface ScreenHost {
  /** Opens the help of the screen now shown. */
  openHelp: () => void;
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
