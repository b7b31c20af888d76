import type { PhotoFinding } from '../components/shapes';
import { m } from '../i18n/messages';

const bad: Record<string, () => string> = {
  'document.none': m.photo_finding_no_document,
  side: m.photo_finding_side,
  cut: m.photo_finding_cut,
  screen: m.photo_finding_screen,
  dark: m.photo_finding_dark,
  bright: m.photo_finding_bright,
  glare: m.photo_finding_glare,
  'glare.zone': m.photo_finding_glare_zone,
  'glare.portrait': m.photo_finding_glare_portrait,
  blur: m.photo_finding_blur,
  fingers: m.photo_finding_fingers,
  small: m.photo_finding_small,
};
/** What the host measured and found well, where none of these findings speaks against it. */
const good: readonly { key: string; against: readonly string[]; text: () => string }[] = [
  { key: 'sharp', against: ['blur', 'small'], text: m.photo_finding_sharp },
  { key: 'lit', against: ['dark', 'bright'], text: m.photo_finding_lit },
  { key: 'no_glare', against: ['glare', 'glare.zone', 'glare.portrait'], text: m.photo_finding_no_glare },
];

/** What may be wrong with a picture, in words. */
export const findingWords = (code: string): string => (bad[code] ?? m.photo_finding_other)();

/**
 * The checklist under a picture: what to look at again first, then what is well. Where no document was found, none
 * was measured, and nothing is praised.
 */
export function photoFindings(codes: readonly string[]): PhotoFinding[] {
  const wrong = codes.map((key) => ({ key, text: findingWords(key), isGood: false }));
  const fine = good
    .filter(({ against }) => !['document.none', ...against].some((code) => codes.includes(code)))
    .map(({ key, text }) => ({ key, text: text(), isGood: true }));
  return [...wrong, ...fine];
}

const video: Record<string, () => string> = {
  dark: m.video_finding_dark,
  silent: m.video_finding_silent,
  short: m.video_finding_short,
  slow: m.video_finding_slow,
  frozen: m.video_finding_frozen,
};

/** What may be wrong with a video, in words. */
export function videoFindings(codes: readonly string[]): { key: string; text: string }[] {
  return codes.map((key) => ({ key, text: (video[key] ?? m.video_finding_other)() }));
}
