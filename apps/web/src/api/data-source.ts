import type { RecordData } from '@fieldwork/api-contract';
import type { FileInfo } from './files.js';
import type { ListParameters, RecordPage } from './records.js';
import type { Session } from './session.js';

/**
 * Where pages read and write when it is not the server: a phone answers from what it holds. The forms, pickers and
 * inputs above do not know the difference.
 */
export interface DataSource {
  session(): Session | null;
  list(form: string, parameters: ListParameters): RecordPage;
  read(form: string, id: string): RecordData;
  keepFile(file: File): Promise<FileInfo>;
  /** An address for an `img`; null where only the server has the file. */
  fileUrl(id: string): string | null;
}

let source: DataSource | null = null;

/** Called once, by the entry of a page that has its own data, before anything is shown. */
export function setDataSource(own: DataSource): void {
  source = own;
}

export function dataSource(): DataSource | null {
  return source;
}
