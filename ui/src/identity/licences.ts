/** A library that the interface ships, with its licence (SPDX). */
export interface Licence {
  name: string;
  version: string;
  licence: string;
}

/** Every direct dependency of the bundle; a test holds this list against the lock file. */
export const LICENCES: readonly Licence[] = [
  { name: '@fontsource-variable/atkinson-hyperlegible-next', version: '5.3.0', licence: 'OFL-1.1' },
  { name: '@lucide/svelte', version: '1.48.0', licence: 'ISC' },
  { name: '@tauri-apps/api', version: '2.12.5', licence: 'Apache-2.0 OR MIT' },
  { name: 'bits-ui', version: '2.21.0', licence: 'MIT' },
  { name: 'svelte', version: '5.57.3', licence: 'MIT' },
];
