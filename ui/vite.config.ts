import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Three bundles from one tree, chosen by `--mode`: the app (default), the operator's `console`,
 * and the `gallery` of stories, which alone sees the layout languages. The console is built apart
 * so that none of its code can reach an applicant's device.
 */
const entries: Record<string, { page: string; outDir: string }> = {
  production: { page: 'index.html', outDir: 'dist/app' },
  console: { page: 'console.html', outDir: 'dist/console' },
  gallery: { page: 'gallery.html', outDir: 'target/gallery' },
};

export default defineConfig(({ mode }) => {
  const entry = entries[mode] ?? entries['production']!;
  const messages = mode === 'gallery' ? 'target/paraglide-layout' : 'src/generated/paraglide';
  return {
    // The service hands the console out under /console, with or without the slash.
    base: mode === 'console' ? '/console/' : './',
    plugins: [svelte(), svelteTesting()],
    resolve: {
      alias: {
        '$messages-runtime': at(`./${messages}/runtime.js`),
        $messages: at(`./${messages}/messages.js`),
      },
    },
    server: { host: '127.0.0.1', port: 5173, strictPort: false },
    build: {
      outDir: entry.outDir,
      emptyOutDir: true,
      // The webviews of the oldest systems we serve: Android WebView 111, WebKitGTK 2.40, Safari 16.4.
      target: ['chrome111', 'safari16.4'],
      rolldownOptions: { input: at(`./${entry.page}`) },
    },
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
      setupFiles: ['tests/setup.ts'],
      restoreMocks: true,
    },
  };
});
