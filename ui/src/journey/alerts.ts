import type { Alert } from '../components/host';
import { m } from '../i18n/messages';

interface Facts {
  isTest: boolean;
  isOffline: boolean;
  hasMoved: boolean;
  /** The computer that signed this device in does not answer any more. */
  isComputerGone: boolean;
  /** It does, and nothing is left to do here. */
  mayReturn: boolean;
}

/** The lines that stay in sight on every screen, most lasting first. */
export function alertsFor(facts: Facts): Alert[] {
  const { isTest, isOffline, hasMoved, isComputerGone, mayReturn } = facts;
  const lines: (Alert | false)[] = [
    isTest && { key: 'test', kind: 'warning', text: m.alert_test() },
    isOffline && { key: 'offline', kind: 'warning', text: m.alert_offline() },
    hasMoved && { key: 'moved', kind: 'info', text: m.error_journey_moved() },
    isComputerGone && { key: 'computer-gone', kind: 'info', text: m.alert_computer_gone() },
    mayReturn && { key: 'computer-here', kind: 'info', text: m.alert_computer_here() },
  ];
  return lines.filter((line) => line !== false);
}
