// Reads and judges messages/*.json. Pure apart from `loadMessages`, so that tests can call it.
//
// The format is deliberately smaller than the translation library's own: a key holds a sentence with
// {placeholders}, or an object of CLDR plural forms chosen by {count}. The server's mails read the
// same files with a small reader of their own, which is why no richer syntax is allowed.
import { readFileSync } from 'node:fs';

/** French is written first; English must be complete. Nothing else ships. */
export const SOURCE = 'fr';
export const SHIPPED = ['fr', 'en'];
/** Never shipped: +40 % long accented French, and right-to-left letters, for looking at layouts. */
export const LAYOUT_ONLY = ['fr-XA', 'ar'];

const PLACEHOLDER = /\{(\w+)\}/g;
const PLURAL_FORMS = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** @param {URL} folder @returns {Record<string, Record<string, string | Record<string, string>>>} */
export function loadMessages(folder) {
  return Object.fromEntries(
    SHIPPED.map((locale) => [
      locale,
      JSON.parse(readFileSync(new URL(`${locale}.json`, folder), 'utf8')),
    ]),
  );
}

/** Every sentence of a message: one, or one per plural form. */
export function sentences(message) {
  return typeof message === 'string' ? [message] : Object.values(message);
}

/** The placeholders a message takes, sorted, each once. `count` is implied by plural forms. */
export function placeholders(message) {
  const names = sentences(message).flatMap((text) =>
    [...text.matchAll(PLACEHOLDER)].map((match) => match[1]),
  );
  if (typeof message !== 'string') names.push('count');
  return [...new Set(names)].sort();
}

/** Cuts « Bonjour {name} » into text and placeholder parts, in order. */
export function parts(text) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ placeholder: match[1] });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** Sentences that say what is wrong with a set of messages; empty when it can ship. */
export function findProblems(byLocale) {
  const source = byLocale[SOURCE];
  const problems = [];
  for (const locale of SHIPPED) {
    const messages = byLocale[locale];
    for (const key of Object.keys(source)) {
      if (!(key in messages)) problems.push(`${locale}: « ${key} » is missing`);
    }
    for (const [key, message] of Object.entries(messages)) {
      problems.push(...messageProblems(locale, key, message, source[key]));
    }
  }
  return problems;
}

function messageProblems(locale, key, message, original) {
  const at = `${locale}: « ${key} »`;
  if (!/^[a-z][a-z0-9_]*$/.test(key)) return [`${at} is not snake_case`];
  if (original === undefined) return [`${at} does not exist in ${SOURCE}`];
  const problems = [];
  if (typeof message !== 'string') {
    if (!('other' in message)) problems.push(`${at} has no plural form "other"`);
    const strange = Object.keys(message).filter((form) => !PLURAL_FORMS.has(form));
    if (strange.length > 0) problems.push(`${at} has unknown plural forms ${strange.join(', ')}`);
  }
  if (sentences(message).some((text) => text.trim() === '')) problems.push(`${at} is empty`);
  if (placeholders(message).join() !== placeholders(original).join()) {
    problems.push(`${at} takes {${placeholders(message)}} but ${SOURCE} takes {${placeholders(original)}}`);
  }
  return problems;
}
