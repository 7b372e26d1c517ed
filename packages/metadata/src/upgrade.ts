import type { Issue } from '@fieldwork/expression';
import { z } from 'zod';
import { type DocumentByKind, type Kind, kinds } from './documents/kinds.js';
import { explainZod } from './explain-zod.js';
import { issue } from './issue.js';

type Step = (document: Record<string, unknown>) => Record<string, unknown>;

/**
 * Steps per kind: entry n brings a document of schema n to schema n + 1. A released schema never changes;
 * its successor comes with its step and a fixture of the old one.
 */
const steps: Partial<Record<Kind, readonly Step[]>> = {};

export function currentSchema(kind: Kind): number {
  return (steps[kind]?.length ?? 0) + 1;
}

export type ParsedDocument<K extends Kind> =
  | { document: DocumentByKind[K]; issues: [] }
  | { document: null; issues: Issue[] };

/** Brings a document of any released schema to today's and checks its shape. */
export function parseDocument<K extends Kind>(kind: K, input: unknown): ParsedDocument<K> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return {
      document: null,
      issues: [issue([], 'not_document', '这不是一个文档', 'This is not a document')],
    };
  let document = input as Record<string, unknown>;
  const from = document.schema;
  if (typeof from !== 'number' || from < 1 || from > currentSchema(kind))
    return {
      document: null,
      issues: [
        issue(
          ['schema'],
          'unknown_schema',
          '文档的版本比本系统新，请先升级',
          'The document is newer than this system; upgrade first',
        ),
      ],
    };
  for (const step of steps[kind]?.slice(from - 1) ?? []) document = step(document);
  const result = kinds[kind].schema.safeParse(document);
  if (result.success) return { document: result.data as DocumentByKind[K], issues: [] };
  return { document: null, issues: result.error.issues.map(explainZod) };
}

/** JSON Schema of a kind, for editors and the reference. */
export function jsonSchemaOf(kind: Kind): unknown {
  return z.toJSONSchema(kinds[kind].schema, { unrepresentable: 'any', reused: 'ref' });
}
