import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { SessionService } from '../identity/session.service.js';
import { IndexKeeper } from '../records/index-keeper.js';
import { RecordGate } from '../records/record-gate.js';
import type { Write } from '../records/write.js';
import type { ImportTask } from './import-task.js';
import type { SheetOptions } from './sheet.js';

/** What an import works with: the form with the importer's rights of today, and his file. */
@Injectable()
export class ImportRooms {
  constructor(
    private readonly sessions: SessionService,
    private readonly gate: RecordGate,
    private readonly files: FileService,
    private readonly indexes: IndexKeeper,
  ) {}

  async enter(
    task: ImportTask,
    userId: string | null,
  ): Promise<{ write: Write; file: SheetOptions; timeZone: string }> {
    const caller = userId === null ? null : await this.sessions.actingFor(userId);
    if (!caller) throw new Error('The importer may no longer sign in');
    const { write, viewer } = await this.gate.open(caller, task.app, task.form);
    const located = await this.files.locate(caller, task.body.file);
    const file: SheetOptions = { path: located.path, name: located.file.name };
    if (task.body.sheet !== undefined) file.sheet = task.body.sheet;
    const timeZone = task.body.timeZone ?? viewer.context.timeZone;
    return { write: { ...write, source: { kind: 'import' } }, file, timeZone };
  }

  /** Many rows are new: the planner should know. */
  leave(task: ImportTask): void {
    this.indexes.refresh(task.app, task.form);
  }
}
