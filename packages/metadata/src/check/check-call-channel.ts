import type { Issue } from '@fieldwork/expression';
import type { CallChannel } from '../documents/channels/call.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldOf } from '../form-types.js';
import { issue } from '../issue.js';
import { missing } from './checking.js';

const moments = ['startedAt', 'answeredAt'] as const;

export function checkCallChannel(channel: CallChannel, form: Form, documents: AppDocuments): Issue[] {
  const { fields, states = {} } = channel;
  const state = fields.state === undefined ? undefined : fieldOf(form, fields.state);
  const options = new Set((state?.options ?? []).map(({ id }) => id));
  return [
    ...(documents.pages.get(channel.intake)?.type === 'intake'
      ? []
      : [missing(['intake'], '受理台页面', 'intake page', channel.intake)]),
    ...Object.entries(fields).flatMap(([name, id]) =>
      fieldOf(form, id) ? [] : [missing(['fields', name], '字段', 'field', id)],
    ),
    ...(fieldOf(form, fields.agent)?.type === 'member'
      ? []
      : [issue(['fields', 'agent'], 'not_people', '请选择成员字段', 'Choose a member field')]),
    ...moments.flatMap((name) => {
      const id = fields[name];
      if (id === undefined || fieldOf(form, id)?.type === 'datetime') return [];
      return [issue(['fields', name], 'not_date', '请选择日期时间字段', 'Choose a field with date and time')];
    }),
    ...Object.entries(states).flatMap(([name, option]) =>
      options.has(option) ? [] : [missing(['states', name], '选项', 'option', option)],
    ),
  ];
}
