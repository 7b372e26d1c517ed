import type { AppDocuments, Kind } from '@fieldwork/metadata';

/** An app as it runs: its published documents, one immutable object per revision. Caches hang on its identity. */
export interface PublishedApp {
  id: string;
  revision: number;
  documents: AppDocuments;
  versions: ReadonlyMap<string, number>;
}

export function versionKey(kind: Kind, id: string): string {
  return `${kind}/${id}`;
}
