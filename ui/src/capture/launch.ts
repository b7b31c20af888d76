import type { Host } from '../platform';
import type { StartView } from '../platform/contract';

const known = new WeakMap<Host, Promise<StartView | undefined>>();

/** What the host said at launch: where frames come from, which system this is. Asked once. */
export function launchOf(host: Host): Promise<StartView | undefined> {
  const before = known.get(host);
  if (before) return before;
  const asked = host.call('start').catch(() => undefined);
  known.set(host, asked);
  return asked;
}
