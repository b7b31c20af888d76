import type { BrowserView } from '../platform/contract';
import { m } from './messages';

/** « Firefox sur Linux », "Firefox on Linux", or as much of it as is known. */
export function browserName({ application, system }: BrowserView): string {
  if (application !== undefined && system !== undefined)
    return m.browser_on({ application, system });
  return application ?? (system === undefined ? m.browser_unknown() : m.browser_some({ system }));
}

/** Where a browser is, as far as the server can tell: a code in words, or the place's own name. */
export function placeName({ place }: BrowserView): string {
  if (place === 'local') return m.place_local();
  return place === 'unknown' || place === '' ? m.request_place_unknown() : place;
}
