// Opens every page the gallery exports, in every look, and judges it: axe (WCAG 2.2 AA, EN 301 549,
// RGAA), one focused h1 and its title, targets, reflow at 320 × 640, text at 200 %. Writes pictures
// to target/shots. `node tests/audit.mjs [part of a page id]` narrows it; exit 1 on any finding.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import * as checks from './audit/checks.mjs';
import { missingComplaints, spoiltPage } from './audit/sample.mjs';

const THEMES = ['light', 'dark'];
/** Colours are the same in every language: the dark theme is judged once. */
const LOOKS = [
  { locale: 'fr', theme: 'light' },
  { locale: 'fr', theme: 'dark' },
  { locale: 'en', theme: 'light' },
  { locale: 'ar', theme: 'light' },
];
const PHONE = { width: 390, height: 844 };
const WINDOW = { width: 480, height: 820 };
const SMALLEST = { width: 320, height: 640 };
/** The operator's screen: the console alone is made for it first. */
const DESKTOP = { width: 1440, height: 900 };

const root = fileURLToPath(new URL('..', import.meta.url));
const shots = `${root}target/shots`;
const only = process.argv[2] ?? '';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const server = await createServer({
  root,
  mode: 'gallery',
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null },
});
await server.listen();
const address = `http://127.0.0.1:${server.httpServer.address().port}/gallery.html`;
const browser = await chromium.launch({
  executablePath: process.env.SCEAU_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--font-render-hinting=none'],
});

const findings = [];

/** Refuses to audit with checks that no longer see what is plainly wrong. */
async function proveChecks() {
  const page = await browser.newPage({ viewport: SMALLEST });
  await page.setContent(spoiltPage);
  await page.evaluate(axeSource);
  for (const [name, check] of Object.entries(checks)) {
    const missing = missingComplaints(name, await page.evaluate(check));
    for (const what of missing) findings.push({ where: 'sample', what: `${name} misses « ${what} »` });
  }
  await page.close();
}

/** A browser page at the gallery; any script error there is a finding too. */
async function openGallery() {
  const context = await browser.newContext({ reducedMotion: 'reduce', deviceScaleFactor: 1 });
  const page = await context.newPage();
  // A busy machine may take long over one picture.
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => findings.push({ where: page.label, what: `script: ${error}` }));
  await page.goto(address);
  await page.waitForFunction(() => 'sceauGallery' in window, undefined, { timeout: 120_000 });
  await page.evaluate(axeSource);
  return page;
}

async function show(page, id, look, size) {
  await page.setViewportSize(size);
  page.label = [id, look.locale, look.theme, look.textSize ?? 100, size.width].join(' ');
  await page.evaluate(async ([story, wanted]) => {
    await window.sceauGallery.show(story, wanted);
    // What is drawn from a picture's own size stands only after the picture: two frames, measured and laid out.
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  }, [id, look]);
}

const report = (page, problems) => {
  for (const what of problems) findings.push({ where: page.label, what });
};
const shoot = (page, id, look) => page.screenshot({ path: `${shots}/${id}.${look}.png` });
const shootWhole = (page, id, look) =>
  page.screenshot({ path: `${shots}/${id}.${look}.png`, fullPage: true });

/** axe cannot judge what lies under the sticky bar: the window becomes as tall as what it shows. */
async function checkAxeWhole(page) {
  const height = await page.evaluate(() => {
    const sheet = document.querySelector('dialog[open]');
    return Math.max(document.documentElement.scrollHeight, (sheet?.scrollHeight ?? 0) + 200);
  });
  await page.setViewportSize({ width: PHONE.width, height });
  const said = await page.evaluate(checks.checkAxe);
  await page.setViewportSize(PHONE);
  return said;
}

async function auditPage(page, id) {
  for (const { locale, theme } of LOOKS) {
    await show(page, id, { locale, theme }, PHONE);
    report(page, await page.evaluate(checks.checkHeading));
    report(page, await page.evaluate(checks.checkTargets));
    report(page, await checkAxeWhole(page));
    if (locale !== 'en') await shoot(page, id, `phone.${locale}.${theme}`);
  }
  await show(page, id, { locale: 'fr', theme: 'light' }, WINDOW);
  await shoot(page, id, 'window.fr.light');
  await page.emulateMedia({ forcedColors: 'active' });
  await shoot(page, id, 'window.fr.forced');
  await page.emulateMedia({ forcedColors: 'none' });
  if (id.startsWith('console-')) await auditDesktop(page, id);
  for (const locale of ['fr', 'fr-XA', 'ar']) {
    for (const textSize of [100, 200]) {
      await show(page, id, { locale, theme: 'light', textSize }, SMALLEST);
      report(page, await page.evaluate(checks.checkReflow));
      if (locale !== 'ar') await shootWhole(page, id, `small.${locale}.${textSize}`);
    }
  }
}

async function auditDesktop(page, id) {
  for (const theme of THEMES) {
    await show(page, id, { locale: 'fr', theme }, DESKTOP);
    report(page, await page.evaluate(checks.checkAxe));
    await shoot(page, id, `desktop.fr.${theme}`);
    await shootWhole(page, id, `desktop-whole.fr.${theme}`);
  }
  await show(page, id, { locale: 'fr-XA', theme: 'light', textSize: 200 }, DESKTOP);
  report(page, await page.evaluate(checks.checkReflow));
  await shootWhole(page, id, 'desktop-whole.fr-XA.200');
}

try {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  await proveChecks();
  const first = await openGallery();
  const all = await first.evaluate(() => window.sceauGallery.pages.map(({ id }) => id));
  const queue = all.filter((id) => id.includes(only));
  const total = queue.length;
  const work = async (page) => {
    for (let id = queue.shift(); id; id = queue.shift()) await auditPage(page, id);
  };
  await Promise.all([work(first), openGallery().then(work)]);
  console.log(`${total} pages, ${findings.length} findings`);
  const grouped = new Map();
  for (const { what, where } of findings) grouped.set(what, [...(grouped.get(what) ?? []), where]);
  for (const [what, where] of grouped) {
    console.log(`\n${what}\n  ${where.length} × e.g. ${where.slice(0, 3).join(' | ')}`);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(findings.length > 0 ? 1 : 0);
