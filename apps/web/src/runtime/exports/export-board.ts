import { blobOf, pictureOf } from './board-picture.js';
import { type PdfPicture, pageCuts, pdfOf } from './picture-pdf.js';
import { saveFile } from './save-file.js';

export type BoardFormat = 'png' | 'pdf';

const writers: Record<BoardFormat, (board: HTMLElement, ground: string) => Promise<Blob>> = {
  png: async (board, ground) => blobOf(await pictureOf(board, ground), 'image/png'),
  pdf: async (board, ground) => {
    const whole = await pictureOf(board, ground);
    const scale = whole.width / board.scrollWidth;
    const top = board.getBoundingClientRect().top - board.scrollTop;
    // Pages end between charts, not in the middle of one.
    const edges = [...board.querySelectorAll('section')]
      .map((section) => (section.getBoundingClientRect().bottom - top) * scale)
      .toSorted((a, b) => a - b);
    const pages = pageCuts(whole.width, whole.height, edges);
    return pdfOf(await Promise.all(pages.map(([from, to]) => cut(whole, from, to))));
  },
};

async function cut(whole: HTMLCanvasElement, from: number, to: number): Promise<PdfPicture> {
  const part = document.createElement('canvas');
  part.width = whole.width;
  part.height = Math.round(to - from);
  part.getContext('2d')?.drawImage(whole, 0, -Math.round(from));
  const blob = await blobOf(part, 'image/jpeg');
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width: part.width, height: part.height };
}

/** Saves what a dashboard shows, with its rights and filters, as it is on the screen. */
export async function exportBoard(board: HTMLElement, format: BoardFormat, name: string): Promise<void> {
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--page') || '#ffffff';
  saveFile(await writers[format](board, ground), `${name}.${format}`);
}
