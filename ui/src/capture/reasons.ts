import { m } from '../i18n/messages';

/** Every reason that can be mended; a final one is never told by its code (see `refused`). */
const reasons: Record<string, () => string> = {
  'doc.unreadable': m.reason_doc_unreadable,
  'doc.cut': m.reason_doc_cut,
  'doc.glare': m.reason_doc_glare,
  'doc.side_missing': m.reason_doc_side_missing,
  'doc.not_original': m.reason_doc_not_original,
  'doc.expired': m.reason_doc_expired,
  'doc.damaged': m.reason_doc_damaged,
  'doc.kind': m.reason_doc_kind,
  'data.mismatch': m.reason_data_mismatch,
  'face.unclear': m.reason_face_unclear,
  'face.multi': m.reason_face_multi,
  'digits.wrong': m.reason_digits_wrong,
  'audio.missing': m.reason_audio_missing,
  'task.missing': m.reason_task_missing,
  'video.cut': m.reason_video_cut,
};

/** What must be done again and how, in words. */
export const reasonText = (code: string): string => (reasons[code] ?? m.reason_other)();
