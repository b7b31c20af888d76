import { m } from '../i18n/messages';
import type { DocumentKind, Part, Verdict } from '../platform/contract';

/** What a reason makes the person do again; none for a final one. A test holds it to `domain`. */
export type Redo = 'document' | 'other_document' | 'data' | 'video';

interface Reason {
  redo: Redo | undefined;
  /** For the operator. */
  label: () => string;
  /** What the person reads, in their own language. */
  told: (language: 'fr' | 'en') => string;
}

type Told = (inputs?: Record<never, never>, options?: { locale?: 'fr' | 'en' }) => string;

const mended = (redo: Redo, label: () => string, told: Told): Reason => ({
  redo,
  label,
  told: (locale) => told({}, { locale }),
});

/** A forger must learn nothing: every final reason is one neutral text. */
const final = (label: () => string): Reason => ({
  redo: undefined,
  label,
  told: (locale) => m.refused_text({}, { locale }),
});

const reasons = {
  'doc.unreadable': mended('document', m.console_reason_doc_unreadable, m.reason_doc_unreadable),
  'doc.cut': mended('document', m.console_reason_doc_cut, m.reason_doc_cut),
  'doc.glare': mended('document', m.console_reason_doc_glare, m.reason_doc_glare),
  'doc.side_missing': mended(
    'document',
    m.console_reason_doc_side_missing,
    m.reason_doc_side_missing,
  ),
  'doc.not_original': mended(
    'document',
    m.console_reason_doc_not_original,
    m.reason_doc_not_original,
  ),
  'doc.expired': mended('other_document', m.console_reason_doc_expired, m.reason_doc_expired),
  'doc.damaged': mended('other_document', m.console_reason_doc_damaged, m.reason_doc_damaged),
  'doc.kind': mended('other_document', m.console_reason_doc_kind, m.reason_doc_kind),
  'data.mismatch': mended('data', m.console_reason_data_mismatch, m.reason_data_mismatch),
  'face.unclear': mended('video', m.console_reason_face_unclear, m.reason_face_unclear),
  'face.multi': mended('video', m.console_reason_face_multi, m.reason_face_multi),
  'digits.wrong': mended('video', m.console_reason_digits_wrong, m.reason_digits_wrong),
  'audio.missing': mended('video', m.console_reason_audio_missing, m.reason_audio_missing),
  'task.missing': mended('video', m.console_reason_task_missing, m.reason_task_missing),
  'video.cut': mended('video', m.console_reason_video_cut, m.reason_video_cut),
  'doc.forged': final(m.console_reason_doc_forged),
  'face.mismatch': final(m.console_reason_face_mismatch),
  'attack.replay': final(m.console_reason_attack_replay),
  coercion: final(m.console_reason_coercion),
  'dup.identity': final(m.console_reason_dup_identity),
  other: mended('document', m.console_reason_other, m.reason_other),
} satisfies Record<string, Reason>;

/** A stable code of the closed list. */
export type ReasonCode = keyof typeof reasons;

/** Every reason, in the order of `domain`. */
export const REASONS: Readonly<Record<ReasonCode, Reason>> = reasons;

/** Every code, in the console's order. */
export const REASON_CODES = Object.keys(reasons) as ReasonCode[];

/** The codes that fit a verdict: none for an approval. */
export function reasonsFor(verdict: Verdict): ReasonCode[] {
  if (verdict === 'approve') return [];
  return REASON_CODES.filter((code) => (REASONS[code].redo === undefined) === (verdict === 'refuse'));
}

/** The sides a document reason may name; empty where there is nothing to choose. */
export function partsFor(code: ReasonCode, kind: DocumentKind): Part[] {
  return REASONS[code].redo === 'document' && kind !== 'passport' ? ['front', 'back'] : [];
}

/** What the person will read for these reasons, each sentence once. */
export function toldFor(codes: readonly ReasonCode[], language: string): string[] {
  const locale = language === 'en' ? 'en' : 'fr';
  return [...new Set(codes.map((code) => REASONS[code].told(locale)))];
}

/** A reason of the closed list in the operator's words; a code of a newer server as it is. */
export const reasonWords = (code: string): string =>
  Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons].label() : code;
