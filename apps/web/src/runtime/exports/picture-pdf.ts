const pageWidth = 841.89;
const pageHeight = 595.28;
const margin = 28;

/** A picture that fills a page: JPEG bytes and its size in pixels. */
export interface PdfPicture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** A PDF (1.4) of A4 pages on their side, a picture on each, as large as fits. */
export function pdfOf(pictures: readonly PdfPicture[]): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let size = 0;
  const put = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    parts.push(bytes);
    size += bytes.length;
  };
  const object = (...content: (string | Uint8Array)[]) => {
    starts.push(size);
    put(`${starts.length} 0 obj\n`);
    for (const part of content) put(part);
    put('\nendobj\n');
  };
  // Objects of a page: itself, its drawing, its picture; the catalogue and the list of pages come first.
  const first = 3;
  const each = 3;
  const kids = pictures.map((_, index) => `${first + index * each} 0 R`).join(' ');
  put('%PDF-1.4\n%âãÏÓ\n');
  object('<< /Type /Catalog /Pages 2 0 R >>');
  object(`<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  pictures.forEach(({ bytes, width, height }, index) => {
    const page = first + index * each;
    const scale = Math.min((pageWidth - 2 * margin) / width, (pageHeight - 2 * margin) / height);
    const [across, down] = [width * scale, height * scale];
    const drawing = `q ${across.toFixed(2)} 0 0 ${down.toFixed(2)} ${((pageWidth - across) / 2).toFixed(2)} ${(pageHeight - margin - down).toFixed(2)} cm /P Do Q`;
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Contents ${page + 1} 0 R /Resources << /XObject << /P ${page + 2} 0 R >> >> >>`,
    );
    object(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`,
      bytes,
      '\nendstream',
    );
  });
  const table = size;
  put(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n`);
  for (const start of starts) put(`${String(start).padStart(10, '0')} 00000 n \n`);
  put(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts as BlobPart[], { type: 'application/pdf' });
}

/** Cuts a tall picture into pages without going below the width of the paper. */
export function pageCuts(
  width: number,
  height: number,
  edges: readonly number[],
): [from: number, to: number][] {
  const most = Math.floor((width * (pageHeight - 2 * margin)) / (pageWidth - 2 * margin));
  const cuts: [number, number][] = [];
  for (let from = 0; from < height; ) {
    const limit = from + most;
    const edge = edges.filter((one) => one > from + most / 3 && one <= limit).at(-1);
    const to = limit >= height ? height : (edge ?? limit);
    cuts.push([from, to]);
    from = to;
  }
  return cuts;
}
