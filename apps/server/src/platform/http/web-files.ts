import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { notFound } from './problem.js';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const compressible = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.webmanifest',
  '.svg',
  '.txt',
  '.wasm',
]);
const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) as Promise<Buffer>,
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 8 }) as Promise<Buffer>,
};
export type Encoding = keyof typeof compressors;

export interface WebFile {
  readonly body: Buffer;
  readonly type: string;
  readonly encoding: Encoding | null;
  readonly etag: string;
  /** The name holds a hash of the content, so it may be kept for ever. */
  readonly isImmutable: boolean;
}

/** The built web application, read once, compressed when first asked for and kept compressed in memory. */
export class WebFiles {
  readonly #names = new Set<string>();
  readonly #kept = new Map<string, Promise<WebFile>>();

  constructor(private readonly folder: string) {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        this.#names.add(join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'));
  }

  /**
   * The file for an address: itself, or the page of its first segment (`/portal/x` → `portal.html` or
   * `portal/index.html`), or `index.html`; null when there is none, and for missing files with an ending.
   */
  resolve(path: string): string | null {
    if (path !== '/' && this.#names.has(path)) return path;
    if (extname(path) !== '') return null;
    const segment = path.split('/')[1] ?? '';
    const pages = [`/${segment}.html`, `/${segment}/index.html`, '/index.html'];
    return pages.find((page) => this.#names.has(page)) ?? null;
  }

  read(name: string, acceptEncoding: string): Promise<WebFile> {
    const canCompress = compressible.has(extname(name));
    const encoding = !canCompress
      ? null
      : /\bbr\b/.test(acceptEncoding)
        ? 'br'
        : /\bgzip\b/.test(acceptEncoding)
          ? 'gzip'
          : null;
    const key = `${name} ${encoding}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const made = this.#load(name, encoding);
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    return made;
  }

  async #load(name: string, encoding: Encoding | null): Promise<WebFile> {
    const ready = encoding === null ? null : `${name}.${encoding === 'br' ? 'br' : 'gz'}`;
    const isReady = ready !== null && this.#names.has(ready);
    const source = await readFile(join(this.folder, isReady ? ready : name)).catch(gone);
    const body = encoding === null || isReady ? source : await compressors[encoding](source);
    return {
      body,
      type: types[extname(name)] ?? 'application/octet-stream',
      encoding,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      isImmutable: name.startsWith('/assets/'),
    };
  }
}

/** A newer build has taken the folder's place: the page that asks is an old one and has to be loaded again. */
function gone(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? notFound() : error;
}
