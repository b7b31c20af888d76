import type { Host } from '../platform';
import { toCommandError } from '../platform/types';
import type { Place } from './controller.svelte';

/** Places of someone signed in: a session that ended leads from there to sign-in. */
export const SIGNED_IN: ReadonlySet<string> = new Set<Place['at']>([
  'starting',
  'secret_code',
  'unlock',
  'other_device',
  'awaiting',
  'moved',
  'erase_account',
  'resume',
  'journey',
]);
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
