import type { CommandTable, EventTable, FieldFindingView, Nothing, Problem } from './contract';

/** A command the host refused, or one that never reached it (`host.unreachable`). */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** A code of the contract, of this interface, or of a newer host. Never shown to anyone. */
  readonly code: string;
  /** Which fields, for `fields.invalid`. */
  readonly fields: readonly FieldFindingView[];
  /** Tries that remain, where tries are counted. */
  readonly triesLeft: number | undefined;
  /** When it is worth trying again (RFC 3339). */
  readonly until: string | undefined;

  constructor(problem: Omit<Problem, 'code'> & { code: string }) {
    super(problem.code);
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.triesLeft = problem.tries_left;
    this.until = problem.until;
  }
}

/** Arguments of `call`: may be left out where a command takes nothing, or only what is optional. */
export type ArgsOf<Args> = Nothing extends Args ? [args?: Args] : [args: Args];

/**
 * The only door to the host. The interface neither knows nor asks whether a window, a browser or a
 * test stands behind it.
 */
export interface Platform<Commands extends CommandTable, Events extends EventTable> {
  /** Runs a command; rejects with a `CommandError` and nothing else. */
  call<Name extends keyof Commands & string>(
    name: Name,
    ...args: ArgsOf<Commands[Name]['args']>
  ): Promise<Commands[Name]['result']>;

  /** Hears an event until the returned function is called. */
  subscribe<Name extends keyof Events & string>(
    name: Name,
    hear: (payload: Events[Name]) => void,
  ): () => void;

  /** Where an `<img>` finds frame number `frame` of a capture; changes with every frame. */
  previewUrl(session: string, frame: number): string;

  /** Calls back on the system's « back » (Android); the browser and desktop have their own keys. */
  onSystemBack(goBack: () => void): () => void;
}

/** Turns whatever a host threw into a `CommandError`, without leaking its text to the screen. */
export function toCommandError(thrown: unknown): CommandError {
  if (thrown instanceof CommandError) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const problem = thrown as Problem;
    if (typeof problem.code === 'string') return new CommandError(problem);
  }
  return new CommandError({ code: 'host.unreachable' });
}
