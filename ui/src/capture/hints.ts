import type { Hint } from '../components/capture/pace';
import { m } from '../i18n/messages';

/** What is looked at: the same finding asks for another gesture. */
export type Subject = 'document' | 'face';

type Words = readonly [shown: () => string, spoken?: () => string];

const common: Record<string, Words> = {
  black: [m.hint_black, m.hint_black_spoken],
  frozen: [m.hint_frozen],
  reopening: [m.camera_reopening],
  dark: [m.hint_dark],
  bright: [m.hint_bright],
  glare: [m.hint_glare, m.hint_glare_spoken],
  blur: [m.hint_blur],
};
const words: Record<Subject, Record<string, Words>> = {
  document: {
    ...common,
    none: [m.hint_document_none, m.hint_document_none_spoken],
    hold: [m.hint_hold, m.hint_hold_spoken],
  },
  face: { ...common, none: [m.hint_face_none, m.hint_face_none_spoken] },
};

/** The host's hint in words. A code of a newer host reads as « nothing to say ». */
export function hintFor(subject: Subject, code: string): Hint {
  const table = words[subject];
  const [shown, spoken] = table[code] ?? table['none']!;
  return { code, shown: shown(), spoken: (spoken ?? shown)() };
}

/** How the frame around the document looks for a hint. */
export function stageOf(code: string): 'search' | 'adjust' | 'hold' {
  if (code === 'hold') return 'hold';
  return ['black', 'frozen', 'reopening', 'dark', 'bright', 'glare', 'blur'].includes(code) ? 'adjust' : 'search';
}
