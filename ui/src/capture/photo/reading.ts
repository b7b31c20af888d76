import { m } from '../../i18n/messages';
import { declaredWords, fieldLabel, isDeclared } from '../../journey/declaration/read';
import type { ComparedView, DocumentDraft, PhotoReadingView } from '../../platform/contract';

/** What is always shown; the rest only where it differs: nobody reads a list of eight lines. */
const ALWAYS: readonly string[] = ['given_names', 'birth_name', 'birth_date', 'number', 'expiry_date'];

/** The fields to show: what is to be looked at first, then the others. */
export const shownFields = ({ fields }: PhotoReadingView): ComparedView[] => [
  ...fields.filter(({ wants_a_look }) => wants_a_look),
  ...fields.filter(({ field, wants_a_look }) => !wants_a_look && ALWAYS.includes(field)),
];

/** How what was read compares with what was entered. */
export function besideWords({ field, likeness, read }: ComparedView, declared: DocumentDraft): string {
  const typed = declaredWords(field, declared);
  const beside = isDeclared(field, declared) ? m.photo_read_differs({ typed }) : m.photo_read_expected({ typed });
  switch (likeness) {
    case 'same':
      return m.photo_read_same();
    case 'equivalent':
      return m.photo_read_equivalent();
    case 'truncated':
      return m.photo_read_truncated();
    case 'doubtful':
      return m.photo_read_doubtful({ typed });
    case 'impossible':
      return m.photo_read_impossible({ beside });
    default:
      return read ? beside : m.photo_read_unread();
  }
}

/** The one thing to do, in a sentence. */
export function adviceWords({ advice, about, fields }: PhotoReadingView): string {
  switch (advice) {
    case 'go_on':
      return m.photo_advice_go_on();
    case 'redo':
      if (fields.length === 0) return m.photo_advice_unread();
      return about ? m.photo_advice_redo_field({ field: fieldLabel(about) }) : m.photo_advice_redo();
    case 'correct':
      return about === 'given_names'
        ? m.photo_advice_given_names()
        : m.photo_advice_correct({ field: fieldLabel(about ?? '') });
    case 'other_document':
      return otherWords(fields, about);
  }
}

/** What is wrong with the paper itself, where its own lines say so. */
function otherWords(fields: readonly ComparedView[], about: string | undefined): string {
  const paper = fields.find(({ field }) => field === 'kind')?.read;
  if (about === 'nationality') return m.photo_advice_nationality();
  if (paper === 'visa') return m.photo_advice_visa();
  if (about === 'issuer' || paper?.startsWith('foreign_')) return m.photo_advice_not_of_france();
  return m.photo_advice_other_document();
}
