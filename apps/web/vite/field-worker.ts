import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
}

const always = ['field.webmanifest', 'field-192.png', 'divisions.json'];
const source = new URL('./field-worker-source.js', import.meta.url);

/** Writes the phone's service worker with the list of all that its page can ever load, named after their content. */
export function fieldWorker(): Plugin {
  let folder = 'dist';
  return {
    name: 'fieldwork-field-worker',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    writeBundle() {
      const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
      const files = [...reach(manifest, 'field.html'), ...always].toSorted();
      const page = readFileSync(join(folder, 'field.html'));
      const hash = createHash('sha256').update(page);
      for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
      const version = hash.digest('hex').slice(0, 16);
      const addresses = ['/field', ...files.map((file) => `/${file}`)];
      const script = readFileSync(source, 'utf8')
        .replace("'VERSION'", JSON.stringify(version))
        .replace("['FILES']", JSON.stringify(addresses));
      writeFileSync(join(folder, 'field-worker.js'), script);
    },
  };
}

function reach(manifest: Record<string, ManifestEntry>, key: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    const entry = manifest[name];
    if (!entry || seen.has(name)) return;
    seen.add(name);
    for (const file of [entry.file, ...(entry.css ?? [])]) if (!file.endsWith('.html')) found.add(file);
    for (const next of [...(entry.imports ?? []), ...(entry.dynamicImports ?? [])]) visit(next);
  };
  visit(key);
  return found;
}
