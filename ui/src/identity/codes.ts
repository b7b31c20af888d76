import { presentError } from '../errors/table';
import type { Locate } from '../journey/form.svelte';
import { locateFields } from '../journey/findings';

/** For forms with a received code and the secret one: each refusal stands beside the code it is about. */
export function atEitherCode(receivedId: string): Locate {
  return (error) => {
    if (error.code === 'fields.invalid') return locateFields(error);
    const { action, text } = presentError(error);
    if (error.code.startsWith('secret_code.')) return [{ fieldId: 'secret-code', text }];
    const isReceived = error.code.startsWith('code.') && (action === 'correct' || action === 'renew');
    return isReceived ? [{ fieldId: receivedId, text }] : [];
  };
}
