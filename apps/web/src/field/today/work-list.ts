import type { RecordData } from '@fieldwork/api-contract';
import type { FieldPage, Form } from '@fieldwork/metadata';
import { momentOf } from '../../api/time-zone.js';
import { say } from '../../words/words.js';
import { orderWords } from '../order/order-words.js';
import type { Snapshot } from '../store/field-store.js';

/** The work that is on the phone, in the order of its times; what has no time comes last. */
export function workOf({ records }: Snapshot, { work }: FieldPage): RecordData[] {
  const all = [...(records.get(work.form)?.values() ?? [])];
  const at = (record: RecordData) => String(record[work.from] ?? '9');
  return all.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.id < b.id ? -1 : 1));
}

export type Day = 'late' | 'today' | 'coming' | 'unplanned';

export function dayOf(record: RecordData, { work }: FieldPage): Day {
  const at = record[work.from];
  if (typeof at !== 'string') return 'unplanned';
  const day = momentOf(at).format('YYYY-MM-DD');
  const today = momentOf(new Date()).format('YYYY-MM-DD');
  return day === today ? 'today' : day < today ? 'late' : 'coming';
}

export function titleOfWork(form: Form | undefined, record: RecordData): string {
  const value = form?.title === undefined ? undefined : record[form.title];
  if (typeof value === 'string' && value !== '') return value;
  return record.version === 0 ? say(orderWords, 'waiting_number') : record.id.slice(0, 8);
}
