import type { PortalData, PortalQuestion } from '@fieldwork/api-contract';
import { fieldOf, fillMessage, type Portal, type PortalAction, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { holds, type OpenPortal } from './portal-door.js';
import { PortalMessages } from './portal-messages.js';

/** What somebody outside gets to see: what the page names, and nothing else of the record. */
@Injectable()
export class PortalViews {
  constructor(private readonly messages: PortalMessages) {}

  async show(portal: OpenPortal): Promise<PortalData> {
    const { page, opened, values, expiresAt } = portal;
    const { form } = opened;
    const title = form.title === undefined ? null : wordsOf(portal, form.title);
    return {
      brand: page.brand,
      intro: page.intro ?? null,
      title: (typeof title === 'string' ? title : title?.['zh-CN']) ?? '',
      shown: page.shown.flatMap(({ field, label, when }) => {
        const text = wordsOf(portal, field);
        return text === null || !holds(when, portal, values)
          ? []
          : [{ label: label ?? fieldOf(form, field)?.label ?? field, text }];
      }),
      steps: stepsOf(page, portal),
      actions: (page.actions ?? [])
        .filter(({ when }) => holds(when, portal, values))
        .map((action) => ({
          id: action.id,
          label: action.label,
          help: action.help ?? null,
          style: action.style ?? 'primary',
          thanks: action.thanks ?? null,
          questions: questionsOf(action, portal),
        })),
      messages: page.messages ? await this.messages.list(portal) : null,
      expiresAt,
      timeZone: opened.write.platform.context.timeZone,
    };
  }
}

/** A value as people read it; null where it is empty. */
export function wordsOf({ opened, values }: OpenPortal, path: string): Text | null {
  const text = fillMessage(`{{${path}}}`, {
    form: opened.form,
    forms: opened.app.documents.forms,
    values,
    timeZone: opened.write.platform.context.timeZone,
  });
  return Object.values(text).every((words) => words === '') ? null : text;
}

/** The last step whose condition holds is where the record stands; those before it are behind. */
function stepsOf({ steps: all = [] }: Portal, portal: OpenPortal): PortalData['steps'] {
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

function questionsOf({ fields = [] }: PortalAction, portal: OpenPortal): PortalQuestion[] {
  const { form } = portal.opened;
  return fields.flatMap((question) => {
    const field = fieldOf(form, question.field);
    if (!field) return [];
    return [
      {
        id: field.id,
        type: field.type,
        label: question.label ?? field.label,
        hint: question.hint ?? null,
        required: question.required === true,
        options: field.options?.map(({ id, label }) => ({ id, label })) ?? null,
        scale: field.scale ?? null,
        // Only what the page shows anyway is named to whoever signs.
        signed:
          field.of?.flatMap((id) => {
            const line = portal.page.shown.find((one) => one.field === id);
            return line ? (line.label ?? fieldOf(form, id)?.label ?? []) : [];
          }) ?? null,
      },
    ];
  });
}
