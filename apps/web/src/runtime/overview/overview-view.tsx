import type { OverviewData, RecordData } from '@fieldwork/api-contract';
import { type Figure, type Form, fieldOf, type Overview } from '@fieldwork/metadata';
import { Skeleton } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useOverview } from '../../api/intake.js';
import { hasStatus } from '../../api/problem.js';
import { exactMoment } from '../../ui/moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import styles from './overview.module.css';
import { OverviewList } from './overview-list.js';
import { OverviewMoments } from './overview-moments.js';
import { overviewWords } from './overview-words.js';

interface OverviewViewProps {
  page: Overview;
  id: string;
  /** Chooses a record of one of the lists, where that leads somewhere. */
  onUse?: ((form: string, record: RecordData) => void) | undefined;
  usable?: ReadonlySet<string> | undefined;
  /** The record's title stands above already. */
  hasHead?: boolean;
}

/** Everything about one record: who it is, how much, what belongs to it, what happened. */
export function OverviewView({ page, id, onUse, usable, hasHead = false }: OverviewViewProps) {
  const t = useWords(overviewWords);
  const { id: app, forms } = useAppScope();
  const { data, error, refetch } = useOverview(app, page.id, id);
  const form = forms.get(page.form);
  if (hasStatus(error, 404, 403)) return <p className="muted">{t('not_found')}</p>;
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!data || !form) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <div className={styles.overview}>
      <Fields
        form={form}
        fields={hasHead ? page.fields.filter((field) => field !== form.title) : page.fields}
        record={data.record}
      />
      <Figures figures={page.figures ?? []} values={data.figures} />
      <div className={styles.body}>
        <div className={styles.lists}>
          {page.lists.map((list) => {
            const found = data.lists.find((one) => one.id === list.id);
            return (
              found && (
                <OverviewList
                  key={list.id}
                  list={list}
                  found={found}
                  from={form}
                  record={data.record}
                  onUse={usable?.has(list.form) ? onUse : undefined}
                />
              )
            );
          })}
        </div>
        {page.timeline && <OverviewMoments page={page} moments={data.moments} />}
      </div>
    </div>
  );
}

function Fields({ form, fields, record }: { form: Form; fields: readonly string[]; record: RecordData }) {
  const text = useText();
  const shown = fields.flatMap((id) => {
    const field = fieldOf(form, id);
    return field && !isEmptyValue(record[id]) ? [field] : [];
  });
  return (
    <dl className={styles.fields}>
      {shown.map((field) => {
        const { Display, isWide } = widgetOf(field);
        return (
          <div key={field.id} data-wide={isWide || undefined}>
            <dt>{text(field.label)}</dt>
            <dd>
              <Display field={field} value={record[field.id]} place="full" />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Figures({ figures, values }: { figures: readonly Figure[]; values: OverviewData['figures'] }) {
  const text = useText();
  const locale = useLocale();
  const shown = figures.filter(({ id }) => Object.hasOwn(values, id));
  if (shown.length === 0) return null;
  return (
    <dl className={styles.figures}>
      {shown.map(({ id, label }) => (
        <div key={id}>
          <dt>{text(label) || id}</dt>
          <dd>{figureText(values[id], locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T/;

function figureText(value: unknown, locale: string): string {
  if (value === null || value === undefined || value === '') return '–';
  const words = String(value);
  if (instant.test(words)) return exactMoment(words);
  // Two digits are enough to read; the sum itself stays exact on the server.
  return /^-?\d+(\.\d+)?$/.test(words)
    ? Number(words).toLocaleString(locale, { maximumFractionDigits: 2 })
    : words;
}
