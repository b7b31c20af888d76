/** The rules of this tree that a reader could forget, as patterns over its source texts. */

export interface Source {
  /** Relative to src/, with forward slashes. */
  path: string;
  text: string;
}

interface Rule {
  name: string;
  applies: (path: string) => boolean;
  breaks: (source: Source) => boolean;
}

const isTest = (path: string) => /\.test\.ts$/.test(path);
const isGallery = (path: string) => path.startsWith('gallery/') || path.endsWith('.story.svelte');
const styleOf = ({ path, text }: Source) =>
  (path.endsWith('.css') ? text : [...text.matchAll(/<style>([^]*?)<\/style>/g)].join('\n')).replace(
    /\/\*[^]*?\*\//g,
    '',
  );

function stepOf(path: string): string | undefined {
  return /^journey\/steps\/([\w-]+)\//.exec(path)?.[1];
}

const rules: Rule[] = [
  {
    name: 'shell-import',
    applies: (path) => path !== 'platform/tauri.ts',
    breaks: ({ text }) => /from '@tauri-apps\/|import\('@tauri-apps\//.test(text),
  },
  {
    name: 'generated-import',
    applies: (path) => !path.startsWith('platform/'),
    breaks: ({ text }) => /generated\/wire'/.test(text),
  },
  {
    name: 'physical-css',
    applies: () => true,
    breaks: (source) =>
      /(margin|padding|border)-(left|right)|(^|[\s;{])(left|right):|text-align:\s*(left|right)|float:\s*(left|right)|border-(top|bottom)-(left|right)/m.test(
        styleOf(source),
      ),
  },
  {
    name: 'colour-literal',
    applies: (path) => path !== 'styles/tokens.css' && !isGallery(path),
    breaks: (source) => /#[0-9a-f]{3,8}\b(?![^{;]*\{)|\b(rgb|hsl|oklch)\(/i.test(styleOf(source)),
  },
  {
    name: 'step-imports-step',
    applies: (path) => stepOf(path) !== undefined,
    breaks: ({ path, text }) => {
      const imports = text.matchAll(/from '\.\.\/([\w-]+)\//g);
      return [...imports].some(([, folder]) => folder !== stepOf(path));
    },
  },
  {
    name: 'components-know-no-journey',
    applies: (path) => path.startsWith('components/'),
    breaks: ({ text }) => /from '[./]+\/(journey|identity|console)\//.test(text),
  },
  {
    name: 'console-apart',
    applies: (path) => !path.startsWith('console/') && !path.startsWith('gallery/'),
    breaks: ({ text }) => /from '[./]+\/console\//.test(text),
  },
  {
    name: 'raw-html',
    applies: () => true,
    breaks: ({ text }) => /\{@html/.test(text),
  },
  {
    name: 'no-network',
    applies: (path) => !path.startsWith('platform/') && !path.startsWith('console/'),
    breaks: ({ text }) => /\bfetch\(|XMLHttpRequest|new EventSource|new WebSocket/.test(text),
  },
  {
    name: 'no-hidden-time',
    applies: (path) => !isTest(path) && path !== 'platform/clock.ts',
    breaks: ({ text }) => /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(text),
  },
];

/** `rule: path` for every rule a source breaks. */
export function findBreaches(sources: readonly Source[]): string[] {
  return rules.flatMap((rule) =>
    sources
      .filter(({ path }) => rule.applies(path) && !isTest(path))
      .filter((source) => rule.breaks(source))
      .map(({ path }) => `${rule.name}: ${path}`),
  );
}
