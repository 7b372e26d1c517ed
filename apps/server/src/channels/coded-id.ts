import { isId } from '@fieldwork/metadata';

/** The id of a record as links write it: its bytes in base64url. */
export function codeId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The id again; null where it is none, or written otherwise than `codeId` writes it: other letters may be the same bytes. */
export function decodeId(coded: string): string | null {
  const hex = Buffer.from(coded, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) && codeId(id) === coded ? id : null;
}
