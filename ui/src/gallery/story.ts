import type { Component } from 'svelte';
import { rightToLeft, stretched } from '../../scripts/pseudo.mjs';
import { preferences } from '../i18n/preferences.svelte';

/** What a `*.story.svelte` says about itself in its module script. */
export interface Story {
  /** In addresses and screenshot names. Unique. */
  id: string;
  /** A `component` is framed and shown in all its states; a `screen` fills the page by itself. */
  kind: 'component' | 'screen';
  /** States of a screen, each with its own page. */
  variants?: readonly string[];
}

/** A story file as Vite imports it. */
export interface StoryModule {
  default: Component<{ variant?: string }>;
  story: Story;
}

/** One page of the gallery: what the audit opens. */
export interface Page {
  /** `button`, or `phone--error` for a screen with variants. */
  id: string;
  story: Story;
  variant: string | undefined;
  component: StoryModule['default'];
}

/** Every page, in the order of their ids. Two stories with one id are refused. */
export function pagesOf(modules: readonly StoryModule[]): Page[] {
  const pages = modules.flatMap(({ story, default: component }) =>
    (story.variants ?? [undefined]).map((variant) => ({
      id: variant ? `${story.id}--${variant}` : story.id,
      story,
      variant,
      component,
    })),
  );
  const ids = new Set<string>();
  for (const { id } of pages) {
    if (ids.has(id)) throw new Error(`two stories share the id ${id}`);
    ids.add(id);
  }
  return pages.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

/** Words that only a story needs, in the language now shown (layout languages included). */
export function say(french: string, english: string): string {
  const language: string = preferences.language;
  if (language === 'en') return english;
  if (language === 'fr-XA') return stretched(french);
  if (language === 'ar') return rightToLeft(french);
  return french;
}

/** For callbacks a story has no use for. */
export const nothing = (): void => undefined;
