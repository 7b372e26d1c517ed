import type { AccountKeys } from '@fieldwork/ledger';
import { accountFields, type Form, fieldOf, type Ledger, localize } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import type { Viewer } from '../records/viewer.js';

/** One key of an account as people read it; `isReadable` is false where the viewer may not read what it leads to. */
export interface KeyWords {
  'zh-CN': string;
  en: string;
  isReadable: boolean;
}

/** Accounts in words: titles of the records that keys lead to, labels of options. */
@Injectable()
export class LedgerWords {
  constructor(private readonly records: RecordService) {}

  /** One row of words per account. */
  async of(
    on: Queryable,
    viewer: Viewer,
    ledger: Ledger,
    accounts: readonly AccountKeys[],
  ): Promise<KeyWords[][]> {
    const form = viewer.documents.forms.get(ledger.form);
    if (!form) return accounts.map(() => []);
    const fields = accountFields(ledger);
    const columns = await Promise.all(
      fields.map((id, index) => {
        const values = accounts.map((keys) => keys[index] ?? null);
        return this.#column(on, viewer, form, id, values);
      }),
    );
    return accounts.map((_, row) => columns.map((column) => column[row] as KeyWords));
  }

  async #column(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    id: string,
    values: readonly (string | null)[],
  ): Promise<KeyWords[]> {
    const field = fieldOf(form, id);
    const target = field?.form === undefined ? undefined : viewer.documents.forms.get(field.form);
    const ids = [...new Set(values.filter((value) => value !== null))];
    const titles = target ? await this.records.titles(viewer, target, ids, on) : null;
    return values.map((value): KeyWords => {
      if (value === null) return { 'zh-CN': '（空）', en: '(empty)', isReadable: true };
      if (titles) {
        const title = titles.get(value) ?? '—';
        return { 'zh-CN': title, en: title, isReadable: titles.has(value) };
      }
      const label = field?.options?.find((option) => option.id === value)?.label ?? value;
      return { 'zh-CN': localize(label, 'zh-CN'), en: localize(label, 'en'), isReadable: true };
    });
  }
}
