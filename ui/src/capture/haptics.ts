import { preferences } from '../i18n/preferences.svelte';

/** Long enough to be felt through a case, short enough to be one tap. */
const TAP_MS = 40;

/**
 * One tap in the hand, for whoever looks at the document and not at the screen. Nothing on computers and
 * iPhones, whose webviews cannot, nor for whoever chose none. It never says anything alone: a text
 * always goes with it.
 */
export function tap(): void {
  // Declared everywhere, absent in WebKit.
  const vibrate = navigator.vibrate as Navigator['vibrate'] | undefined;
  if (preferences.haptics) vibrate?.call(navigator, [TAP_MS]);
}
