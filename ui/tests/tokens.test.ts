import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blend, contrast, readThemes } from './tokens';

const css = readFileSync(`${import.meta.dirname}/../src/styles/tokens.css`, 'utf8');
const themes = readThemes(css);

/** WCAG 1.4.3 for text, 1.4.11 for borders, icons and focus. */
const TEXT = 4.5;
const SHAPE = 3;

/** Every pair of the visual language that is used: foreground, background, minimum. */
const pairs: [string, string, number][] = [
  ...['bg', 'surface', 'surface-2'].flatMap((under): [string, string, number][] => [
    ['text', under, TEXT],
    ['text-2', under, TEXT],
    ['border', under, SHAPE],
    ['focus', under, SHAPE],
  ]),
  ['brand', 'bg', TEXT],
  ['brand', 'surface', TEXT],
  ['brand', 'brand-soft', TEXT],
  ['text', 'brand-soft', TEXT],
  ['text-2', 'brand-soft', TEXT],
  ['on-brand', 'brand', TEXT],
  ['on-brand', 'brand-pressed', TEXT],
  ['on-error', 'error', TEXT],
  ['warning', 'brand-soft', SHAPE],
  ...['success', 'warning', 'error', 'info'].flatMap((role): [string, string, number][] => [
    [role, 'surface', TEXT],
    [role, 'bg', TEXT],
    [role, `${role}-soft`, TEXT],
    ['text', `${role}-soft`, TEXT],
  ]),
  ['camera-text', 'camera-bg', TEXT],
  ['camera-adjust', 'camera-bg', TEXT],
  ['camera-hold', 'camera-bg', TEXT],
  ['camera-hold-on-light', 'camera-text', SHAPE],
];

describe.each(Object.entries(themes))('in the %s theme', (_name, colours) => {
  test.each(pairs)('%s on %s has at least %s : 1', (over, under, minimum) => {
    expect(contrast(colours[over]!, colours[under]!)).toBeGreaterThanOrEqual(minimum);
  });

  // The rings are drawn around a control, so what counts is the colour they are drawn on.
  test.each(['bg', 'surface', 'surface-2', 'brand-soft', 'error-soft', 'warning-soft', 'camera-bg'])(
    'one of the two focus rings shows on %s',
    (under) => {
      const rings = ['focus', 'focus-amber'].map((ring) => contrast(colours[ring]!, colours[under]!));
      expect(Math.max(...rings)).toBeGreaterThanOrEqual(SHAPE);
    },
  );

  test.each(['camera-text', 'camera-adjust', 'camera-hold'])(
    '%s can be read on the scrim over a white picture',
    (over) => {
      expect(contrast(colours[over]!, blend(colours['scrim']!, '#ffffff'))).toBeGreaterThanOrEqual(TEXT);
    },
  );
});

test('both_themes_name_the_same_colours', () => {
  const [light, dark] = [themes.light, themes.dark].map((theme) => Object.keys(theme).sort());
  expect(dark).toEqual(light);
});

test('the_formula_gives_the_ratios_of_the_standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#8a8694', '#ffffff')).toBeLessThan(TEXT); // A pair that must fail as text.
});
