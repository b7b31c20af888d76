// Compiles messages/*.json to typed functions: src/generated/paraglide (fr, en: what ships) and
// target/paraglide-layout (the same functions with fr-XA and ar, for the gallery).
//
// The library's own loader would fetch a format plugin from the network at build time; building the
// project in memory avoids both the fetch and the plugin.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileProject } from '@inlang/paraglide-js';
import { insertBundleNested, loadProjectInMemory, newProject } from '@inlang/sdk';
import { findProblems, LAYOUT_ONLY, loadMessages, parts, placeholders, SHIPPED, SOURCE } from './messages.mjs';
import { rightToLeft, stretched } from './pseudo.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const pattern = (text) =>
  parts(text).map((part) =>
    'text' in part
      ? { type: 'text', value: part.text }
      : { type: 'expression', arg: { type: 'variable-reference', name: part.placeholder } },
  );

function declarations(message) {
  const inputs = placeholders(message).map((name) => ({ type: 'input-variable', name }));
  if (typeof message === 'string') return inputs;
  const plural = {
    type: 'local-variable',
    name: 'countPlural',
    value: {
      type: 'expression',
      arg: { type: 'variable-reference', name: 'count' },
      annotation: { type: 'function-reference', name: 'plural', options: [] },
    },
  };
  return [...inputs, plural];
}

function variants(message, messageId) {
  if (typeof message === 'string') {
    return [{ id: `${messageId}-only`, messageId, matches: [], pattern: pattern(message) }];
  }
  return Object.entries(message).map(([form, text]) => ({
    id: `${messageId}-${form}`,
    messageId,
    matches:
      form === 'other'
        ? [{ type: 'catchall-match', key: 'countPlural' }]
        : [{ type: 'literal-match', key: 'countPlural', value: form }],
    pattern: pattern(text),
  }));
}

function bundle(key, byLocale) {
  return {
    id: key,
    declarations: declarations(byLocale[SOURCE][key]),
    messages: Object.keys(byLocale).map((locale) => {
      const message = byLocale[locale][key];
      const id = `${key}-${locale}`;
      const plural = typeof message !== 'string';
      return {
        id,
        bundleId: key,
        locale,
        selectors: plural ? [{ type: 'variable-reference', name: 'countPlural' }] : [],
        variants: variants(message, id),
      };
    }),
  };
}

async function compileTo(folder, byLocale) {
  const locales = Object.keys(byLocale);
  const project = await loadProjectInMemory({
    blob: await newProject({ settings: { baseLocale: SOURCE, locales } }),
  });
  for (const key of Object.keys(byLocale[SOURCE])) {
    await insertBundleNested(project.db, bundle(key, byLocale));
  }
  const files = await compileProject({
    project,
    compilerOptions: {
      // The interface owns the language (a rune); the library only asks for it.
      strategy: ['globalVariable', 'baseLocale'],
      outputStructure: 'locale-modules',
      emitGitIgnore: false,
      emitReadme: false,
      emitPrettierIgnore: false,
    },
  });
  await project.close();
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

const mapSentences = (messages, change) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? change(message)
        : Object.fromEntries(Object.entries(message).map(([form, text]) => [form, change(text)])),
    ]),
  );

function fingerprint() {
  const hash = createHash('sha256');
  const inputs = [
    ...SHIPPED.map((locale) => `messages/${locale}.json`),
    ...['messages', 'pseudo', 'compile-messages'].map((name) => `scripts/${name}.mjs`),
    'package-lock.json',
  ];
  for (const input of inputs) hash.update(readFileSync(path.join(root, input)));
  return hash.digest('hex');
}

const shipped = path.join(root, 'src/generated/paraglide');
const layout = path.join(root, 'target/paraglide-layout');
const stamp = path.join(layout, '.fingerprint');
const current = fingerprint();
const upToDate =
  existsSync(shipped) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current;

if (!upToDate) {
  const messages = loadMessages(new URL('../messages/', import.meta.url));
  const problems = findProblems(messages);
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  await compileTo(shipped, messages);
  const [long, rtl] = LAYOUT_ONLY;
  await compileTo(layout, {
    ...messages,
    [long]: mapSentences(messages[SOURCE], stretched),
    [rtl]: mapSentences(messages[SOURCE], rightToLeft),
  });
  writeFileSync(stamp, current);
}

// Some releases of the library leave a timer behind that would hold the process for 30 seconds.
process.exit(0);
