import type { Values } from '@fieldwork/form-engine';
import { type Field, fieldTypeOf } from '@fieldwork/metadata';
import { fieldCondition } from '@fieldwork/policy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import type { FileAccess, FileOwner } from '../files/file-access.js';
import { isPicture, noPicture } from '../files/file-type.js';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Config } from '../platform/config/config.js';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { viewerOf } from './viewers.js';
import type { Write } from './write.js';
import { type WriteParticipant, WriteParticipants, type Written } from './write-participants.js';

type Claimed = Awaited<ReturnType<FileService['claim']>>;

function holdsFiles(field: Field): boolean {
  const target = fieldTypeOf(field).column(field)?.target;
  return target !== undefined && 'platform' in target && target.platform === 'file';
}

function holdsPictures(field: Field): boolean {
  return fieldTypeOf(field).onlyPictures === true;
}

/** The files that a field names, those in the rows of a sub-table among them; null where it can hold none. */
function filesIn(field: Field, value: unknown, holds = holdsFiles): string[] | null {
  if (holds(field)) return (value as string[] | null) ?? [];
  const columns = (field.fields ?? []).filter(holds);
  if (columns.length === 0) return null;
  const rows = (value as Values[] | null) ?? [];
  return rows.flatMap((row) => columns.flatMap((column) => filesIn(column, row[column.id], holds) ?? []));
}

/** What stands there already stays, whatever it is. @throws Problem 422 for a new file that is no picture */
function demandPictures(field: Field, { values, base }: Written, claimed: Claimed): void {
  const known = new Set(filesIn(field, base?.[field.id], holdsPictures));
  const types = new Map(claimed.map(({ id, type }) => [id, type]));
  const named = filesIn(field, values[field.id], holdsPictures) ?? [];
  const wrong = named.findIndex((id) => !known.has(id) && !isPicture(types.get(id) ?? ''));
  if (wrong >= 0) throw noPicture([field.id, wrong]);
}

/** The pictures in formatted text, by the addresses that the editor writes; in the rows of a sub-table too. */
function picturesIn(field: Field, value: unknown): string[] {
  if (field.fields && Array.isArray(value))
    return field.fields.flatMap((column) =>
      value.flatMap((row: Values | null) => picturesIn(column, row?.[column.id])),
    );
  if (!fieldTypeOf(field).isMarkup || typeof value !== 'string') return [];
  return [...value.matchAll(/<img[^>]+src="\/api\/v1\/files\/([0-9a-f-]{36})"/gi)].map(([, id]) =>
    String(id),
  );
}

/** Files of records: taken over in the transaction that names them, and read by whoever may read the field. */
@Injectable()
export class RecordFiles implements FileAccess, WriteParticipant, OnModuleInit {
  constructor(
    private readonly files: FileService,
    private readonly participants: WriteParticipants,
    private readonly store: RecordStore,
    private readonly registry: AppRegistry,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.participants.join(this);
    this.files.guard('field', this);
  }

  isConcerned({ form }: Write, { values, base }: Written): boolean {
    return form.fields.some(
      (field) =>
        Object.hasOwn(values, field.id) &&
        (filesIn(field, values[field.id]) ||
          picturesIn(field, values[field.id]).length > 0 ||
          picturesIn(field, base?.[field.id]).length > 0),
    );
  }

  /** A file is claimed before the write that names it, so that nobody else takes it in between. */
  async before(tx: Queryable, { form, by, viewer }: Write, written: Written): Promise<void> {
    const { id, values } = written;
    for (const field of form.fields) {
      if (!Object.hasOwn(values, field.id)) continue;
      const owner: FileOwner = { app: viewer.app, form: form.id, recordId: id, field: field.id };
      const ids = filesIn(field, values[field.id]);
      const isMarkup = [field, ...(field.fields ?? [])].some((one) => fieldTypeOf(one).isMarkup);
      if (ids === null && !isMarkup) continue;
      // A picture that was copied here from another record stays that one's, and is read with its rights.
      const pictures = picturesIn(field, values[field.id]);
      demandPictures(field, written, await this.files.claim(tx, ids ?? [], owner, by, pictures));
    }
  }

  async mayRead(caller: Caller, owner: FileOwner): Promise<boolean> {
    const app = await this.registry.find(owner.app);
    const form = app?.documents.forms.get(owner.form);
    if (!app || !form) return false;
    const viewer = viewerOf(caller, app, this.config.timeZone);
    const policy = viewer.policy(form.id);
    if (policy && fieldCondition(policy, owner.field) === false) return false;
    const json = await this.store.get(this.store.database, viewer, form, owner.recordId);
    if (json === null) return false;
    const value = (JSON.parse(json) as Values)[owner.field];
    return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value !== '';
  }
}
