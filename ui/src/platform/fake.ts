import type { CommandTable, EventTable } from './contract';
import { CommandError, type Platform } from './types';

/** Answers a test gives, by command name: a value, or a function of the arguments. */
export type Answers<C extends CommandTable> = {
  [Name in keyof C]?: (args: C[Name]['args']) => C[Name]['result'] | Promise<C[Name]['result']>;
};

/** A host that records what was asked and answers what the test wrote down; nothing else. */
export interface FakePlatform<C extends CommandTable, E extends EventTable>
  extends Platform<C, E> {
  /** Every call so far, in order. */
  readonly calls: readonly { name: keyof C & string; args: unknown }[];
  /** Lets every subscriber of `name` hear `payload`. */
  emit<Name extends keyof E & string>(name: Name, payload: E[Name]): void;
  /** Presses the system's back button. */
  pressBack(): void;
}

/** Throws what a refused command throws; for use inside an answer. */
export function refuse(problem: ConstructorParameters<typeof CommandError>[0]): never {
  throw new CommandError(problem);
}

/** A command without an answer is refused with `fake.unanswered`, so that no call passes unseen. */
export function fakePlatform<C extends CommandTable, E extends EventTable>(
  answers: Answers<C>,
): FakePlatform<C, E> {
  const calls: { name: keyof C & string; args: unknown }[] = [];
  const hearers = new Map<string, Set<(payload: never) => void>>();
  const backs = new Set<() => void>();

  return {
    calls,
    async call(name, ...args) {
      calls.push({ name, args: args[0] });
      const answer = answers[name];
      if (!answer) throw new CommandError({ code: 'fake.unanswered' });
      return answer(args[0] as C[typeof name]['args']);
    },
    subscribe(name, hear) {
      const set = hearers.get(name) ?? new Set();
      hearers.set(name, set.add(hear));
      return () => set.delete(hear);
    },
    emit(name, payload) {
      for (const hear of hearers.get(name) ?? []) hear(payload as never);
    },
    previewUrl: (session, frame) => `fake:${session}/${frame}`,
    onSystemBack(goBack) {
      backs.add(goBack);
      return () => backs.delete(goBack);
    },
    pressBack() {
      for (const goBack of backs) goBack();
    },
  };
}
