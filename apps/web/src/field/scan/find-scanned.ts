import type { RecordData } from '@fieldwork/api-contract';
import type { FieldPage } from '@fieldwork/metadata';
import type { FieldStore } from '../store/field-store.js';

export interface Scanned {
  form: string;
  record: RecordData;
}

/**
 * Everything on the phone that carries this code, letter for letter. A code that is an address (the QR codes of devices
 * lead to a page for customers) is also looked for by its last part.
 */
export function findScanned(code: string, { scan }: FieldPage, { snapshot }: FieldStore): Scanned[] {
  const wanted = new Set([code, lastPart(code)].map(plain));
  return (scan?.finds ?? []).flatMap(({ form, fields }) =>
    [...(snapshot.records.get(form)?.values() ?? [])]
      .filter((record) =>
        fields.some((id) => typeof record[id] === 'string' && wanted.has(plain(record[id]))),
      )
      .map((record) => ({ form, record })),
  );
}

const plain = (text: string) => text.trim().toLowerCase();

function lastPart(code: string): string {
  try {
    const { pathname, searchParams } = new URL(code);
    return searchParams.values().next().value ?? pathname.split('/').at(-1) ?? code;
  } catch {
    return code;
  }
}
