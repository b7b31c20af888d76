import type { Host } from '../platform';
import type { SignedInView } from '../platform/contract';
import { toCommandError } from '../platform/types';

/** Runs a way in; nothing when it would cost another account what hangs on this device's key, which is asked first. */
export async function unlessAnother(
  enter: () => Promise<SignedInView>,
): Promise<SignedInView | undefined> {
  try {
    return await enter();
  } catch (thrown) {
    if (toCommandError(thrown).code === 'account.another') return undefined;
    throw thrown;
  }
}

/** They answer `session.missing` to someone who is signed in and has not unlocked yet. */
const NEEDS_UNLOCKED = new Set<string>(['keep_entries', 'recall_entries']);

/** The host, with whatever screen asks: an ended session is noticed by the first answer that tells it. */
export function withoutSession(host: Host, onended: () => void): Host {
  return {
    subscribe: (...args) => host.subscribe(...args),
    previewUrl: (...args) => host.previewUrl(...args),
    onSystemBack: (...args) => host.onSystemBack(...args),
    async call(name, ...args) {
      try {
        return await host.call(name, ...args);
      } catch (thrown) {
        const { code } = toCommandError(thrown);
        if (code === 'session.missing' && !NEEDS_UNLOCKED.has(name)) onended();
        throw thrown;
      }
    },
  };
}
