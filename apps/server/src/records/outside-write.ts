import type { Transaction } from '../platform/database/queryable.js';
import { conflict, Problem, sentence } from '../platform/http/problem.js';
import type { RecordService } from './record.service.js';
import type { Write } from './write.js';

/**
 * What somebody outside does with a record by its link. Of what the office changed meanwhile nothing is said outside:
 * only that the page is to be loaded again.
 */
export async function writeFromOutside(
  records: RecordService,
  write: Write,
  id: string,
  values: Record<string, unknown>,
  options: Parameters<RecordService['update']>[3],
  tx: Transaction,
): Promise<void> {
  try {
    await records.update({ ...write, narrowing: { isAutomatic: true } }, id, values, options, tx);
  } catch (error) {
    throw error instanceof Problem && error.status === 409 ? notNow() : error;
  }
}

export function notNow(): Problem {
  return conflict(
    sentence('现在不能这样操作，请刷新页面', 'This is not possible now; please load the page again'),
  );
}
