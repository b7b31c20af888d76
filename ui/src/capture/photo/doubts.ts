import { m } from '../../i18n/messages';
import { forget, keep, recall } from '../../journey/drafts';
import type { Part, PhotoView } from '../../platform/contract';
import { findingWords } from '../findings';

type Doubts = Partial<Record<Part, string>>;

const NAME = 'photo.doubts';
/** The reading's own doubts, beside the picture's findings. */
const READING: Readonly<Record<string, () => string>> = {
  redo: m.photo_doubt_reading,
  other_document: m.photo_doubt_other_document,
};

/** What speaks for taking a picture again: its first finding, or the reading's doubt. */
export function doubtOf({ findings, reading }: PhotoView): string | undefined {
  const advice = reading?.advice ?? 'go_on';
  return findings[0] ?? (Object.hasOwn(READING, advice) ? advice : undefined);
}

/** Keeps why a side had better been taken again, until that was said; a better picture clears it. */
export function noteDoubt(photo: PhotoView): void {
  const { [photo.part]: _, ...others } = recall<Doubts>(NAME, {});
  const doubt = doubtOf(photo);
  keep(NAME, doubt ? { ...others, [photo.part]: doubt } : others);
}

/** What was doubtful of the pictures that were sent all the same, in words. */
export function notedDoubts(): { part: Part; text: string }[] {
  const doubts = recall<Doubts>(NAME, {});
  const parts: Part[] = ['front', 'back'];
  return parts.flatMap((part) => {
    const doubt = doubts[part];
    return doubt ? [{ part, text: READING[doubt]?.() ?? findingWords(doubt) }] : [];
  });
}

/** They were said. */
export const forgetDoubts = (): void => forget(NAME);
