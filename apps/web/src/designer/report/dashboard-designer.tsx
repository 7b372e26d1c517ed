import { DeleteOutlined } from '@ant-design/icons';
import { type Dashboard, pageItemSchema } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { filterFieldsOf } from '../../runtime/filters/filter-fields.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import { useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { DashboardGrid } from './dashboard-grid.js';
import { addItem, removeItem } from './page-edit.js';
import { reportDesignWords } from './report-words.js';

/** Designs one dashboard: reports on a grid, and the filters they share. */
export function DashboardDesigner({ store, reload }: PageDesignerProps) {
  const page = useDraftView(store).document as Dashboard;
  const change: Change = (next, key) => store.change((before) => next(before as Dashboard), key);
  const [selected, select] = useState<string | null>(null);
  const problems = useProblems('page', page);
  const remove = (id: string) => {
    change((before) => removeItem(before, id));
    select(null);
  };
  return (
    <DesignerShell
      store={store}
      problems={problems}
      reload={reload}
      onProblem={({ path }) => select(path[0] === 'items' ? (page.items[Number(path[1])]?.id ?? null) : null)}
    >
      <div className={parts.panes} data-panes="2">
        <div className={parts.middle}>
          <DashboardGrid
            page={page}
            selected={selected}
            onSelect={select}
            onRemove={remove}
            onChange={(items, key) => change((before) => ({ ...before, items }), key)}
          />
        </div>
        <div className={parts.pane}>
          {page.items.some(({ id }) => id === selected) ? (
            <ItemSettings page={page} id={selected ?? ''} change={change} onRemove={remove} />
          ) : (
            <PageSettings page={page} change={change} onAdded={select} />
          )}
        </div>
      </div>
    </DesignerShell>
  );
}

type Change = (next: (page: Dashboard) => Dashboard, key?: string) => void;

function ItemSettings({
  page,
  id,
  change,
  onRemove,
}: {
  page: Dashboard;
  id: string;
  change: Change;
  onRemove: (id: string) => void;
}) {
  const t = useWords(reportDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const item = page.items.find((one) => one.id === id);
  if (!item) return null;
  return (
    <>
      <div className={parts.paneTitle}>{text(scope.reports.get(item.report)?.label)}</div>
      <TextSetting
        label={t('item_title')}
        value={item.label}
        onChange={(label) =>
          change(
            (before) => ({
              ...before,
              items: before.items.map((one) =>
                one.id === id ? pageItemSchema.parse(withProperty(one, 'label', label)) : one,
              ),
            }),
            `title ${id}`,
          )
        }
      />
      <p className="muted">{t('item_keys')}</p>
      <div className={parts.actions}>
        <Link to={`/apps/${scope.id}/design/reports/${item.report}`}>
          <Button size="small">{t('edit_report')}</Button>
        </Link>
        <Button size="small" danger icon={<DeleteOutlined />} onClick={() => onRemove(id)}>
          {v('remove')}
        </Button>
      </div>
    </>
  );
}

function PageSettings({
  page,
  change,
  onAdded,
}: {
  page: Dashboard;
  change: Change;
  onAdded: (id: string) => void;
}) {
  const t = useWords(reportDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { reports, forms } = useAppScope();
  const used = new Set(page.items.map(({ report }) => reports.get(report)?.form));
  const fields = new Map(
    [...forms.values()]
      .filter(({ id }) => used.has(id))
      .flatMap((form) => filterFieldsOf(form))
      .map((field) => [field.path, text(field.label)]),
  );
  const add = (report: string) => {
    const added = addItem(page, report, reports.get(report)?.chart.type ?? 'bar');
    change(() => added.page);
    onAdded(added.id);
  };
  const setFilters = (paths: string[]) =>
    change((before) => {
      const kept = paths.map(
        (field) =>
          before.filters?.find((one) => one.field === field) ?? { id: field.replaceAll('.', '_'), field },
      );
      return withProperty(before, 'filters', kept.length > 0 ? kept : undefined);
    });
  return (
    <>
      <TextSetting
        label={d('name')}
        value={page.label}
        isRequired
        onChange={(label) => change((before) => ({ ...before, label: label ?? ' ' }), 'label')}
      />
      <Setting label={t('page_filters')}>
        <Select
          mode="multiple"
          aria-label={t('page_filters')}
          showSearch={{ optionFilterProp: 'label' }}
          value={(page.filters ?? []).map(({ field }) => field)}
          onChange={setFilters}
          options={[...fields].map(([value, label]) => ({ value, label }))}
        />
      </Setting>
      <Setting label={t('add_report')} hint={reports.size === 0 ? t('no_reports') : undefined}>
        <div className={parts.rows}>
          {[...reports.values()].map((report) => (
            <Button
              key={report.id}
              size="small"
              style={{ justifyContent: 'start' }}
              onClick={() => add(report.id)}
            >
              {text(report.label)}
            </Button>
          ))}
        </div>
      </Setting>
    </>
  );
}
