import type { Brand, Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { PortalLibrary } from './portal.js';

/** One record of a list: what the page shows of it, and where it leads. */
export interface PortalRow {
  title: string;
  shown: { label: Text; text: Text }[];
  /** Where it stands, in the customer's words. */
  step: Text | null;
  /** Its own portal, and a public form about it. */
  href: string | null;
  report: string | null;
}

/** A portal that is opened without a link. */
export interface PortalHomeData {
  brand: Brand;
  intro: Text | null;
  library: PortalLibrary | null;
  /** By what one signs in: fields of a person. */
  ways: { id: string; label: Text; type: string }[];
  /** null: nobody has signed in. */
  person: {
    names: string[];
    lists: { id: string; label: Text; rows: PortalRow[]; hasMore: boolean }[];
    report: string | null;
  } | null;
}

const way = { way: z.string().max(63), address: z.string().trim().min(3).max(120) };
export const portalAskSchema = z.strictObject(way);
export type PortalAsk = z.infer<typeof portalAskSchema>;
export const portalEnterSchema = z.strictObject({ ...way, code: z.string().regex(/^\d{6}$/) });
export type PortalEnter = z.infer<typeof portalEnterSchema>;
