import type { Issue } from '@fieldwork/expression';
import { askedForm } from '../connectors/asked-form.js';
import type { Connector } from '../documents/connector.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes, withOld } from '../form-types.js';
import { issue } from '../issue.js';
import { checkCondition, checkExpression, checkFieldIds, missing } from './checking.js';

export function checkConnector(connector: Connector, documents: AppDocuments): Issue[] {
  const own = documents.forms.get(connector.form);
  if (!own) return [missing(['form'], '表单', 'form', connector.form)];
  const { rows } = connector;
  if (rows !== undefined && !fieldOf(own, rows)?.fields)
    return [missing(['rows'], '子表', 'sub-table', rows)];
  const form = askedForm(connector, own);
  const types = formTypes(form, documents.forms);
  const { request, direction, on } = connector;
  const bringsIn = direction === 'in' || direction === 'hook';
  return [
    ...(request?.body ?? []).flatMap(({ value }, index) =>
      checkExpression(value, types, ['request', 'body', index, 'value']),
    ),
    ...(connector.map ?? []).flatMap(({ field: id, matchBy }, index) =>
      checkMapped(form, id, matchBy, documents, index),
    ),
    ...(connector.map ?? []).flatMap(({ since1970 }, index) =>
      since1970 === undefined || bringsIn
        ? []
        : [
            issue(
              ['map', index, 'since1970'],
              'not_here',
              '只有接入的数据可以换算时间',
              'Only what comes in is counted from 1970',
            ),
          ],
    ),
    ...checkFieldIds(connector.needs, form, ['needs']),
    ...checkFieldIds(on?.fields, form, ['on', 'fields']),
    ...checkCondition(on?.when, on?.event === 'changed' ? withOld(types) : types, ['on', 'when']),
    ...wanted(direction !== 'hook', request, 'request', '请填写请求', 'Say what is asked or sent'),
    ...wanted(
      bringsIn,
      connector.key,
      'key',
      '请指定识别同一条数据的编号字段',
      'Say by which field an item is known again',
    ),
    ...wanted(bringsIn, connector.map, 'map', '请指定字段对应', 'Say which values go where'),
    ...wanted(direction === 'out', on, 'on', '请指定什么时候发送', 'Say when a record is sent'),
    ...wanted(
      direction === 'ask',
      connector.shown,
      'shown',
      '请指定显示哪些结果',
      'Say what is shown of the answer',
    ),
    ...wanted(
      connector.conflict === 'newest',
      connector.changedAt,
      'changedAt',
      '请指定对方的修改时间',
      'Say where they tell when it changed',
    ),
    ...checkKey(connector, form),
  ];
}

function wanted(isWanted: boolean, value: unknown, path: string, zh: string, en: string): Issue[] {
  return isWanted && value === undefined ? [issue([path], 'required', zh, en)] : [];
}

function checkKey({ key, direction }: Connector, form: Form): Issue[] {
  if (!key || (direction !== 'in' && direction !== 'hook')) return [];
  const field = fieldOf(form, key.field);
  if (!field) return [missing(['key', 'field'], '字段', 'field', key.field)];
  return fieldTypeOf(field).type(field)?.kind === 'text'
    ? []
    : [issue(['key', 'field'], 'not_text', '编号应保存在文本字段中', 'Their id is kept in a field of text')];
}

function checkMapped(
  form: Form,
  id: string,
  matchBy: string | undefined,
  documents: AppDocuments,
  index: number,
): Issue[] {
  const field = fieldOf(form, id);
  if (!field) return [missing(['map', index, 'field'], '字段', 'field', id)];
  const definition = fieldTypeOf(field);
  if (definition.generated || field.fields)
    return [
      issue(['map', index, 'field'], 'not_writable', '这个字段不能写入', 'This field cannot be written'),
    ];
  const target = field.form === undefined ? undefined : documents.forms.get(field.form);
  if (matchBy === undefined || (target && fieldOf(target, matchBy))) return [];
  return [missing(['map', index, 'matchBy'], '字段', 'field', matchBy)];
}
