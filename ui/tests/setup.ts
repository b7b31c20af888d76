import { afterEach } from 'vitest';
import { resetPreferences } from '../src/i18n/preferences.svelte';

afterEach(() => {
  localStorage.clear();
  resetPreferences();
});
