import { m } from '../i18n/messages';
import type { ErrorCode } from '../platform/contract';
import { Refusal } from './api';

/** Codes of the contract, and two of the console's own: the key just typed is not one; the page was left before a
 * confirmed decision was sent. */
type Code = ErrorCode | 'key.unknown' | 'decision.unsent';
const sentences: Partial<Record<Code, () => string>> = {
  'decision.unsent': m.console_error_unsent,
  'key.unknown': m.console_error_unknown_key,
  'operator.unknown': m.console_error_session,
  'session.missing': m.console_error_session,
  'case.not_assigned': m.console_error_not_assigned,
  'case.decided': m.console_error_decided,
  'decision.incomplete': m.console_error_incomplete,
  not_found: m.console_error_not_found,
  'request.too_many': m.console_error_too_many,
  'request.malformed': m.console_error_malformed,
  'journey.not_possible_here': m.console_error_moved,
  'network.offline': m.console_error_offline,
  'network.answer': m.console_error_malformed,
  'server.failed': m.console_error_failed,
  'server.unavailable': m.console_error_offline,
};

/** What to say of a code; one this table lacks (a newer service) gets a sentence all the same. */
export const sentenceOf = (code: string): string =>
  (Object.hasOwn(sentences, code) ? sentences[code as keyof typeof sentences]! : m.console_error_other)();

/** The code of whatever was thrown. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Refusal ? thrown.code : 'unexpected';

/** Codes after which the case on the screen is no longer this operator's. */
export const isCaseGone = (code: string): boolean =>
  ['case.not_assigned', 'case.decided', 'not_found'].includes(code);

/** Codes after which the operator must give their key again. */
export const isSignedOut = (code: string): boolean =>
  ['operator.unknown', 'session.missing'].includes(code);
