// Two languages nobody speaks, made from the French messages, so that layouts meet long words and
// right-to-left letters before any translator does. They are compiled for the gallery only.

const ACCENTS = Object.fromEntries(
  [...'aàáâ eèéê iìíî oòóô uùúû cçćč nñńň sšśŝ'.split(' ')].flatMap((row) => {
    const letters = [...row];
    return [[letters[0], letters[3]], [letters[0].toUpperCase(), letters[3].toUpperCase()]];
  }),
);

const ARABIC = Object.fromEntries([
  ...'aا bب cك dد eي fف gغ hه iي jج kك lل mم nن oو pپ qق rر sس tت uو vڤ wو xخ yي zز'
    .split(' ')
    .map((pair) => [...pair]),
  ...'éع èع êع àا âا çس ôو îي ûو ùو ëع ïي œو'.split(' ').map((pair) => [...pair]),
  ...[['?', '؟'], [';', '؛'], [',', '،']],
]);

const outsidePlaceholders = (text, change) =>
  text
    .split(/(\{\w+\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');

/** French with accents on every vowel, 40 % longer, in brackets that show cut ends. */
export function stretched(text) {
  const accented = outsidePlaceholders(text, (piece) =>
    [...piece].map((letter) => ACCENTS[letter] ?? letter).join(''),
  );
  const extra = Math.ceil(text.length * 0.4);
  const padding = 'ēxtrā '.repeat(Math.ceil(extra / 6)).slice(0, extra).trimEnd();
  return `[${accented} ${padding}]`;
}

/** French letters written with Arabic ones: unreadable on purpose, shaped and ordered like Arabic. */
export function rightToLeft(text) {
  return outsidePlaceholders(text, (piece) =>
    [...piece].map((letter) => ARABIC[letter.toLowerCase()] ?? letter).join(''),
  );
}
