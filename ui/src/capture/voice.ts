import { preferences } from '../i18n/preferences.svelte';

/** Whether this device can read aloud. */
export const canSpeak = (): boolean => 'speechSynthesis' in globalThis;

/** Reads a sentence aloud, in place of whatever was being read. */
export function speak(text: string): void {
  if (!canSpeak()) return;
  speechSynthesis.cancel();
  const sentence = new SpeechSynthesisUtterance(text);
  sentence.lang = preferences.language === 'en' ? 'en-GB' : 'fr-FR';
  speechSynthesis.speak(sentence);
}

/** Stops reading. */
export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel();
}
