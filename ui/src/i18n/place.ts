import { m } from './messages';

/** Where a browser is, as far as the server can tell: a code in words, or the place's own name. */
export function placeName(place: string): string {
  if (place === 'local') return m.place_local();
  return place === 'unknown' || place === '' ? m.request_place_unknown() : place;
}
