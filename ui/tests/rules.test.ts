import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findBreaches, type Source } from './rules';

const src = `${import.meta.dirname}/../src/`;
const sources: Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte|css)$/.test(path) && !path.startsWith('generated/'))
  .map((path) => ({ path, text: readFileSync(`${src}${path}`, 'utf8') }));

test('the_interface_keeps_its_rules', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(findBreaches(sources)).toEqual([]);
});

describe('each rule refuses its sample', () => {
  test.each([
    ['shell-import', 'journey/a.ts', "import { invoke } from '@tauri-apps/api/core';"],
    ['generated-import', 'components/A.svelte', "import type { X } from '../generated/wire';"],
    ['physical-css', 'components/A.svelte', '<style>p { margin-left: 1rem; }</style>'],
    ['physical-css', 'styles/a.css', 'p { text-align: right; }'],
    ['colour-literal', 'components/A.svelte', '<style>p { color: #fff; }</style>'],
    ['step-imports-step', 'journey/steps/phone/P.svelte', "import X from '../code/X.svelte';"],
    ['components-know-no-journey', 'components/A.svelte', "import X from '../journey/x';"],
    ['console-apart', 'journey/a.ts', "import X from '../console/x';"],
    ['raw-html', 'components/A.svelte', '{@html text}'],
    ['no-network', 'journey/a.ts', 'await fetch("/x")'],
    ['no-hidden-time', 'components/A.svelte', 'const now = Date.now();'],
  ])('%s in %s', (rule, path, text) => {
    expect(findBreaches([{ path, text }])).toEqual([`${rule}: ${path}`]);
  });
});

test('no_two_sheets_share_an_id', () => {
  // The help, with a sheet of its own, lies over every screen.
  const ids = sources
    .filter(({ path }) => path.endsWith('.svelte') && !path.endsWith('.story.svelte'))
    .flatMap(({ text }) => [...text.matchAll(/<\w*Sheet\s+id="([\w-]+)"/g)].map(([, id]) => id));
  expect(ids.length).toBeGreaterThan(8);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('every_component_and_step_has_its_story', () => {
  const inner = /(Field(Error|Group)?|Icon|Mark|Screen|Sheet)\.svelte$/;
  const paths = new Set(sources.map(({ path }) => path));
  const without = [...paths]
    .filter((path) => /^(components|journey\/steps|identity)\/.*[A-Z]\w+\.svelte$/.test(path))
    .filter((path) => !path.endsWith('.story.svelte'))
    // A step's own screen is called Screen too: only the component of that name is an inner one.
    .filter((path) => path.startsWith('journey/') || !inner.test(path) || /(Text|Phone|Code|Consent|LoginRequest)/.test(path))
    .filter((path) => !paths.has(path.replace('.svelte', '.story.svelte')));
  expect(without).toEqual([]);
});
