import type { Hint } from '../components/capture/pace';
import { m } from '../i18n/messages';
import { insteadWords, isNeverTaken, refusedWords } from '../journey/papers';
import type { DocumentKind, Part } from '../platform/contract';

/** What is looked at: the same finding asks for another gesture. */
export type Subject = 'document' | 'face';
/** The side of the document that is wanted; `page` is the passport's. */
export type Side = 'front' | 'back' | 'page';

type Words = readonly [shown: () => string, spoken?: () => string];

const common: Record<string, Words> = {
  black: [m.hint_black, m.hint_black_spoken],
  frozen: [m.hint_frozen, m.hint_frozen_spoken],
  reopening: [m.camera_reopening],
  dark: [m.hint_dark],
  bright: [m.hint_bright],
  blur: [m.hint_blur],
};
const words: Record<Subject, Record<string, Words>> = {
  document: {
    ...common,
    none: [m.hint_document_none, m.hint_document_none_spoken],
    cut: [m.hint_cut, m.hint_cut_spoken],
    closer: [m.hint_closer, m.hint_closer_spoken],
    farther: [m.hint_farther, m.hint_farther_spoken],
    'center.left': [m.hint_center, m.hint_center_left_spoken],
    'center.right': [m.hint_center, m.hint_center_right_spoken],
    'center.up': [m.hint_center, m.hint_center_up_spoken],
    'center.down': [m.hint_center, m.hint_center_down_spoken],
    tilt: [m.hint_tilt, m.hint_tilt_spoken],
    glare: [m.hint_glare, m.hint_glare_spoken],
    fingers: [m.hint_fingers, m.hint_fingers_spoken],
    hold: [m.hint_hold, m.hint_hold_spoken],
    'hold.manual': [m.hint_hold_manual, m.hint_hold_manual_spoken],
  },
  face: {
    ...common,
    none: [m.hint_face_none, m.hint_face_none_spoken],
    'face.none': [m.hint_face_none, m.hint_face_none_spoken],
    'face.multi': [m.hint_face_multi, m.hint_face_multi_spoken],
    'face.overturned': [m.hint_face_overturned, m.hint_face_overturned_spoken],
    'face.overturned.held': [m.hint_face_held, m.hint_face_held_spoken],
    'face.small': [m.hint_face_small, m.hint_face_small_spoken],
    'face.large': [m.hint_face_large, m.hint_face_large_spoken],
    'face.off.left': [m.hint_face_off, m.hint_face_off_left_spoken],
    'face.off.right': [m.hint_face_off, m.hint_face_off_right_spoken],
    'face.off.up': [m.hint_face_off, m.hint_face_off_up_spoken],
    'face.off.down': [m.hint_face_off, m.hint_face_off_down_spoken],
    'face.shadow': [m.hint_face_shadow],
    'face.turned': [m.hint_face_turned, m.hint_face_turned_spoken],
    'face.eyes': [m.hint_face_eyes],
    'turn.fast': [m.hint_turn_fast, m.hint_turn_fast_spoken],
    'turn.short': [m.hint_turn_short],
    'turn.wrong_way': [m.hint_turn_wrong_way],
    hold: [m.video_place_good],
  },
};
const sides: Record<Side, Words> = {
  front: [m.hint_side_front, m.hint_side_spoken],
  back: [m.hint_side_back, m.hint_side_spoken],
  page: [m.hint_side_page, m.hint_side_page_spoken],
};

/** Names that leave room for each other in one hint. */
const kinds: Record<DocumentKind, () => string> = {
  identity_card: m.kind_short_identity_card,
  old_identity_card: m.kind_short_old_identity_card,
  passport: m.kind_short_passport,
  residence_permit: m.kind_short_residence_permit,
};
const OTHER_KIND = 'kind.';

/** Which side the person is to show. */
function sideOf(part: Part, kind: DocumentKind): Side {
  if (kind === 'passport') return 'page';
  return part === 'back' ? 'back' : 'front';
}

/** What is asked for: the document that was chosen, and one of its sides. */
export interface Wanted {
  kind: DocumentKind;
  part: Part;
}

/** The host's hint in words. A code of a newer host reads as « nothing to say ». */
export function hintFor(subject: Subject, code: string, wanted?: Wanted): Hint {
  const seen = subject === 'document' ? otherKind(code) : undefined;
  if (seen && wanted) return kindHint(code, wanted.kind, seen);
  const table = words[subject];
  const isSide = subject === 'document' && code === 'side';
  const side = wanted ? sideOf(wanted.part, wanted.kind) : 'front';
  const [shown, spoken] = isSide ? sides[side] : (table[code] ?? table['none']!);
  return { code, shown: shown(), spoken: (spoken ?? shown)() };
}

/** The other paper that a code tells of. */
export function otherKind(code: string): string | undefined {
  const seen = code.startsWith(OTHER_KIND) ? code.slice(OTHER_KIND.length) : '';
  return Object.hasOwn(kinds, seen) || isNeverTaken(seen) ? seen : undefined;
}

function kindHint(code: string, chosen: DocumentKind, other: string): Hint {
  if (isNeverTaken(other)) return refusedHint(other);
  const names = { expected: kinds[chosen](), seen: kinds[other as DocumentKind]() };
  return { code, shown: m.hint_kind(names), spoken: m.hint_kind_spoken(names) };
}

/** That a paper is not taken, and what to do instead to who cannot see. */
export function refusedHint(paper: string): Hint {
  const shown = refusedWords(paper);
  return { code: `${OTHER_KIND}${paper}`, shown, spoken: `${shown}. ${insteadWords(paper)}` };
}

/** How the frame around the document looks for a hint: whatever must be mended is `adjust`. */
export function stageOf(code: string): 'search' | 'adjust' | 'hold' {
  if (code === 'hold') return 'hold';
  const isToMend = code === 'side' || otherKind(code) !== undefined || (code !== 'none' && code in words.document);
  return isToMend ? 'adjust' : 'search';
}

/** Said instead of the task while a head turns: why the arc does not fill, or the camera's trouble. */
const DURING_TURN: ReadonlySet<string> = new Set(['face.none', 'black', 'frozen', 'reopening']);

/** Whether a hint matters while the head turns: light and framing no longer do, the film runs. */
export function isForTurn(code: string): boolean {
  return code.startsWith('turn.') || DURING_TURN.has(code);
}
