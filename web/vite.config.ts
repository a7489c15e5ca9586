/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Where a server runs for `npm run dev`; its pages are then those of this folder, live. */
const server = process.env.OPENROOMS_ADDRESS ?? 'http://127.0.0.1:8080';
/** Where signing in is answered, if not there. */
const sessions = process.env.OPENROOMS_CONSOLE ?? server;

export default defineConfig({
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
