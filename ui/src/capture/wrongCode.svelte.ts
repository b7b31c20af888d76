import { presentError } from '../errors/table';
import type { CameraStatusView, CodeKind, ErrorCode } from '../platform/contract';
import { CommandError } from '../platform/types';

const elsewhere: Record<CodeKind, ErrorCode> = {
  handoff: 'code.for_computer',
  login: 'code.for_login',
  letter: 'code.for_letter',
};

/** Looks for which a wrong code stays said: long enough to be read. */
const LOOKS = 10;

/** What is said of a code that was seen and is not the one looked for: a stranger's, or ours for another screen. */
export class WrongCode {
  said = $state<string>();
  readonly #wanted: CodeKind;
  readonly #foreign: () => string;
  #looks = 0;

  /** `foreign` says that a code is not ours, in the words of the screen. */
  constructor(wanted: CodeKind, foreign: () => string) {
    this.#wanted = wanted;
    this.#foreign = foreign;
  }

  /** Takes the newest look of the camera. */
  see(status: CameraStatusView): void {
    const said = this.#wordsFor(status);
    this.#looks = said ? LOOKS : Math.max(0, this.#looks - 1);
    if (said) this.said = said;
    else if (this.#looks === 0) this.said = undefined;
  }

  #wordsFor({ code, foreign_code }: CameraStatusView): string | undefined {
    if (code && code.kind !== this.#wanted) {
      return presentError(new CommandError({ code: elsewhere[code.kind] })).text;
    }
    return foreign_code ? this.#foreign() : undefined;
  }
}
