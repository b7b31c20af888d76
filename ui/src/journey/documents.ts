import { m } from '../i18n/messages';
import type { DocumentKind } from '../platform/contract';

/** The kinds accepted, commonest first. */
export const KINDS = [
  'identity_card',
  'old_identity_card',
  'passport',
  'residence_permit',
] as const satisfies readonly DocumentKind[];

const names: Record<DocumentKind, () => string> = {
  identity_card: m.document_identity_card,
  old_identity_card: m.document_old_identity_card,
  passport: m.document_passport,
  residence_permit: m.document_residence_permit,
};

/** « Passeport ». */
export const kindName = (kind: DocumentKind): string => names[kind]();
