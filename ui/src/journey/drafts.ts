/**
 * Entries not sent yet: « Retour » never erases one, and a killed app finds them again. The host keeps
 * them sealed on this device. A session that ends by itself leaves them to the person who comes back;
 * they are forgotten when that person signs out, or when another signs in.
 */
import type { Host } from '../platform';
import type { SeenCodeView } from '../platform/contract';

const kept = new Map<string, unknown>();

/** Entries of the journey's forms, and what was in doubt of photos that were sent. Everything else – links, codes, where to go next – ends with the window. */
const LASTING: ReadonlySet<string> = new Set([
  'birthplace',
  'capture_kind',
  'conditions.adult',
  'conditions.document',
  'document',
  'document.at',
  'document.read',
  'document_kind',
  'document_origin',
  'identification',
  'method',
  'phone',
  'photo.doubts',
  'tasks_movement',
  'tasks_way',
]);

/** Milliseconds of rest before entries are handed to the host: a word, not each of its letters. */
const REST = 400;

let keeper: Pick<Host, 'call'> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** What was being entered under `name`, or `empty` the first time. */
export function recall<Entry>(name: string, empty: Entry): Entry {
  return kept.has(name) ? (kept.get(name) as Entry) : empty;
}

/** Keeps an entry as it is now. */
export function keep(name: string, entry: unknown): void {
  kept.set(name, entry);
  if (LASTING.has(name)) handOverSoon();
}

/** A code whose link launched the app waits under `link.handoff`, `link.login` or `link.letter`. */
export function keepLink(seen: SeenCodeView | undefined): void {
  if (seen) keep(`link.${seen.kind}`, seen.code);
}

/** Forgets one entry, once the host has it. */
export function forget(name: string): void {
  if (kept.delete(name) && LASTING.has(name)) handOverSoon();
}

/**
 * Forgets the document's entries and where among its pages the person was, once the host has them. What the camera
 * read stays until the declaration is confirmed: a field that comes back to it holds it again.
 */
export function forgetDocument(): void {
  forget('document');
  forget('document.at');
}

/** Forgets everything: signed out, started over, confirmed for good, or another person is here. */
export function forgetAll(): void {
  kept.clear();
  if (keeper) handOverSoon();
}

/**
 * From here on `host` keeps the entries; what it kept before the app ended comes back. Entries typed in
 * this window win. A host that cannot is no reason to stop anybody: entries then live with the window.
 */
export async function keepWith(host: Pick<Host, 'call'>): Promise<void> {
  if (keeper === host) return;
  const { entries } = await host.call('recall_entries').catch(() => ({ entries: undefined }));
  for (const [name, entry] of entriesOf(entries)) if (!kept.has(name)) kept.set(name, entry);
  keeper = host;
}

/** Until the next `keepWith` nothing is handed over: nobody is signed in any more. */
export function keepAlone(): void {
  clearTimeout(timer);
  keeper = undefined;
}

function entriesOf(text: string | undefined): [string, unknown][] {
  try {
    const all: unknown = JSON.parse(text ?? '{}');
    if (typeof all !== 'object' || all === null) return [];
    return Object.entries(all).filter(([name]) => LASTING.has(name));
  } catch {
    return [];
  }
}

function handOverSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void handOver(), REST);
}

async function handOver(): Promise<void> {
  const lasting = Object.fromEntries([...kept].filter(([name]) => LASTING.has(name)));
  await keeper?.call('keep_entries', { entries: JSON.stringify(lasting) }).catch(() => undefined);
}
