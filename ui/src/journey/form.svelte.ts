import { errorOf, type Finding } from '../components/findings';
import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import { toCommandError, type CommandError } from '../platform/types';

/** Which fields of a form a refusal is about; none when it concerns the whole screen. */
export type Locate = (error: CommandError) => readonly Finding[];

/** Lays every refusal that the person can mend here at one field: for forms that have only one. */
export function atField(fieldId: string): Locate {
  return (error) => {
    const { action, text } = presentError(error);
    return action === 'correct' || action === 'renew' ? [{ fieldId, text }] : [];
  };
}

/** One form's sending: busy or not, what the host found wrong, what stands in the way. */
export class Form {
  /** True while the host works on what was sent: a second press does nothing. */
  busy = $state(false);
  /** What is wrong with which field. A new list at each submit, so the summary takes the focus. */
  errors = $state.raw<readonly Finding[]>([]);
  /** A refusal that no field explains. */
  problem = $state.raw<PresentedError>();
  readonly #locate: Locate;

  constructor(locate: Locate = () => []) {
    this.#locate = locate;
  }

  /** The sentence beside one field. */
  errorOf(fieldId: string): string | undefined {
    return errorOf(this.errors, fieldId);
  }

  /**
   * Sends, unless `missing` names what was left empty. True when it went through; entries are never
   * touched, whatever happens.
   */
  async run(work: () => Promise<unknown>, missing: readonly Finding[] = []): Promise<boolean> {
    if (this.busy) return false;
    this.problem = undefined;
    this.errors = missing;
    if (missing.length > 0) return false;
    this.busy = true;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.#show(toCommandError(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  #show(error: CommandError): void {
    const found = this.#locate(error);
    if (found.length > 0) this.errors = found;
    else this.problem = presentError(error);
  }
}

/** `missing` for one field: a finding when nothing was entered. */
export function required(value: string | boolean, fieldId: string, text: string): Finding[] {
  const isThere = typeof value === 'string' ? value.trim() !== '' : value;
  return isThere ? [] : [{ fieldId, text }];
}
