import { m } from '../i18n/messages';
import type { CheckAnswer, DecisionRequest, Part, Verdict } from '../platform/contract';
import { CHECKLIST } from './checklist';
import { reasonsFor, type ReasonCode } from './reasons';

/** Longest message or note the service takes, in characters. */
export const LONGEST_TEXT = 2000;

/** Something that keeps a decision from being sent, and where to mend it. */
export interface Gap {
  fieldId: string;
  text: string;
}

/** A decision in the making. Lost with the page: nothing of it is stored on this device. */
export class DecisionDraft {
  answers = $state<(CheckAnswer | undefined)[]>(CHECKLIST.map(() => undefined));
  /** The item that O, N and U answer, from 0. */
  current = $state(0);
  verdict = $state<Verdict | undefined>();
  message = $state('');
  note = $state('');
  /** What the operator changed of the preselected reasons. */
  #chosen = $state<Partial<Record<ReasonCode, boolean>>>({});
  #parts = $state<Partial<Record<ReasonCode, Part>>>({});

  readonly done = $derived(this.answers.filter((answer) => answer !== undefined).length);
  readonly isUnsure = $derived(this.answers.includes('unsure'));
  /** Reasons that fit the verdict: chosen by hand, or preselected by a « Non ». */
  readonly reasons = $derived.by(() => {
    const suggested = new Set(
      CHECKLIST.filter((_, index) => this.answers[index] === 'no').flatMap(({ suggests }) => suggests),
    );
    return reasonsFor(this.verdict ?? 'approve').filter(
      (code) => this.#chosen[code] ?? suggested.has(code),
    );
  });

  /** Answers an item and moves to the next one without an answer. */
  answer(index: number, answer: CheckAnswer): void {
    this.answers[index] = answer;
    const order = CHECKLIST.map((_, step) => (index + 1 + step) % CHECKLIST.length);
    this.current = order.find((at) => this.answers[at] === undefined) ?? index;
  }

  choose(code: ReasonCode, isChosen: boolean): void {
    this.#chosen[code] = isChosen;
  }

  partOf(code: ReasonCode): Part | undefined {
    return this.#parts[code];
  }

  choosePart(code: ReasonCode, part: Part | undefined): void {
    if (part) this.#parts[code] = part;
    else delete this.#parts[code];
  }

  /** What the service would refuse, said before asking it; it judges again. */
  gaps(verdict: Verdict): Gap[] {
    const gaps = CHECKLIST.flatMap(({ number, text }, index): Gap[] => {
      const fieldId = `check-${number}-yes`;
      const answer = this.answers[index];
      if (!answer) return [{ fieldId, text: m.console_missing_answer({ number, item: text() }) }];
      const contradicts = verdict === 'approve' && answer === 'no';
      return contradicts ? [{ fieldId, text: m.console_missing_no({ number }) }] : [];
    });
    if (verdict !== 'approve') gaps.push(...this.#wordGaps());
    if (this.note.length > LONGEST_TEXT) {
      gaps.push({ fieldId: 'note', text: m.console_missing_long() });
    }
    return gaps;
  }

  #wordGaps(): Gap[] {
    if (this.reasons.length === 0) {
      return [{ fieldId: 'reasons', text: m.console_missing_reason() }];
    }
    if (this.reasons.includes('other') && this.message.trim() === '') {
      return [{ fieldId: 'message', text: m.console_missing_message() }];
    }
    const isLong = this.message.length > LONGEST_TEXT;
    return isLong ? [{ fieldId: 'message', text: m.console_missing_long() }] : [];
  }

  /** The draft as the service takes it. Call once `gaps` is empty. */
  toRequest(verdict: Verdict): DecisionRequest {
    const message = verdict === 'approve' ? '' : this.message.trim();
    const note = this.note.trim();
    return {
      checklist: this.answers.filter((answer) => answer !== undefined),
      verdict,
      reasons:
        verdict === 'approve'
          ? []
          : this.reasons.map((code) => {
              const part = this.#parts[code];
              return part ? { code, part } : { code };
            }),
      ...(message ? { message } : {}),
      ...(note ? { note } : {}),
    };
  }
}
