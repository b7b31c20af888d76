/**
 * Line drawings, 160 × 120. `soft` is filled with the brand's soft tone, `line` is drawn 2 px wide,
 * `accent` is drawn in amber tone of the warning role. No face has features or a skin.
 */
export interface Drawing {
  soft: string;
  line: string;
  accent?: string;
}

const CARD = 'M26 24h92l18 18v48a8 8 0 0 1-8 8H26a8 8 0 0 1-8-8V32a8 8 0 0 1 8-8Z';
const PORTRAIT = 'M42 52a8 8 0 1 0 16 0a8 8 0 1 0-16 0ZM34 78c1-10 8-13 16-13s15 3 16 13Z';
const ENVELOPE = 'M30 36h100a6 6 0 0 1 6 6v52a6 6 0 0 1-6 6H30a6 6 0 0 1-6-6V42a6 6 0 0 1 6-6Z';
const PHONE = 'M62 12h36a8 8 0 0 1 8 8v80a8 8 0 0 1-8 8H62a8 8 0 0 1-8-8V20a8 8 0 0 1 8-8Z';
const SHEET = 'M48 14h50l16 16v70a6 6 0 0 1-6 6H48a6 6 0 0 1-6-6V20a6 6 0 0 1 6-6Z';
const OVAL = 'M80 14c21 0 34 18 34 43s-14 49-34 49s-34-24-34-49s13-43 34-43Z';

