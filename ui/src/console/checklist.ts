import { m } from '../i18n/messages';
import type { ReasonCode } from './reasons';

/** One question about the evidence. */
export interface CheckItem {
  /** 1 to 11. */
  number: number;
  text: () => string;
  /** What is written on the key that leads to it. */
  key: string;
  /** Reasons that a « Non » preselects; the verdict keeps those that fit it. */
  suggests: readonly ReasonCode[];
}

const item = (
  number: number,
  text: () => string,
  key: string,
  ...suggests: ReasonCode[]
): CheckItem => ({ number, text, key, suggests });

/** The eleven questions, in the order the service expects their answers. */
export const CHECKLIST: readonly CheckItem[] = [
  item(1, m.console_check_1, '1', 'doc.unreadable'),
  item(2, m.console_check_2, '2', 'doc.not_original', 'doc.forged'),
  item(3, m.console_check_3, '3', 'doc.kind'),
  item(4, m.console_check_4, '4', 'data.mismatch'),
  item(5, m.console_check_5, '5', 'doc.expired'),
  item(6, m.console_check_6, '6', 'doc.unreadable', 'doc.forged'),
  item(7, m.console_check_7, '7', 'face.unclear', 'face.mismatch'),
  item(8, m.console_check_8, '8', 'face.unclear', 'attack.replay'),
  item(9, m.console_check_9, '9', 'digits.wrong'),
  item(10, m.console_check_10, '0', 'task.missing'),
  item(11, m.console_check_11, '-', 'face.multi', 'coercion'),
];
