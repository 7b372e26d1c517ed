import type { ImportBody, ImportFormBody, ImportPreview } from '@fieldwork/api-contract';
import { type App, type Field, type Form, fieldOf, type Locale, localize } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { PublishService } from '../metadata/publish.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { forbidden, invalid, notFound, sentence } from '../platform/http/problem.js';
import { JobService } from '../platform/jobs/job.service.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { RecordGate } from '../records/record-gate.js';
import { fieldIdFor } from './field-names.js';
import { formFromSheet } from './form-from-sheet.js';
import { ImportStore } from './import.store.js';
import type { ImportTask } from './import-task.js';
import { headerNames, type SheetHead, type SheetOptions } from './sheet.js';
import { lookAtSheet } from './sheet-reader.js';

const SAMPLE_ROWS = 20_000;

/** From a file to records: a look, a mapping, a job. */
@Injectable()
export class ImportService {
  constructor(
    private readonly files: FileService,
    private readonly gate: RecordGate,
    private readonly registry: AppRegistry,
    private readonly publisher: PublishService,
    private readonly jobs: JobService,
    private readonly store: ImportStore,
    private readonly repeats: Repeats,
  ) {}

  /** What is in the file, and what its columns could become. */
  async preview(
    caller: Caller,
    appId: string,
    file: string,
    sheet: string | undefined,
  ): Promise<ImportPreview> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const looked = await this.#look(caller, file, sheet);
    const names = headerNames(looked.head.headers);
    const taken = new Set<string>();
    return {
      sheets: looked.head.sheets,
      encoding: looked.head.encoding,
      rowCount: looked.rowCount,
      columns: looked.guesses.map((guess, column) => {
        const header = names[column] ?? '';
        const suggestedField = fieldIdFor(header, column, taken);
        taken.add(suggestedField);
        return {
          column,
          header,
          suggestedField,
          suggestedType: guess.type,
          dateOrder: guess.dateOrder,
          emptyWords: guess.emptyWords,
          distinct: guess.distinct,
          samples: guess.samples,
        };
      }),
      rows: looked.rows,
    };
  }

  /** Rows into a form that is there. */
  async intoForm(
    caller: Caller,
    appId: string,
    formId: string,
    body: ImportBody,
    locale: Locale,
    repeatable?: Repeatable,
  ): Promise<{ job: string }> {
    const { form, viewer } = await this.gate.open(caller, appId, formId);
    const policy = viewer.policy(form.id);
    if (policy && !(may(policy, 'import') && may(policy, 'create'))) throw forbidden();
    refuseUnknown(form, body);
    const looked = await this.#look(caller, body.file, body.sheet);
    const task = { app: appId, form: form.id, body, locale };
    const target = `${appId}/${formId}/imports`;
    const work = async (tx: Transaction): Promise<string> => {
      const answer = JSON.stringify({ job: await this.#start(tx, caller, task, looked) });
      await this.repeats.remember(tx, target, repeatable, 202, answer);
      return answer;
    };
    const { database } = this.store;
    return JSON.parse(await this.repeats.once(target, repeatable, () => database.transaction(work)));
  }

  /** A form made out of the file, and its rows: both are there or none. */
  async asForm(
    caller: Caller,
    appId: string,
    body: ImportFormBody,
    locale: Locale,
    repeatable?: Repeatable,
  ): Promise<{ job: string; form: string }> {
    if (!caller.isBuilder) throw forbidden();
    const target = `${appId}/imports`;
    const work = () =>
      this.#asForm(caller, appId, body, locale, (tx, answer) =>
        this.repeats.remember(tx, target, repeatable, 202, answer),
      );
    return JSON.parse(await this.repeats.once(target, repeatable, work));
  }

  async #asForm(
    caller: Caller,
    appId: string,
    body: ImportFormBody,
    locale: Locale,
    remember: (tx: Transaction, answer: string) => Promise<void>,
  ): Promise<string> {
    const { documents } = await this.registry.app(appId);
    const looked = await this.#look(caller, body.file, body.sheet);
    const id =
      body.form.id ??
      fieldIdFor(localize(body.form.label, 'en'), documents.forms.size, new Set(documents.forms.keys()));
    if (documents.forms.has(id))
      throw invalid([
        {
          path: ['form', 'id'],
          code: 'not_unique',
          message: sentence('已有这个表单', 'There is such a form already'),
        },
      ]);
    const form = formFromSheet(id, body, looked.guesses);
    linkReferences(form, body);
    const app: App = { ...documents.app, menu: [...documents.app.menu, { type: 'form', form: id }] };
    const { form: _, ...mapping } = body;
    const task = { app: appId, form: id, body: mapping, locale };
    let answer = '';
    await this.publisher.publish(appId, [form, app], {
      by: caller.userId,
      alsoIn: async (tx) => {
        answer = JSON.stringify({ job: await this.#start(tx, caller, task, looked), form: id });
        await remember(tx, answer);
      },
    });
    return answer;
  }

  #start(
    tx: Transaction,
    caller: Caller,
    task: Omit<ImportTask, 'headers' | 'rowCount'>,
    looked: { head: SheetHead; rowCount: number },
  ): Promise<string> {
    const data: ImportTask = {
      ...task,
      headers: headerNames(looked.head.headers),
      rowCount: looked.rowCount,
    };
    return this.jobs.start(tx, { kind: 'import', data, createdBy: caller.userId, app: task.app });
  }

  async #look(caller: Caller, id: string, sheet: string | undefined) {
    const { file, path } = await this.files.locate(caller, id);
    const options: SheetOptions = { path, name: file.name };
    if (sheet !== undefined) options.sheet = sheet;
    return lookAtSheet(options, SAMPLE_ROWS);
  }
}

function refuseUnknown(form: Form, body: ImportBody): void {
  const missing = body.columns.filter((column) => !fieldOf(form, column.field));
  if (missing.length > 0)
    throw invalid(
      missing.map((column) => ({
        path: ['columns', column.field],
        code: 'unknown_field',
        message: sentence('没有这个字段', 'There is no such field'),
      })),
    );
}

/** A column that is to refer to another form says which by `matchBy`: `form.field`. */
function linkReferences(form: Form, body: ImportFormBody): void {
  for (const column of body.columns) {
    const field: Field | undefined = fieldOf(form, column.field);
    if (field?.type !== 'reference' || !column.matchBy?.includes('.')) continue;
    const [target, by] = column.matchBy.split('.');
    field.form = target as string;
    column.matchBy = by as string;
  }
}
