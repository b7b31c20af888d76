import { preferences } from '../../i18n/preferences.svelte';

const tag = () => (preferences.language === 'en' ? 'en-GB' : 'fr-FR');

/** « 18,4 ». */
export const oneDecimal = (number: number): string =>
  new Intl.NumberFormat(tag(), { maximumFractionDigits: 1 }).format(number);

/** « 0:02,4 »: a place in a video, to the tenth. @param seconds zero or more */
export function positionWords(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  const minutes = Math.floor(tenths / 600);
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  const comma = preferences.language === 'en' ? '.' : ',';
  return `${minutes}:${rest}${comma}${tenths % 10}`;
}
