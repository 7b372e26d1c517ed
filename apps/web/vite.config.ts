import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fieldWorker } from './vite/field-worker.js';
import { precompress } from './vite/precompress.js';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

export default defineConfig({
  plugins: [react(), fieldWorker(), precompress()],
  // The pure packages are compiled from their sources: no build order, and unused code falls away.
  resolve: { alias: [{ find: /^@fieldwork\/([a-z-]+)$/, replacement: `${packages}/$1/src/index.ts` }] },
  server: {
    port: 5173,
    // The host stays as the browser sent it, so that the server's same-origin check holds.
    proxy: {
      '/api': { target: process.env.FIELDWORK_SERVER ?? 'http://127.0.0.1:3000', changeOrigin: false },
    },
  },
  build: {
    target: 'es2022',
    // The workspace, the small page for visitors without an account, and the phone in the field.
    rolldownOptions: { input: ['index.html', 'p.html', 'c.html', 'l.html', 'field.html'] },
    manifest: true,
    // Sizes are held by npm run check, per page and compressed.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
  },
});
