import { m } from '../i18n/messages';
import type { DocumentKind, Part } from '../platform/contract';

/** Width over height of the frame: ID-1 cards and permits, ID-2 old cards and a passport's page. */
export function frameRatio(kind: DocumentKind): number {
  return kind === 'identity_card' || kind === 'residence_permit' ? 1.586 : 1.42;
}

/** « Photo du recto ». */
export function partName(part: Part, kind?: DocumentKind): string {
  if (part === 'video') return m.video_name();
  if (kind === 'passport') return m.photo_name_passport();
  return part === 'front' ? m.photo_name_front() : m.photo_name_back();
}

/** « Recto de votre pièce »: the title while a side is taken. */
export function partTitle(part: Part, kind: DocumentKind): string {
  if (kind === 'passport') return m.photo_title_passport();
  return part === 'front' ? m.photo_title_front() : m.photo_title_back();
}
