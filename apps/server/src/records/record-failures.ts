import type { Form, Issue } from '@fieldwork/metadata';
import { fieldOf } from '@fieldwork/metadata';
import { nameAtColumn } from '../metadata/table-names.js';
import { isUniqueViolation, sqlState } from '../platform/database/database-errors.js';
import { conflict, invalid, Problem, sentence } from '../platform/http/problem.js';

function constraintOf(error: unknown): string {
  return (error as { constraint?: string }).constraint ?? '';
}

function fieldOfConstraint(form: Form, name: string): string | undefined {
  const isOf = (field: string) =>
    ['fk', 'key'].some(
      (kind) =>
        name === nameAtColumn(form.id, field, kind) ||
        // As it was cut once.
        name === `${form.id.slice(0, 24)}_${field.slice(0, 30)}_${kind}`,
    );
  return form.fields.find(({ id }) => isOf(id))?.id;
}

function at(path: Issue['path'], code: string, zh: string, en: string): Issue {
  return { path, code, message: { 'zh-CN': zh, en } };
}

function idIsUsed(): Problem {
  return conflict(sentence('这个标识已经用过', 'This id has been used already'), [
    at(['id'], 'not_unique', '这个标识已经用过', 'This id has been used already'),
  ]);
}

/** What a refused write means in terms of the form; other errors go on as they are. */
export function explainWriteError(error: unknown, form: Form): unknown {
  if (error instanceof Problem) return error;
  const constraint = constraintOf(error);
  if (isUniqueViolation(error)) {
    const field = fieldOfConstraint(form, constraint);
    if (field) return invalid([at([field], 'not_unique', '已有相同的值', 'This value is taken already')]);
    if (constraint.endsWith('_pkey')) return idIsUsed();
  }
  // A row that came with the id of a row of another record.
  if (sqlState(error) === '23502' && (error as { column?: string }).column === 'parent_id') return idIsUsed();
  if (sqlState(error) === '23503') {
    const field = fieldOfConstraint(form, constraint);
    if (field || fieldOf(form, constraint))
      return invalid([
        at([field ?? constraint], 'no_such_record', '所选记录不存在', 'There is no such record'),
      ]);
    return invalid([
      at([], 'no_such_record', '引用的记录不存在', 'A record that is referred to does not exist'),
    ]);
  }
  return error;
}
