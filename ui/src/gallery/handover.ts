import { systemClock } from '../platform/clock';
import type { HandoverState, HandoverView } from '../platform/contract';

/** « https://sceau.example/continuer/7KQ4M2XD », as the server draws it. */
const qr_path = [
  'M0 0h7v1h-7zM8 0h4v1h-4zM14 0h1v1h-1zM16 0h1v1h-1zM18 0h1v1h-1zM22 0h7v1h-7zM0 1h1v1h-1zM6',
  ' 1h1v1h-1zM10 1h4v1h-4zM17 1h3v1h-3zM22 1h1v1h-1zM28 1h1v1h-1zM0 2h1v1h-1zM2 2h3v1h-3zM6 2',
  'h1v1h-1zM9 2h2v1h-2zM14 2h2v1h-2zM17 2h4v1h-4zM22 2h1v1h-1zM24 2h3v1h-3zM28 2h1v1h-1zM0 3h',
  '1v1h-1zM2 3h3v1h-3zM6 3h1v1h-1zM8 3h1v1h-1zM10 3h1v1h-1zM12 3h2v1h-2zM15 3h1v1h-1zM18 3h2v',
  '1h-2zM22 3h1v1h-1zM24 3h3v1h-3zM28 3h1v1h-1zM0 4h1v1h-1zM2 4h3v1h-3zM6 4h1v1h-1zM8 4h1v1h-',
  '1zM12 4h2v1h-2zM15 4h1v1h-1zM17 4h2v1h-2zM20 4h1v1h-1zM22 4h1v1h-1zM24 4h3v1h-3zM28 4h1v1h',
  '-1zM0 5h1v1h-1zM6 5h1v1h-1zM8 5h2v1h-2zM11 5h2v1h-2zM14 5h1v1h-1zM16 5h2v1h-2zM19 5h1v1h-1',
  'zM22 5h1v1h-1zM28 5h1v1h-1zM0 6h7v1h-7zM8 6h1v1h-1zM10 6h1v1h-1zM12 6h1v1h-1zM14 6h1v1h-1z',
  'M16 6h1v1h-1zM18 6h1v1h-1zM20 6h1v1h-1zM22 6h7v1h-7zM8 7h1v1h-1zM10 7h1v1h-1zM12 7h1v1h-1z',
  'M15 7h4v1h-4zM20 7h1v1h-1zM0 8h1v1h-1zM4 8h1v1h-1zM6 8h4v1h-4zM11 8h3v1h-3zM16 8h2v1h-2zM1',
  '9 8h7v1h-7zM28 8h1v1h-1zM1 9h1v1h-1zM3 9h1v1h-1zM7 9h1v1h-1zM9 9h2v1h-2zM16 9h3v1h-3zM21 9',
  'h8v1h-8zM6 10h4v1h-4zM11 10h2v1h-2zM15 10h1v1h-1zM18 10h1v1h-1zM22 10h1v1h-1zM28 10h1v1h-1',
  'zM0 11h1v1h-1zM4 11h1v1h-1zM7 11h1v1h-1zM9 11h4v1h-4zM16 11h2v1h-2zM20 11h1v1h-1zM22 11h2v',
  '1h-2zM25 11h1v1h-1zM27 11h2v1h-2zM1 12h1v1h-1zM3 12h5v1h-5zM9 12h3v1h-3zM13 12h1v1h-1zM15 ',
  '12h1v1h-1zM17 12h1v1h-1zM20 12h1v1h-1zM27 12h1v1h-1zM2 13h1v1h-1zM7 13h3v1h-3zM12 13h3v1h-',
  '3zM16 13h1v1h-1zM22 13h7v1h-7zM2 14h2v1h-2zM5 14h4v1h-4zM10 14h1v1h-1zM14 14h2v1h-2zM17 14',
  'h2v1h-2zM25 14h2v1h-2zM28 14h1v1h-1zM0 15h4v1h-4zM7 15h1v1h-1zM9 15h3v1h-3zM17 15h1v1h-1zM',
  '21 15h1v1h-1zM27 15h2v1h-2zM1 16h1v1h-1zM4 16h1v1h-1zM6 16h1v1h-1zM12 16h3v1h-3zM16 16h2v1',
  'h-2zM19 16h1v1h-1zM21 16h1v1h-1zM27 16h1v1h-1zM0 17h2v1h-2zM3 17h1v1h-1zM5 17h1v1h-1zM7 17',
  'h1v1h-1zM11 17h5v1h-5zM17 17h2v1h-2zM22 17h4v1h-4zM27 17h2v1h-2zM3 18h2v1h-2zM6 18h2v1h-2z',
  'M9 18h2v1h-2zM12 18h1v1h-1zM15 18h1v1h-1zM17 18h1v1h-1zM20 18h1v1h-1zM22 18h1v1h-1zM24 18h',
  '1v1h-1zM26 18h1v1h-1zM28 18h1v1h-1zM2 19h2v1h-2zM5 19h1v1h-1zM7 19h2v1h-2zM12 19h1v1h-1zM1',
  '7 19h2v1h-2zM20 19h1v1h-1zM22 19h2v1h-2zM27 19h2v1h-2zM0 20h3v1h-3zM4 20h5v1h-5zM11 20h5v1',
  'h-5zM17 20h1v1h-1zM20 20h6v1h-6zM28 20h1v1h-1zM8 21h1v1h-1zM10 21h1v1h-1zM12 21h1v1h-1zM14',
  ' 21h2v1h-2zM17 21h4v1h-4zM24 21h1v1h-1zM28 21h1v1h-1zM0 22h7v1h-7zM8 22h2v1h-2zM11 22h6v1h',
  '-6zM18 22h3v1h-3zM22 22h1v1h-1zM24 22h3v1h-3zM28 22h1v1h-1zM0 23h1v1h-1zM6 23h1v1h-1zM13 2',
  '3h1v1h-1zM16 23h2v1h-2zM19 23h2v1h-2zM24 23h1v1h-1zM27 23h2v1h-2zM0 24h1v1h-1zM2 24h3v1h-3',
  'zM6 24h1v1h-1zM8 24h1v1h-1zM10 24h2v1h-2zM13 24h1v1h-1zM16 24h2v1h-2zM19 24h7v1h-7zM28 24h',
  '1v1h-1zM0 25h1v1h-1zM2 25h3v1h-3zM6 25h1v1h-1zM13 25h4v1h-4zM20 25h2v1h-2zM28 25h1v1h-1zM0',
  ' 26h1v1h-1zM2 26h3v1h-3zM6 26h1v1h-1zM9 26h7v1h-7zM17 26h2v1h-2zM25 26h4v1h-4zM0 27h1v1h-1',
  'zM6 27h1v1h-1zM9 27h1v1h-1zM11 27h1v1h-1zM15 27h1v1h-1zM17 27h2v1h-2zM20 27h2v1h-2zM24 27h',
  '2v1h-2zM27 27h2v1h-2zM0 28h7v1h-7zM8 28h2v1h-2zM12 28h1v1h-1zM17 28h1v1h-1zM20 28h1v1h-1zM',
  '24 28h1v1h-1zM27 28h1v1h-1z',
].join('');

/** A handover as the host answers it. */
export const handoverAt = (
  state: HandoverState,
  more: Partial<HandoverView> = {},
): HandoverView => ({
  state,
  is_giver: true,
  number: 42,
  expires_at: new Date(systemClock.now() + 3_600_000).toISOString(),
  is_other_here: true,
  awaits_approval: false,
  took_over: false,
  ...(state === 'offered'
    ? {
        code: {
          link: 'https://sceau.example/continuer/7KQ4M2XD',
          typed: 'ABCD-2345',
          qr_path,
          qr_size: 29,
          expires_at: new Date(systemClock.now() + 60_000).toISOString(),
        },
      }
    : {}),
  ...more,
});
