import type { Alert } from '../components/host';
import { m } from '../i18n/messages';

interface Facts {
  isTest: boolean;
  isOffline: boolean;
  hasMoved: boolean;
}

/** The lines that stay in sight on every screen, most lasting first. */
export function alertsFor({ isTest, isOffline, hasMoved }: Facts): Alert[] {
  const lines: (Alert | false)[] = [
    isTest && { key: 'test', kind: 'warning', text: m.alert_test() },
    isOffline && { key: 'offline', kind: 'warning', text: m.alert_offline() },
    hasMoved && { key: 'moved', kind: 'info', text: m.error_journey_moved() },
  ];
  return lines.filter((line) => line !== false);
}
