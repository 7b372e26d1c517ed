import { createHash } from 'node:crypto';
import type { PortalData, PortalQuestion } from '@fieldwork/api-contract';
import { fieldOf, fillMessage, type Portal, type PortalAction, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { questionsOf } from '../channels/public-question.js';
import type { Opened } from '../records/record-gate.js';
import { PortalAppointments } from './portal-appointments.js';
import { holds, type OpenPortal } from './portal-door.js';
import { PortalMessages } from './portal-messages.js';
import { PortalTasks } from './portal-tasks.js';

/** What somebody outside gets to see: what the page names, and nothing else of the record. */
@Injectable()
export class PortalViews {
  constructor(
    private readonly messages: PortalMessages,
    private readonly appointments: PortalAppointments,
    private readonly tasks: PortalTasks,
  ) {}

  async show(portal: OpenPortal): Promise<PortalData> {
    const { page, opened, values, expiresAt } = portal;
    return {
      brand: page.brand,
      intro: page.intro ?? null,
      title: titleOf(portal),
      shown: shownOf(portal, page.shown),
      steps: stepsOf(page, portal),
      actions: (page.actions ?? [])
        .filter(({ when }) => holds(when, portal, values))
        .map((action) => ({
          id: action.id,
          label: action.label,
          help: action.help ?? null,
          style: action.style ?? 'primary',
          thanks: action.thanks ?? null,
          questions: questionsFor(action, portal),
        })),
      seen: seenOf(portal, page, await this.tasks.answered(portal)),
      library: libraryOf(opened.app, page),
      appointment: await this.appointments.show(portal),
      messages: page.messages ? await this.messages.list(portal) : null,
      expiresAt,
      timeZone: opened.write.platform.context.timeZone,
    };
  }
}

/** The library that stands beside a portal. */
export function libraryOf(app: Opened['app'], { library: id }: Portal): PortalData['library'] {
  const page = id === undefined ? undefined : app.documents.pages.get(id);
  return page ? { label: page.label, path: `/l/${app.id}/${page.id}` } : null;
}

/** A record as it is read. */
export type ShownRecord = Pick<OpenPortal, 'opened' | 'values'>;

/**
 * Stands for what the page shows of the record and the tasks that it answers: nobody agrees to figures that were changed
 * while he read others, nor to a question that was asked after it.
 */
export function seenOf(record: ShownRecord, { shown }: Portal, answered: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([shownOf(record, shown), answered]))
    .digest('base64url')
    .slice(0, 22);
}

/** The fields that are shown of it, those that are empty or not due left out. */
export function shownOf(record: ShownRecord, shown: Portal['shown']): PortalData['shown'] {
  return shown.flatMap(({ field, label, when }) => {
    const text = wordsOf(record, field);
    return text === null || !holds(when, record, record.values)
      ? []
      : [{ label: label ?? fieldOf(record.opened.form, field)?.label ?? field, text }];
  });
}

export function titleOf(record: ShownRecord): string {
  const { title } = record.opened.form;
  const words = title === undefined ? null : wordsOf(record, title);
  return (typeof words === 'string' ? words : words?.['zh-CN']) ?? '';
}

/** A value as people read it; null where it is empty. */
export function wordsOf({ opened, values }: ShownRecord, path: string): Text | null {
  const text = fillMessage(`{{${path}}}`, {
    form: opened.form,
    forms: opened.app.documents.forms,
    values,
    timeZone: opened.write.platform.context.timeZone,
  });
  return Object.values(text).every((words) => words === '') ? null : text;
}

/** The last step whose condition holds is where the record stands; those before it are behind. */
export function stepsOf({ steps: all = [] }: Portal, portal: ShownRecord): PortalData['steps'] {
  const steps = all.filter(({ visible }) => holds(visible, portal, portal.values));
  const now = steps.findLastIndex(({ when }) => holds(when, portal, portal.values));
  return steps.map(({ id, label, at }, index) => {
    const moment = at === undefined ? null : portal.values[at];
    return {
      id,
      label,
      state: index < now ? 'done' : index === now ? 'now' : 'ahead',
      at: index <= now && typeof moment === 'string' ? moment : null,
    };
  });
}

function questionsFor({ fields = [] }: PortalAction, { opened, page }: OpenPortal): PortalQuestion[] {
  // Only what the page shows anyway is named to whoever signs.
  const signed = (id: string) => {
    const line = page.shown.find((one) => one.field === id);
    return line ? (line.label ?? fieldOf(opened.form, id)?.label ?? []) : [];
  };
  return questionsOf(fields, opened.form).map((question) => ({
    ...question,
    signed: fieldOf(opened.form, question.id)?.of?.flatMap(signed) ?? null,
  }));
}
