import { queryClient } from '../api/query-client.js';
import type { Session } from '../api/session.js';
import { momentOf } from '../api/time-zone.js';
import { readExif } from './exif.js';
import { readPosition } from './position.js';

const longestSide = 1600;
const quality = 0.82;
const lineShare = 0.032;

/**
 * A photo as it is kept: at most 1600 px on its longer side, upright, named after the moment it was taken. When and where
 * that was is read from the picture before it is made small, or else is now and here.
 */
export async function preparePhoto(file: File, isMarked: boolean): Promise<File> {
  const [picture, exif] = await Promise.all([
    createImageBitmap(file, { imageOrientation: 'from-image' }),
    readExif(file),
  ]);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return file;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const takenAt = momentOf(new Date()).format('YYYY-MM-DD HH:mm');
  const time = exif.takenAt ?? takenAt;
  if (isMarked) mark(context, await linesOf(time, exif.place));
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  if (!blob) return file;
  return new File([blob], `${time.replace(/\D/g, '')}-${blob.size % 1000}.jpg`, { type: 'image/jpeg' });
}

/** Who, when, where. */
async function linesOf(time: string, place: string | null): Promise<string[]> {
  const session = queryClient.getQueryData<Session | null>(['session']);
  const here = place ?? (await hereOf());
  return [[session?.user.name, time].filter(Boolean).join(' · '), ...(here ? [here] : [])];
}

async function hereOf(): Promise<string | null> {
  try {
    const { latitude, longitude, accuracy } = await readPosition();
    return `${latitude.toFixed(5)}, ${longitude.toFixed(5)} ±${accuracy} m`;
  } catch {
    return null;
  }
}

/** White on a dark band: to be read on any picture. */
function mark(context: CanvasRenderingContext2D, lines: readonly string[]): void {
  const { width, height } = context.canvas;
  const size = Math.max(14, Math.round(Math.max(width, height) * lineShare));
  const band = size * (lines.length * 1.35 + 0.6);
  context.fillStyle = 'rgba(0, 0, 0, 0.55)';
  context.fillRect(0, height - band, width, band);
  context.font = `${size}px sans-serif`;
  context.fillStyle = '#fff';
  context.textBaseline = 'top';
  lines.forEach((line, index) => {
    context.fillText(line, size * 0.6, height - band + size * (0.4 + index * 1.35), width - size);
  });
}
