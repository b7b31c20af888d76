import type { CommandError } from '../platform/types';

/** How loud an error is. `blocking` takes the whole screen; the others stay on it. */
export type Severity = 'info' | 'warning' | 'error' | 'blocking';

/** What the person can do next; a screen turns it into its button. */
export type NextAction =
  /** Mend what was typed, here. */
  | 'correct'
  /** Send the same thing again. */
  | 'retry'
  /** Wait until the instant given; the screen counts down. */
  | 'wait'
  /** Ask for a fresh code or link. */
  | 'renew'
  /** Take the picture or video again. */
  | 'capture_again'
  /** Fetch where the journey stands and go there. */
  | 'refresh'
  | 'sign_in'
  | 'open_settings'
  | 'in_person'
  | 'update_app'
  | 'ask_help'
  /** Nothing is asked of anyone. */
  | 'none';

/** The only facts that may enter an error's sentence. */
export interface ErrorDetails {
  /** Tries that remain; zero when they are not counted. */
  triesLeft: number;
  /** RFC 3339, when it is worth trying again. */
  until: string | undefined;
}

/** One row of the table: everything the interface knows about an error code. */
export interface Presentation {
  severity: Severity;
  /** What happened and what to do now, in the current language; called when shown. */
  text: (details: ErrorDetails) => string;
  action: NextAction;
}

/** Total by type: adding a code to the union without a row here does not compile. */
export type ErrorTable<Code extends string> = Readonly<Record<Code, Presentation>>;

/** An error ready for a screen. */
export interface PresentedError {
  code: string;
  severity: Severity;
  text: string;
  action: NextAction;
}

/**
 * A function that presents any refusal with `table`. A code the table lacks (a newer server) gets
 * the row `fallback`: never a raw code, never « erreur inconnue ».
 */
export function presenter<Code extends string>(
  table: ErrorTable<Code>,
  fallback: NoInfer<Code>,
): (error: Pick<CommandError, 'code' | 'triesLeft' | 'until'>) => PresentedError {
  return ({ code, triesLeft, until }) => {
    const row = Object.hasOwn(table, code) ? table[code as Code] : table[fallback];
    return {
      code,
      severity: row.severity,
      text: row.text({ triesLeft: triesLeft ?? 0, until }),
      action: row.action,
    };
  };
}
