import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The screens: static files beside the API on one origin, nothing fetched from anywhere else. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compressOnce()],
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '/dev', '/find', '/hsds'].map((path) => [path, 'http://localhost:3000']),
    ),
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The content security policy allows neither data: URLs nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 450,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});

/** Lays a .br and a .gz beside every text file, so that a slow line gets a quarter of it and the server packs nothing twice. */
function compressOnce(): Plugin {
  return {
    name: 'compress-once',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg|html)$/.test(name)) continue;
        const file = join(dir, name);
        const content = readFileSync(file);
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
