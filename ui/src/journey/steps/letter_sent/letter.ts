import type { Moment } from '../../../components/shapes';
import { longMoment } from '../../../i18n/format';
import { m } from '../../../i18n/messages';
import type { LetterEventView, LetterStatus } from '../../../platform/contract';

const events: Readonly<Record<string, () => string>> = {
  EVT_DEPOSITED: m.letter_event_deposited,
  EVT_NOTIFICATION_SENT: m.letter_event_notified,
  EVT_NOTIFICATION_FAILED: m.letter_event_failed,
  EVT_AVAILABLE: m.letter_event_available,
  EVT_ACCEPTED: m.letter_event_accepted,
  EVT_REFUSED: m.letter_event_refused,
  EVT_RECEIVED: m.letter_event_received,
  EVT_EXPIRED: m.letter_event_expired,
  EVT_CONTENT_ACCESSED: m.letter_event_read,
};

const statuses: Record<LetterStatus, () => string> = {
  sending: m.letter_status_sending,
  undelivered: m.letter_status_undelivered,
  available: m.letter_status_available,
  accepted: m.letter_status_accepted,
  received: m.letter_status_received,
  refused: m.letter_status_refused,
  expired: m.letter_status_expired,
};

/** Where the letter stands, in one sentence. */
export const statusOf = (status: LetterStatus): string => statuses[status]();

/** What happened, oldest first; an event of a newer server is left out. */
export function momentsOf(happened: readonly LetterEventView[]): Moment[] {
  return happened.flatMap(({ kind, at, hash }): Moment[] => {
    const words = Object.hasOwn(events, kind) ? events[kind] : undefined;
    if (!words) return [];
    const state = kind === 'EVT_NOTIFICATION_FAILED' ? 'failed' : 'done';
    return [{ key: hash, label: words(), state, detail: longMoment(at) }];
  });
}
