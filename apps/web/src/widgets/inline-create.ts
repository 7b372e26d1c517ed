import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { createContext } from 'react';

export interface CreateRequest {
  form: Form;
  given: Record<string, unknown>;
  onCreated: (record: RecordData) => void;
}

/** Opens a form for a record that a picker misses. Provided by the runtime above, because widgets know no forms. */
export const InlineCreate = createContext<((request: CreateRequest) => void) | null>(null);
