import type { Issue } from '@fieldwork/expression';
import type { App, MenuItem } from '../documents/app.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Role } from '../documents/role.js';
import { formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkCondition, checkFieldIds, missing } from './checking.js';

export function checkRole(role: Role, documents: AppDocuments): Issue[] {
  const rights = Object.entries(role.forms).flatMap(([id, right]): Issue[] => {
    const form: Form | undefined = documents.forms.get(id);
    if (!form) return [missing(['forms', id], '表单', 'form', id)];
    const types = formTypes(form, documents.forms);
    const path: Path = ['forms', id];
    return [
      ...(['read', 'create', 'update', 'delete'] as const).flatMap((action) =>
        checkCondition(right[action], types, [...path, action]),
      ),
      ...checkFieldIds(right.hidden, form, [...path, 'hidden']),
      ...checkFieldIds(right.readOnly, form, [...path, 'readOnly']),
    ];
  });
  const listed = (ids: Role['reports'], known: ReadonlyMap<string, unknown>, key: string) =>
    (Array.isArray(ids) ? ids : [])
      .filter((id) => !known.has(id))
      .map((id) => missing([key], '文档', 'document', id));
  return [
    ...rights,
    ...listed(role.reports, documents.reports, 'reports'),
    ...listed(role.pages, documents.pages, 'pages'),
    ...checkHome(role, documents),
  ];
}

function checkHome({ home, pages = [] }: Role, documents: AppDocuments): Issue[] {
  if (home === undefined) return [];
  if (!documents.pages.has(home)) return [missing(['home'], '页面', 'page', home)];
  if (pages === 'all' || pages.includes(home)) return [];
  return [
    issue(['home'], 'home_closed', '首页应是可打开的页面之一', 'The first page is one of those it may open'),
  ];
}

export function checkApp(app: App, documents: AppDocuments): Issue[] {
  const one = (item: MenuItem, path: Path): Issue[] => {
    if (item.type === 'group')
      return item.items.flatMap((inner, index) => one(inner, [...path, 'items', index]));
    if (item.type === 'page')
      return documents.pages.has(item.page) ? [] : [missing(path, '页面', 'page', item.page)];
    const form = documents.forms.get(item.form);
    if (!form) return [missing(path, '表单', 'form', item.form)];
    const isView = item.view === undefined || form.views?.some((view) => view.id === item.view);
    return isView ? [] : [missing(path, '视图', 'view', item.view ?? '')];
  };
  return app.menu.flatMap((item, index) => one(item, ['menu', index]));
}
