import { m } from '../../i18n/messages';
import type { DocumentDraft, DocumentKind, ZoneView } from '../../platform/contract';

/** A zone seen for so long, in milliseconds, will not be read by waiting. */
export const STUCK_AFTER_MS = 6_000;
/** A zone not seen for so long, in milliseconds, was put away. */
const PUT_AWAY_AFTER_MS = 2_000;

/** Another document of those that are taken. */
const OTHER_KIND = 'kind';

/** What the looks at a zone come to, until the document is read. */
export class Scanning {
  isSeen = $state(false);
  /** What is held instead of the document: another kind that is taken, or a paper that never is. */
  other = $state<string>();
  /** Nothing was read for so long that the person is told why, and offered to type. */
  isStuck = $state(false);
  /** What the document itself says that hinders, by the host's code. */
  hindrance = $state<string>();
  readonly #kind: DocumentKind;
  #since: number | undefined;
  #seenAt = 0;

  constructor(kind: DocumentKind) {
    this.#kind = kind;
  }

  /** Takes a look. Answers the document once it is read.
   * @param now milliseconds from any fixed origin */
  take(zone: ZoneView, now: number): DocumentDraft | undefined {
    this.isSeen = zone.is_seen;
    if (zone.document?.kind === this.#kind) return zone.document;
    if (zone.is_seen) {
      this.other = zone.other ?? (zone.document && OTHER_KIND);
      this.hindrance = zone.hindrance;
    }
    this.#wait(zone.is_seen, now);
    return undefined;
  }

  /** Whether another document of those that are taken is held: choosing it would make it right. */
  get isOtherKind(): boolean {
    return this.other === OTHER_KIND;
  }

  #wait(isSeen: boolean, now: number) {
    const isPutAway = !isSeen && now - this.#seenAt > PUT_AWAY_AFTER_MS;
    if (isSeen) this.#seenAt = now;
    if (this.other || isPutAway) this.#since = undefined;
    else if (isSeen) this.#since ??= now;
    this.isStuck = this.#since !== undefined && now - this.#since >= STUCK_AFTER_MS;
  }
}

const hindrances: Readonly<Record<string, () => string>> = {
  date: m.scan_stuck_date,
  state: m.scan_stuck_state,
  document_code: m.scan_stuck_code,
  names: m.scan_stuck_names,
};

/** Why nothing is read, and the other way. */
export const stuckWords = (hindrance: string | undefined): string =>
  (hindrance && Object.hasOwn(hindrances, hindrance) ? hindrances[hindrance]! : m.scan_stuck_picture)();
