import { m } from '../i18n/messages';
import type { Chapter } from '../platform/contract';

/** The five parts, in their order. */
export const CHAPTERS = ['number', 'document', 'letter', 'capture', 'decision'] as const satisfies
  readonly Chapter[];

const names: Record<Chapter, () => string> = {
  number: m.chapter_number,
  document: m.chapter_document,
  letter: m.chapter_letter,
  capture: m.chapter_capture,
  decision: m.chapter_decision,
};

/** « Votre pièce d'identité ». */
export const chapterName = (chapter: Chapter): string => names[chapter]();

/** The progress bar's three facts. */
export function stepOf(chapter: Chapter): { current: number; total: number; name: string } {
  return {
    current: CHAPTERS.indexOf(chapter) + 1,
    total: CHAPTERS.length,
    name: chapterName(chapter),
  };
}