export const drawings = {
  card: {
    soft: CARD,
    line: `${CARD}M118 24v12a6 6 0 0 0 6 6h12${PORTRAIT}M78 56h42M78 66h34M78 76h22`,
  },
  cardBack: {
    soft: CARD,
    line: `${CARD}M118 24v12a6 6 0 0 0 6 6h12M34 40h30M34 50h22M78 48a9 9 0 1 0 18 0a9 9 0 1 0-18 0ZM30 70h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8M30 80h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8M30 90h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8`,
  },
  cardOld: {
    soft: CARD,
    line: `${CARD}M118 24v12a6 6 0 0 0 6 6h12M36 40h18v24H36ZM66 48h36M66 58h26M30 78h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8M30 88h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8m4 0h8`,
  },
  passport: {
    soft: 'M50 12h48l16 16v72a8 8 0 0 1-8 8H50a8 8 0 0 1-8-8V20a8 8 0 0 1 8-8Z',
    line: 'M50 12h48l16 16v72a8 8 0 0 1-8 8H50a8 8 0 0 1-8-8V20a8 8 0 0 1 8-8ZM98 12v10a6 6 0 0 0 6 6h10M58 54a20 20 0 1 0 40 0a20 20 0 1 0-40 0ZM58 54h40M78 34c-12 12-12 28 0 40c12-12 12-28 0-40ZM62 90h32',
  },
  permit: {
    soft: CARD,
    line: `${CARD}M118 24v12a6 6 0 0 0 6 6h12${PORTRAIT}M78 56h24M78 66h18M78 76h14M108 74a11 11 0 1 0 22 0a11 11 0 1 0-22 0Z`,
    accent: 'M113 74l4 4l8-8',
  },
  letter: {
    soft: ENVELOPE,
    line: `${ENVELOPE}M26 40l48 34a10 10 0 0 0 12 0l48-34`,
    accent: 'M66 88a14 14 0 1 0 28 0a14 14 0 1 0-28 0ZM74 88l4 4l8-8',
  },
  phone: {
    soft: PHONE,
    line: `${PHONE}M72 98h16M64 40h32a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4H76l-8 8v-8h-4a4 4 0 0 1-4-4V44a4 4 0 0 1 4-4Z`,
    accent: 'M70 53h.1M80 53h.1M90 53h.1',
  },
  computer: {
    soft: 'M30 26h76a6 6 0 0 1 6 6v48H24V32a6 6 0 0 1 6-6Z',
    line: 'M112 58V32a6 6 0 0 0-6-6H30a6 6 0 0 0-6 6v48h72M12 80h84M12 80v4a8 8 0 0 0 8 8h76M108 58h28a6 6 0 0 1 6 6v38a6 6 0 0 1-6 6h-28a6 6 0 0 1-6-6V64a6 6 0 0 1 6-6ZM118 100h8',
    accent: 'M48 44h10v10H48ZM66 44h10v10H66ZM48 62h10v8H48ZM68 64h8',
  },
  face: {
    soft: OVAL,
    line: `${OVAL}M30 30v-8a8 8 0 0 1 8-8h8M114 14h8a8 8 0 0 1 8 8v8M130 90v8a8 8 0 0 1-8 8h-8M46 106h-8a8 8 0 0 1-8-8v-8`,
    accent: 'M66 60h28m-8-8l8 8l-8 8',
  },
  speak: {
    soft: 'M34 22h80a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H66L46 100V82H34a8 8 0 0 1-8-8V30a8 8 0 0 1 8-8Z',
    line: 'M34 22h80a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H66L46 100V82H34a8 8 0 0 1-8-8V30a8 8 0 0 1 8-8ZM134 38c6 8 6 20 0 28',
    accent: 'M46 46v12M58 40v24M70 34v36M82 42v20M94 38v28M104 48v8',
  },
  paper: {
    soft: SHEET,
    line: `${SHEET}M98 14v10a6 6 0 0 0 6 6h10M56 88h34`,
    accent: 'M56 50h10l-7 20M74 56l8-6v20M92 52c4-4 10-1 10 3c0 6-10 8-10 15h11',
  },
  light: {
    soft: 'M80 22c17 0 28 12 28 27c0 11-7 17-11 24H63c-4-7-11-13-11-24c0-15 11-27 28-27Z',
    line: 'M80 22c17 0 28 12 28 27c0 11-7 17-11 24H63c-4-7-11-13-11-24c0-15 11-27 28-27ZM64 84h32M68 95h24M74 106h12',
    accent: 'M80 4v8M122 49h10M28 49h10M46 16l6 6M114 16l-6 6',
  },
  desk: {
    soft: 'M22 76h116v10H22Z',
    line: 'M22 76h116v10H22ZM32 86v22M128 86v22M42 34a10 10 0 1 0 20 0a10 10 0 1 0-20 0ZM32 76c0-18 8-26 20-26s20 8 20 26M98 34a10 10 0 1 0 20 0a10 10 0 1 0-20 0ZM88 76c0-18 8-26 20-26s20 8 20 26',
    accent: 'M74 70h12',
  },
  clock: {
    soft: 'M36 60a44 44 0 1 0 88 0a44 44 0 1 0-88 0Z',
    line: 'M36 60a44 44 0 1 0 88 0a44 44 0 1 0-88 0ZM80 24v6M80 90v6M44 60h6M110 60h6',
    accent: 'M80 36v24l16 12',
  },
  seal: {
    soft: 'M80 10c8 0 11 8 18 10s15-1 20 4s2 13 6 20s12 9 12 18s-8 11-12 18s1 15-6 20s-13 2-20 4s-10 10-18 10s-11-8-18-10s-15 1-20-4s-2-13-6-20s-12-9-12-18s8-11 12-18s-1-15 6-20s13-2 20-4s10-10 18-10Z',
    line: 'M80 10c8 0 11 8 18 10s15-1 20 4s2 13 6 20s12 9 12 18s-8 11-12 18s1 15-6 20s-13 2-20 4s-10 10-18 10s-11-8-18-10s-15 1-20-4s-2-13-6-20s-12-9-12-18s8-11 12-18s-1-15 6-20s13-2 20-4s10-10 18-10ZM60 38h28l12 12v30a4 4 0 0 1-4 4H60a4 4 0 0 1-4-4V42a4 4 0 0 1 4-4ZM88 38v8a4 4 0 0 0 4 4h8',
    accent: 'M66 64l8 8l16-16',
  },
} as const satisfies Record<string, Drawing>;

export type IllustrationName = keyof typeof drawings;
