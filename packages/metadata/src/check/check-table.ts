import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import { type Issue, issue, type Path } from '../issue.js';
import { childTable } from '../storage.js';

/** What the database takes for a name. */
const longestName = 63;

/** Rows have a table of their own, named after form and field together. */
export function checkTable(form: Form, field: Field, path: Path): Issue[] {
  if (childTable(form.id, field.id).length <= longestName) return [];
  const most = longestName - childTable('', '').length;
  return [
    issue(
      [...path, 'id'],
      'too_long',
      `表单与子表的标识合起来最多 ${most} 个字符`,
      `The ids of form and sub-table together have at most ${most} characters`,
    ),
  ];
}
