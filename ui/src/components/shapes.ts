/** The plain data that components are given: no domain words, texts already in the person's language. */

/** An entry of a type-ahead list. */
export interface Choice {
  /** What the host understands. */
  key: string;
  label: string;
  /** Tells namesakes apart: the département, the years a commune existed. */
  detail?: string;
  /** A heading above the first of its group: « Vouliez-vous dire… ». */
  group?: string;
}

/** A line of a list of answers. */
export interface Row {
  key: string;
  label: string;
  /** As the person typed it: never translated. Empty shows « Non indiqué ». */
  value: string;
  /** Said of the value, under it: where it comes from. */
  note?: string;
  /** What « Modifier » changes, after the verb: « la date de naissance ». Unique in the list. */
  changeWhat?: string;
}

/** A point in a course of events. */
export interface Moment {
  key: string;
  label: string;
  state: 'done' | 'current' | 'todo' | 'failed';
  /** When it happened, or who acts next: « à vous ». */
  detail?: string;
}

/** A file on its way. */
export interface Upload {
  key: string;
  /** What it is, in words: « Recto de la carte ». */
  name: string;
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'failed';
  sentBytes: number;
  totalBytes: number;
  /** Why it failed and what to do; only with `failed`. */
  problem?: string;
}

/** What a check saw in a picture. */
export interface PhotoFinding {
  key: string;
  /** « Nette », or « Reflet en haut à droite : … ». */
  text: string;
  isGood: boolean;
}

/** What the person is asked at this moment. */
export type Task =
  | { kind: 'place'; isGood: boolean }
  | { kind: 'countdown'; number: number }
  | { kind: 'digit'; digit: number; word: string; index: number; total: number }
  | { kind: 'paper'; digits: readonly number[] }
  | { kind: 'turn'; towards: 'left' | 'right'; progress: number }
  /** Something is held beside the face: no oval in the way. */
  | { kind: 'show' };
