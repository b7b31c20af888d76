/**
 * Entries not sent yet, kept while the window lives: « Retour » never erases one. They are personal,
 * so they stay in memory only and are forgotten with the session.
 */
const kept = new Map<string, unknown>();

/** What was being entered under `name`, or `empty` the first time. */
export function recall<Entry>(name: string, empty: Entry): Entry {
  return kept.has(name) ? (kept.get(name) as Entry) : empty;
}

/** Keeps an entry as it is now. */
export function keep(name: string, entry: unknown): void {
  kept.set(name, entry);
}

/** Forgets one entry, once the host has it. */
export function forget(name: string): void {
  kept.delete(name);
}

/** Forgets everything: signed out, started over, or confirmed for good. */
export function forgetAll(): void {
  kept.clear();
}
