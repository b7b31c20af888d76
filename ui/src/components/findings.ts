/** One thing wrong with a form: where, and the sentence shown both on top and beside the field. */
export interface Finding {
  /** The `id` of the input that takes the focus. */
  fieldId: string;
  text: string;
}

/** The sentence for one field, if something is wrong with it. */
export function errorOf(findings: readonly Finding[], fieldId: string): string | undefined {
  return findings.find((finding) => finding.fieldId === fieldId)?.text;
}

/** `aria-describedby` for a field with an optional hint and error. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
