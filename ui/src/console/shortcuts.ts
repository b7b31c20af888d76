import { CHECKLIST } from './checklist';

const STORE_KEY = 'sceau.console.keys';

/** What a key asks for. */
export type Command =
  | { do: 'item'; index: number }
  | { do: 'answer'; answer: 'yes' | 'no' | 'unsure' }
  | { do: 'second'; by: -1 | 1 }
  | { do: 'frame'; by: -1 | 1 }
  | { do: 'take' | 'help' | 'play' | 'zoom' | 'rotate' | 'straighten' | 'note' | 'approve' | 'ask_again' | 'refuse' };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const letters: Readonly<Record<string, Command>> = {
  c: { do: 'take' },
  o: { do: 'answer', answer: 'yes' },
  n: { do: 'answer', answer: 'no' },
  u: { do: 'answer', answer: 'unsure' },
  z: { do: 'zoom' },
  r: { do: 'rotate' },
  d: { do: 'straighten' },
  m: { do: 'note' },
  a: { do: 'approve' },
  e: { do: 'ask_again' },
  x: { do: 'refuse' },
  '?': { do: 'help' },
  ' ': { do: 'play' },
  arrowleft: { do: 'second', by: -1 },
  arrowright: { do: 'second', by: 1 },
  ',': { do: 'frame', by: -1 },
  '.': { do: 'frame', by: 1 },
};

/**
 * What a key means; nothing with a modifier. Digits go by their place: on a French keyboard they
 * need Shift, and the unshifted sixth key already writes the « - » of item 11.
 */
export function commandOf(press: Press): Command | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const known = letters[press.key.toLowerCase()];
  if (known) return known;
  const place = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  const minus = /^(?:Minus|NumpadSubtract)$/.test(press.code) ? '-' : undefined;
  const key = place ?? minus ?? press.key;
  const index = CHECKLIST.findIndex((item) => item.key === key);
  return index < 0 ? undefined : { do: 'item', index };
}

/** Whether the focused element needs the key itself: typing, or its own arrows and space. */
export function belongsTo(target: EventTarget | null, command: Command): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=range])')) {
    return true;
  }
  if (command.do === 'play') return target.matches('button, input, a, summary');
  if (command.do === 'second') return target.matches('input, [data-scrolls]');
  return false;
}

/** Whether single keys are on; they can be turned off (WCAG 2.1.4). */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(STORE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers the choice on this device. */
export function rememberKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORE_KEY, isOn ? 'on' : 'off');
  } catch {
    // Storage refused: the choice lasts until the page closes.
  }
}
