/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

/** Where a server runs for `npm run dev`; its pages are then those of this folder, live. */
const server = process.env.OPENROOMS_ADDRESS ?? 'http://127.0.0.1:8080';
/** Where signing in is answered, if not there. */
const sessions = process.env.OPENROOMS_CONSOLE ?? server;

/** What draws the page. */
const START = '/src/start.tsx';

/**
 * Has the page fetch at once what it would else learn of when the script before has come: over a slow
 * line each way there and back is long.
 */
const fetchedFirst: Plugin = {
  name: 'fetched-first',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      const names = new Set<string>();
      const add = (name: string) => {
        const chunk = chunks.find(({ fileName }) => fileName === name);
        if (!chunk || chunk.isEntry || names.has(name)) return;
        names.add(name);
        chunk.imports.forEach(add);
      };
      const start = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(START)));
      if (start) add(start.fileName);
      return [...names].map(
        (name): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
          injectTo: 'head',
        }),
      );
    },
  },
};

export default defineConfig({
  plugins: [fetchedFirst],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  esbuild: { jsx: 'automatic' },
  build: {
    target: 'es2022',
    // Fonts and pictures stay files of their own: the policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      onwarn(warning, warn) {
        // Libraries mark what is for browsers alone, as all of this is.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/v1.0': server,
      '/topapi': server,
      '/console': sessions,
      '/oauth2': server,
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
