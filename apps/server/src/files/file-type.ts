import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { invalid, type Problem, sentence } from '../platform/http/problem.js';

export const UNKNOWN_TYPE = 'application/octet-stream';

/** Pictures without script, which a browser may show in place. */
const rasterImages = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/heic',
  'image/heif',
]);
/** What photos are taken as. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']);

const textTypes: Record<string, string> = {
  '.txt': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
};

export function isRasterImage(type: string): boolean {
  return rasterImages.has(type);
}

/** Whether a photo may be of this type. */
export function isPicture(type: string): boolean {
  return pictures.has(type);
}

/** What is said of a file that is to be a photo and is none. @returns Problem 422 */
export function noPicture(path: readonly (string | number)[] = ['file']): Problem {
  const message = sentence(
    '照片只支持 JPEG、PNG、WebP、HEIC 格式，这个文件不是',
    'Photos are taken as JPEG, PNG, WebP or HEIC; this file is none of them',
  );
  return invalid([{ path: [...path], code: 'not_picture', message }], message);
}

/**
 * The type of a file by its first bytes; what the sender claims is not asked. Markup that a browser would run (SVG,
 * HTML, XML) and everything unknown is a plain download.
 */
export async function sniffType(head: Buffer, name: string): Promise<string> {
  if (looksLikeMarkup(head)) return UNKNOWN_TYPE;
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found)
    return /svg|xml$|html/.test(found.mime) && !found.mime.includes('officedocument')
      ? UNKNOWN_TYPE
      : found.mime;
  return head.includes(0) ? UNKNOWN_TYPE : (textTypes[extname(name).toLowerCase()] ?? UNKNOWN_TYPE);
}

function looksLikeMarkup(head: Buffer): boolean {
  const text = head.toString('latin1').replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?[\s\0]*/, '');
  return text.startsWith('<');
}
