import type { Issue } from '@fieldwork/expression';
import type { Channel, ChannelOf, ChannelType } from '../documents/channel.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue } from '../issue.js';
import { followerTypes, mailFindTypes, mailScopeTypes } from '../mail-types.js';
import { checkCallChannel } from './check-call-channel.js';
import { checkPublicForm } from './check-public-form.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

type Checker<T extends ChannelType> = (channel: ChannelOf<T>, form: Form, documents: AppDocuments) => Issue[];

const checkers: { [T in ChannelType]: Checker<T> } = {
  mail: checkMail,
  public_form: checkPublicForm,
  call: checkCallChannel,
  api: checkApi,
  message: checkMessage,
  wechat: checkWechat,
};

export function checkChannel(channel: Channel, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(channel.form);
  if (!form) return [missing(['form'], '表单', 'form', channel.form)];
  return (checkers[channel.type] as Checker<ChannelType>)(channel as never, form, documents);
}

function checkApi(channel: ChannelOf<'api'>, form: Form, documents: AppDocuments): Issue[] {
  return [
    ...checkFieldIds(channel.fields, form, ['fields']),
    ...checkAssignments(channel.set, form, formTypes(form, documents.forms), ['set']),
  ];
}

function checkWechat(channel: ChannelOf<'wechat'>, form: Form, documents: AppDocuments): Issue[] {
  const types = { ...formTypes(form, documents.forms), ...followerTypes };
  return checkAssignments(channel.set, form, types, ['set']);
}

/** It leads to words or to a person. */
function checkMessage(channel: ChannelOf<'message'>, form: Form, documents: AppDocuments): Issue[] {
  return [
    ...checkAddress(channel, form, documents),
    ...checkAssignments(channel.undelivered ?? [], form, formTypes(form, documents.forms), ['undelivered']),
  ];
}

function checkAddress({ to, linksPage }: ChannelOf<'message'>, form: Form, documents: AppDocuments): Issue[] {
  const page = linksPage === undefined ? undefined : documents.pages.get(linksPage);
  if (linksPage !== undefined && (page?.type !== 'portal' || page.form !== form.id))
    return [missing(['linksPage'], '客户门户页面', 'portal over this form', linksPage)];
  if (to === undefined) return [];
  const type = formTypes(form, documents.forms)[to];
  if (type?.kind === 'text' || (type?.kind === 'reference' && type.form === 'user')) return [];
  return type
    ? [
        issue(
          ['to'],
          'not_address',
          '请选择电话、邮箱等文本字段或成员字段',
          'Choose a text such as a telephone number, or a member',
        ),
      ]
    : [missing(['to'], '字段', 'field', to)];
}

function checkMail(channel: ChannelOf<'mail'>, form: Form, documents: AppDocuments): Issue[] {
  const types = mailScopeTypes(channel, documents.forms);
  const finds = channel.find ?? [];
  const files = channel.files === undefined ? undefined : fieldOf(form, channel.files);
  const target = files && fieldTypeOf(files).column(files)?.target;
  return [
    ...checkTwice(
      finds.map(({ id }) => id),
      ['find'],
    ),
    ...finds.flatMap(({ form: id, filter }, index) => {
      const other = documents.forms.get(id);
      if (!other) return [missing(['find', index, 'form'], '表单', 'form', id)];
      return checkCondition(filter, mailFindTypes(other, documents.forms), ['find', index, 'filter']);
    }),
    ...checkAssignments(channel.set, form, types, ['set']),
    ...checkAssignments(channel.reply?.set ?? [], form, { ...formTypes(form, documents.forms), ...types }, [
      'reply',
      'set',
    ]),
    ...(channel.files !== undefined && !(target && 'platform' in target && target.platform === 'file')
      ? [issue(['files'], 'not_files', '这个字段不能存放附件', 'This field holds no files')]
      : []),
  ];
}
