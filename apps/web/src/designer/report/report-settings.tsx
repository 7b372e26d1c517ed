import { PlusOutlined } from '@ant-design/icons';
import { fieldOf, type Report } from '@fieldwork/metadata';
import { Button, InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { ChartSettings } from './chart-settings.js';
import { DimensionSettings } from './dimension-settings.js';
import { MeasureSettings } from './measure-settings.js';
import { PeriodSettings } from './period-settings.js';
import { RepeatSettings } from './repeat-settings.js';
import { reportDesignWords } from './report-words.js';

export interface ReportSettingsProps {
  report: Report;
  ground: Ground;
  change: (next: (report: Report) => Report, key?: string) => void;
}

/** Everything a report says: its chart, groups, figures, records and order. */
export function ReportSettings({ report, ground, change }: ReportSettingsProps) {
  const t = useWords(reportDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { forms } = useAppScope();
  const set = (key: keyof Report) => (value: unknown) =>
    change((before) => withProperty(before, key, value), key);
  const form = forms.get(report.form);
  const subTables = form?.fields.filter(({ id }) => fieldOf(form, id)?.fields !== undefined) ?? [];
  const addMeasure = () => {
    const id = newId(
      '',
      'figure',
      report.measures.map((one) => one.id),
    );
    const label = t('measure_n', { n: report.measures.length + 1 });
    set('measures')([...report.measures, { id, label, aggregate: 'count' }]);
  };
  return (
    <>
      <TextSetting
        label={d('name')}
        value={report.label}
        isRequired
        onChange={(label) => set('label')(label ?? ' ')}
      />
      <Setting label={t('about')}>
        <Select
          aria-label={t('about')}
          value={report.form}
          onChange={set('form')}
          options={[...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      {subTables.length > 0 && (
        <Setting label={t('rows_of')}>
          <Select
            aria-label={t('rows_of')}
            value={report.rows ?? ''}
            onChange={(rows) => set('rows')(rows || undefined)}
            options={[
              { value: '', label: t('rows_none') },
              ...subTables.map(({ id, label }) => ({ value: id, label: text(label) })),
            ]}
          />
        </Setting>
      )}
      {report.rows === undefined && (
        <RepeatSettings repeat={report.repeat} form={report.form} onChange={set('repeat')} />
      )}
      <ChartSettings report={report} ground={ground} change={change} />
      <Setting label={t('measures')}>
        <div className={parts.rows}>
          {report.measures.map((measure, index) => (
            <MeasureSettings
              key={measure.id}
              measure={measure}
              measures={report.measures}
              ground={ground}
              onChange={(next) => set('measures')(report.measures.with(index, next))}
              onRemove={() => set('measures')(report.measures.toSpliced(index, 1))}
            />
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={addMeasure}>
            {t('add_measure')}
          </Button>
        </div>
      </Setting>
      <PeriodSettings
        period={report.period}
        ground={ground}
        onChange={set('period')}
        compare={report.compare ?? []}
        onCompare={(compare) => set('compare')(compare.length > 0 ? compare : undefined)}
      />
      <DimensionSettings report={report} ground={ground} change={change} />
      <ConditionField label={t('filter')} ground={ground} value={report.filter} onChange={set('filter')} />
      <SortSetting report={report} ground={ground} change={change} />
      <Setting label={t('limit')}>
        <InputNumber
          aria-label={t('limit')}
          style={{ width: '100%' }}
          min={1}
          max={1000}
          precision={0}
          value={report.limit ?? null}
          onChange={set('limit')}
        />
      </Setting>
      <TextSetting label={t('definition')} isLong value={report.description} onChange={set('description')} />
    </>
  );
}

/** By which group or figure the rows are put in order. */
function SortSetting({ report, ground, change }: ReportSettingsProps) {
  const t = useWords(reportDesignWords);
  const text = useText();
  const sort = report.sort?.[0];
  const options = [
    ...report.dimensions.map(({ id, field, label }) => ({
      value: id,
      label: text(label) || (ground.names.words.get(field) ?? field),
    })),
    ...report.measures.map(({ id, label }) => ({ value: id, label: text(label) })),
  ];
  const write = (by: string | undefined, direction: 'ascending' | 'descending') =>
    change((before) => withProperty(before, 'sort', by === undefined ? undefined : [{ by, direction }]));
  return (
    <Setting label={t('sort')}>
      <div className={parts.row}>
        <Select
          allowClear
          aria-label={t('sort')}
          placeholder={t('sort_none')}
          value={sort?.by ?? null}
          onChange={(by) => write(by ?? undefined, sort?.direction ?? 'descending')}
          options={options}
        />
        {sort && (
          <Select
            aria-label={t('sort')}
            value={sort.direction}
            onChange={(direction) => write(sort.by, direction)}
            options={(['ascending', 'descending'] as const).map((value) => ({ value, label: t(value) }))}
          />
        )}
      </div>
    </Setting>
  );
}
