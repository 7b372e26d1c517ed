import { toDataURL, toString as toText } from 'qrcode';

const look = { errorCorrectionLevel: 'M', margin: 2 } as const;

/** A QR code as a drawing. */
export function qrSvg(address: string): Promise<string> {
  return toText(address, { ...look, type: 'svg' });
}

/** As a picture, about 6 cm wide at 300 dpi. */
export async function qrPng(address: string): Promise<Blob> {
  const data = await toDataURL(address, { ...look, width: 720 });
  const bytes = atob(data.slice(data.indexOf(',') + 1));
  return new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))], { type: 'image/png' });
}
