import { canonicalDatetime } from '@fieldwork/expression';
import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { fieldIdSchema } from '../identifier.js';
import { sha256Hex } from '../sha256.js';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

/** `of`: the fields whose content is signed; `signer`: the text field with the name of who signs. */
export type SignatureField = FieldBase & { of?: string[]; signer?: string };

/** A drawn name with what it stands under. */
export interface SignatureValue {
  /** The strokes as the path of an SVG picture of `width` × `height`. */
  path: string;
  width: number;
  height: number;
  signer?: string;
  at: string;
  /** A hash of each signed field's value at that moment. */
  signed: Record<string, string>;
  /** A hash over all of it. */
  hash: string;
}

const wrong = bad('not_signature', '签名不正确', 'This is not a signature');
const longestPath = 60_000;
const strokes = /^[ML\d\s.,-]+$/;
const hexadecimal = /^[0-9a-f]{64}$/;

/** The hash over what was signed, by whom and when: another one on any of these is another signature. */
export function signatureHash({ path, signer, at, signed }: Omit<SignatureValue, 'hash'>): string {
  const parts = Object.entries(signed).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify([path, signer ?? null, at, parts]));
}

export const signature: FieldType<SignatureField> = {
  label: bilingual('手写签名', 'Signature'),
  group: 'media',
  settings: { of: z.array(fieldIdSchema).max(50).optional(), signer: fieldIdSchema.optional() },
  type: () => null,
  members: () => ({ signer: { kind: 'text' }, hash: { kind: 'text' } }),
  memberLabels: { signer: bilingual('签名人', 'signer'), hash: bilingual('指纹', 'fingerprint') },
  column: () => ({ type: 'jsonb' }),
  parse(value) {
    if (isBlank(value)) return ok(null);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const { path, width, height, signer, at, signed, hash } = value as Record<string, unknown>;
    const moment = typeof at === 'string' ? canonicalDatetime(at) : null;
    if (typeof path !== 'string' || path.length > longestPath || !strokes.test(path) || moment === null)
      return wrong;
    if (!isSide(width) || !isSide(height) || !isSigned(signed)) return wrong;
    if (
      signer !== undefined &&
      (typeof signer !== 'string' || signer.length > 200 || signer.includes('\u0000'))
    )
      return wrong;
    const whole = {
      path,
      width,
      height,
      ...(signer ? { signer: String(signer).normalize('NFC') } : {}),
      at: moment,
      signed,
    };
    const expected = signatureHash(whole);
    return hash === undefined || hash === expected ? ok({ ...whole, hash: expected }) : wrong;
  },
};

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 10 && value <= 4000;
}

function isSigned(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= 50 &&
    entries.every(
      ([id, hash]) =>
        fieldIdSchema.safeParse(id).success && typeof hash === 'string' && hexadecimal.test(hash),
    )
  );
}
