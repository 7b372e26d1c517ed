import type { ImportBody } from '@fieldwork/api-contract';
import type { Locale } from '@fieldwork/metadata';

/** What an import has to do, as its job keeps it. */
export interface ImportTask {
  app: string;
  form: string;
  body: ImportBody;
  headers: string[];
  rowCount: number;
  locale: Locale;
}
