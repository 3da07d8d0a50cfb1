import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Files carry their hash in the name and may be kept for ever; nothing is inlined, so that the policy needs no exception. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    // Sizes are tested as they travel, gzipped (test/unit/console).
    chunkSizeWarningLimit: 900,
    manifest: 'manifest.json',
  },
});
