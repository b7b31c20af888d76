// French typography of the messages: narrow no-break space (U+202F) before ; : ! ? % and inside
// « », typographic apostrophes everywhere. `node scripts/typography.mjs --fix` repairs fr.json and
// en.json; the test only reads. WebKit and Chromium both break a line at an ordinary space there.
import { readFileSync, writeFileSync } from 'node:fs';

const NNBSP = '\u202f';
const ANY_SPACE = '[ \\u00a0\\u2009\\u202f]*';

const APOSTROPHE = [/(\p{L})'/gu, '$1’'];
const FRENCH = [
  APOSTROPHE,
  [new RegExp(`«${ANY_SPACE}`, 'g'), `«${NNBSP}`],
  [new RegExp(`${ANY_SPACE}»`, 'g'), `${NNBSP}»`],
  // Not in 16:36, https://, or after another mark such as « ?! ».
  [new RegExp(`(?<=[^\\s\\d;:!?(])${ANY_SPACE}([;!?]|:(?!//))`, 'gu'), `${NNBSP}$1`],
  [new RegExp(`(?<=\\d)${ANY_SPACE}([;!?%]|:(?!\\d))`, 'gu'), `${NNBSP}$1`],
];
const RULES = { fr: FRENCH, en: [APOSTROPHE] };

/** The sentence as it should be written. A well-written sentence comes back unchanged. */
export function correct(locale, text) {
  return RULES[locale].reduce((fixed, [pattern, by]) => fixed.replace(pattern, by), text);
}

function correctMessage(locale, message) {
  if (typeof message === 'string') return correct(locale, message);
  return Object.fromEntries(
    Object.entries(message).map(([form, text]) => [form, correct(locale, text)]),
  );
}

if (process.argv.includes('--fix')) {
  for (const locale of Object.keys(RULES)) {
    const file = new URL(`../messages/${locale}.json`, import.meta.url);
    const fixed = Object.entries(JSON.parse(readFileSync(file, 'utf8'))).map(([key, message]) => [
      key,
      correctMessage(locale, message),
    ]);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(fixed), null, 2)}\n`);
  }
}
