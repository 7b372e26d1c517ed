import { type Form, localize, type MenuItem, type PageType, type Text, type View } from '@fieldwork/metadata';
import type { AppScopeValue } from '../../api/app-scope.js';
import type { icons } from '../../ui/icon.js';

/** What a page of each type is known by. */
const pageIcons: Record<PageType, keyof typeof icons> = {
  dashboard: 'dashboard',
  timeline: 'calendar',
  overview: 'solution',
  intake: 'phone',
  field: 'mobile',
  portal: 'smile',
  library: 'book',
};

export interface MenuEntry {
  key: string;
  to: string;
  label: Text;
  icon: string | undefined;
  /** Of a list: the view it opens, and whether that is the list as it opens by itself. */
  view: string | null;
  isPlain: boolean;
}
export interface MenuGroup {
  key: string;
  label: Text | null;
  entries: MenuEntry[];
}

type Leaf = Exclude<MenuItem, { type: 'group' }>;

/** The menu as the caller may see it: what he has no right to is left out, and so are groups without anything. */
export function menuOf(scope: AppScopeValue): MenuGroup[] {
  const groups: MenuGroup[] = [];
  const loose = () => {
    const last = groups.at(-1);
    if (last?.label === null) return last;
    const group: MenuGroup = { key: `loose-${groups.length}`, label: null, entries: [] };
    groups.push(group);
    return group;
  };
  scope.data.app.menu.forEach((item, index) => {
    if (item.type === 'group') {
      const entries = item.items.flatMap((leaf) => entryOf(scope, leaf) ?? []);
      if (entries.length > 0) groups.push({ key: `group-${index}`, label: item.label, entries });
      return;
    }
    const entry = entryOf(scope, item);
    if (entry) loose().entries.push(entry);
  });
  return groups;
}

function entryOf(scope: AppScopeValue, item: Leaf): MenuEntry | null {
  const base = `/apps/${scope.id}`;
  if (item.type === 'page') {
    const page = scope.pages.get(item.page);
    return page
      ? {
          key: `page-${page.id}`,
          to: `${base}/pages/${page.id}`,
          label: item.label ?? page.label,
          icon: pageIcons[page.type],
          view: null,
          isPlain: true,
        }
      : null;
  }
  const form = scope.forms.get(item.form);
  if (!form || !scope.access(form.id).read) return null;
  const view = form.views?.find(({ id }) => id === item.view);
  return {
    key: `form-${form.id}-${view?.id ?? ''}`,
    to: `${base}/forms/${form.id}${view ? `?view=${view.id}` : ''}`,
    label: item.label ?? (view ? viewIn(form, view) : form.label),
    icon: form.icon,
    view: view?.id ?? null,
    isPlain: view?.filter === undefined,
  };
}

/** A view alone has lost its noun ("All"): outside its list it is named with it. */
function viewIn(form: Form, view: View): Text {
  const named = (locale: 'zh-CN' | 'en') =>
    `${localize(form.label, locale)} · ${localize(view.label, locale)}`;
  return { 'zh-CN': named('zh-CN'), en: named('en') };
}
