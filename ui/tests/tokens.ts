/** Reads the colours of tokens.css and compares them by the WCAG formula. */

export type Colours = Record<string, string>;

/** The colours declared in one rule. */
function coloursIn(css: string, selector: string): Colours {
  const from = css.indexOf(selector);
  if (from < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const body = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from));
  const found = body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6}|rgb\([^)]*\))\s*;/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
}

/** Both themes, complete: the dark one inherits what it does not redefine. */
export function readThemes(css: string): { light: Colours; dark: Colours } {
  const light = coloursIn(css, ':root {');
  return { light, dark: { ...light, ...coloursIn(css, ":root[data-theme='dark'],\n.camera {") } };
}

type Rgba = [red: number, green: number, blue: number, alpha: number];

function parse(colour: string): Rgba {
  if (colour.startsWith('#')) {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return [red!, green!, blue!, 1];
  }
  const [red, green, blue, percent] = colour.match(/[\d.]+/g)!.map(Number);
  return [red!, green!, blue!, (percent ?? 100) / 100];
}

/** What a translucent colour looks like over an opaque one, as `#rrggbb`. */
export function blend(over: string, under: string): string {
  const [r, g, b, alpha] = parse(over);
  const below = parse(under);
  const mixed = [r, g, b].map((part, at) => Math.round(part * alpha + below[at]! * (1 - alpha)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = parse(colour)
    .slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(first: string, second: string): number {
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}
