// Runs inside the page: each function is sent there as text, so it uses nothing from outside itself.
// Each answers sentences that say what is wrong; none when all is well.

/** Exactly one h1, focused on arrival (or the error summary), named in the document's title. */
export function checkHeading() {
  const problems = [];
  const titles = [...document.querySelectorAll('h1')];
  if (titles.length !== 1) return [`${titles.length} h1 instead of 1`];
  const [h1] = titles;
  const focused = document.activeElement;
  const isSheet = focused?.closest('dialog[open]') !== null;
  const isSummary = focused?.matches('[role=alert]');
  if (focused !== h1 && !isSheet && !isSummary) {
    problems.push(`focus on <${focused?.tagName.toLowerCase()}> instead of the h1`);
  }
  if (!document.title.includes(h1.textContent.trim())) {
    problems.push(`title « ${document.title} » lacks the h1 « ${h1.textContent.trim()} »`);
  }
  return problems;
}

/** Everything that can be pressed is at least 48 × 48 CSS pixels; links inside a sentence are not. */
export function checkTargets() {
  const MINIMUM = 48;
  const pressable = 'a[href], button, input, select, textarea, summary, [role=option], [role=button]';
  const isInline = (element) =>
    element.tagName === 'A' && getComputedStyle(element).display === 'inline';
  const top = document.querySelector('dialog[open]') ?? document.body;
  return [...top.querySelectorAll(pressable)]
    .filter((element) => element.checkVisibility() && !isInline(element))
    .filter((element) => element.getAttribute('aria-hidden') !== 'true' && element.tabIndex >= 0)
    .map((element) => {
      // A radio or checkbox is pressed through the label around it.
      const area = element.closest('label') ?? element;
      return { element, box: area.getBoundingClientRect() };
    })
    .filter(({ box }) => box.width < MINIMUM - 0.01 || box.height < MINIMUM - 0.01)
    .map(
      ({ element, box }) =>
        `target ${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 90)}`,
    );
}

/** No sideways scroll, no text cut by its own box, the primary action in sight. */
export function checkReflow() {
  const problems = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) problems.push(`page ${page.scrollWidth} px wide in ${innerWidth}`);
  for (const element of document.querySelectorAll('h1, h2, h3, p, label, button, li, dt, dd, legend')) {
    if (!element.checkVisibility() || element.closest('.visually-hidden')) continue;
    const style = getComputedStyle(element);
    const isCut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    const box = element.getBoundingClientRect();
    const isOut = box.right > innerWidth + 1 || box.left < -1;
    if (isCut || isOut) problems.push(`cut: ${element.outerHTML.slice(0, 90)}`);
  }
  const primary = document.querySelector('.actions button.primary');
  if (primary && !document.querySelector('dialog[open]')) {
    const box = primary.getBoundingClientRect();
    if (box.bottom > innerHeight + 1 || box.top < 0) problems.push('primary action out of sight');
  }
  return problems;
}

/** axe with the tags of WCAG 2.2 AA, EN 301 549 and RGAA 4; `target-size` is off by default. */
export async function checkAxe() {
  const run = (runOnly, rules = {}) =>
    window.axe.run(document, { runOnly, rules, resultTypes: ['violations', 'incomplete'] });
  const { violations, incomplete } = await run(
    {
      type: 'tag',
      values: [
        'wcag2a',
        'wcag2aa',
        'wcag21a',
        'wcag21aa',
        'wcag22aa',
        'EN-301-549',
        'RGAAv4',
      ],
    },
    { 'target-size': { enabled: true } },
  );

  // Over the camera the background is a picture: axe cannot compute it, the scrim's ratio is tested
  // in tests/tokens.test.ts instead.
  const OVER_A_PICTURE = '.camera .view, .camera .stage';
  const isOverPicture = (element) => element.closest(OVER_A_PICTURE) !== null;
  const isCovered = (element) => {
    element.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return above !== null && isOverPicture(above);
  };
  const undecided = (results) =>
    results
      .filter(({ id }) => id === 'color-contrast')
      .map((rule) => ({
        ...rule,
        nodes: rule.nodes.filter(({ target }) => !isOverPicture(document.querySelector(target[0]))),
      }))
      .filter(({ nodes }) => nodes.length > 0);
  let open = undecided(incomplete);
  const texts = open.flatMap(({ nodes }) => nodes.map(({ target }) => document.querySelector(target[0])));
  const at = window.scrollY;
  const areInSight = texts.length > 0 && !texts.some(isCovered);
  window.scrollTo(0, at);
  if (areInSight) {
    // axe clips nothing: a picture larger than its frame seems to lie over the text around the frame.
    // The browser has just said that it does not, so axe judges that text without the pictures.
    const style = document.createElement('style');
    style.textContent = `:is(${OVER_A_PICTURE}), :is(${OVER_A_PICTURE}) * { visibility: hidden !important }`;
    document.head.append(style);
    const again = await run({ type: 'rule', values: ['color-contrast'] });
    style.remove();
    violations.push(...again.violations.filter(({ id }) => !violations.some((one) => one.id === id)));
    open = undecided(again.incomplete);
  }
  const sentence = (kind) => ({ id, help, nodes }) =>
    nodes.map((node) => `${kind} ${id}: ${help} – ${node.html.slice(0, 110)}`);
  return [...violations.flatMap(sentence('axe')), ...open.flatMap(sentence('axe undecided'))];
}
