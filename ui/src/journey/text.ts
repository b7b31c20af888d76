import { preferences } from '../i18n/preferences.svelte';
import type { ConfigurationView, Localised, TextPurpose, TextView } from '../platform/contract';

/** A text of the installation in the person's language. Layout languages read the French. */
export function localised(text: Localised): string {
  return preferences.language === 'en' ? text.en : text.fr;
}

/** The text to consent to for a purpose; absent when the installation asks for none. */
export function textFor(
  configuration: ConfigurationView,
  purpose: TextPurpose,
): TextView | undefined {
  return configuration.texts.find((text) => text.purpose === purpose);
}

/** Paragraphs of a plain text: an empty line parts them. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '');
}
