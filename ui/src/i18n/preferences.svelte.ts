import { overwriteGetLocale } from '$messages-runtime';
import type { HostPreferences } from '../platform/contract';

/** The languages the app ships. The gallery adds its own two for layouts. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Text sizes in percent of the system's own: they multiply what the phone already asks for. */
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** What a person chooses before any account exists (screen M1). Nothing here is personal data. */
export interface Preferences {
  language: Language;
  theme: Theme;
  textSize: TextSize;
  highContrast: boolean;
  /** A sound and a tap in the hand when a photograph is taken. */
  signals: boolean;
  /** A notice of the system when something waits and nobody looks at the window. */
  notices: boolean;
}

const STORE_KEY = 'sceau.preferences';
const DEFAULTS: Preferences = {
  language: 'fr',
  theme: 'system',
  textSize: 100,
  highContrast: false,
  signals: true,
  notices: true,
};

/** The chosen preferences; change them with `choose`, read them anywhere. */
export const preferences: Readonly<Preferences> = $state({ ...DEFAULTS });

/** False until M1 was confirmed once on this device. */
export function haveBeenChosen(): boolean {
  return readStore() !== undefined;
}

// Read inside the message functions, so every text on the screen follows a change of language.
overwriteGetLocale(() => preferences.language);

/** Changes some preferences, applies them to the page and remembers them. */
export function choose(change: Partial<Preferences>): void {
  Object.assign(preferences, change);
  applyToPage();
  try {
    localStorage.setItem(STORE_KEY, JSON.stringify(preferences));
  } catch {
    // Storage refused (private window): the choice lasts until the window closes.
  }
}

/** Brings the remembered preferences back. Call once, before the first paint. */
export function restorePreferences(): void {
  Object.assign(preferences, DEFAULTS, readStore());
  applyToPage();
  darkQuery()?.addEventListener('change', applyToPage);
}

/**
 * Takes what the host kept, which wins over this page's own memory: a phone may clear a webview's
 * storage, never the app's.
 */
export function adoptHostPreferences(kept: HostPreferences): void {
  if (kept.language === undefined) return; // Never chosen on this device.
  const known = onlyKnown({
    language: kept.language,
    theme: kept.theme ?? 'system',
    textSize: kept.text_percent,
    highContrast: kept.high_contrast,
    signals: kept.signals,
    notices: kept.notices,
  });
  choose(known);
}

/** The preferences in the host's form. */
export function forHost(): HostPreferences {
  const { language, theme, textSize, highContrast, signals, notices } = preferences;
  return {
    language,
    text_percent: textSize,
    high_contrast: highContrast,
    signals,
    notices,
    ...(theme === 'system' ? {} : { theme }),
  };
}

/** Forgets every choice; for tests and for « effacer mon identité ». */
export function resetPreferences(): void {
  Object.assign(preferences, DEFAULTS);
  try {
    localStorage.removeItem(STORE_KEY);
  } catch {
    // Nothing was stored then either.
  }
}

function readStore(): Partial<Preferences> | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE_KEY) ?? 'null');
    return typeof stored === 'object' && stored !== null ? onlyKnown(stored) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what this version understands: a file written by a newer one must not break the start. */
function onlyKnown(stored: Partial<Record<keyof Preferences, unknown>>): Partial<Preferences> {
  const among = <T>(values: readonly T[], value: unknown) => values.find((v) => v === value);
  const known = {
    language: among(LANGUAGES, stored.language),
    theme: among(THEMES, stored.theme),
    textSize: among(TEXT_SIZES, stored.textSize),
    highContrast: among([true, false], stored.highContrast),
    signals: among([true, false], stored.signals),
    notices: among([true, false], stored.notices),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const darkQuery = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** Text direction of a language, also for the layout languages. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

function applyToPage(): void {
  const page = document.documentElement;
  const system = darkQuery()?.matches ? 'dark' : 'light';
  page.lang = preferences.language;
  page.dir = directionOf(preferences.language);
  page.dataset['theme'] = preferences.theme === 'system' ? system : preferences.theme;
  page.dataset['contrast'] = preferences.highContrast ? 'more' : 'normal';
  page.dataset['text'] = preferences.textSize >= 150 ? 'large' : 'normal';
  page.style.fontSize = preferences.textSize === 100 ? '' : `${preferences.textSize}%`;
}
