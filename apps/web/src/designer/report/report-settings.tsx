import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { chartTypes, type Dimension, grains, type Report } from '@fieldwork/metadata';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { MeasureSettings } from './measure-settings.js';
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
      <ChartSettings report={report} ground={ground} change={change} />
      <Setting label={t('measures')}>
        <div className={parts.rows}>
          {report.measures.map((measure, index) => (
            <MeasureSettings
              key={measure.id}
              measure={measure}
              report={report}
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
      <Dimensions report={report} ground={ground} change={change} />
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

function ChartSettings({ report, change }: ReportSettingsProps) {
  const t = useWords(reportDesignWords);
  const { chart } = report;
  const set = (key: keyof Report['chart']) => (value: unknown) =>
    change((before) => ({ ...before, chart: withProperty(before.chart, key, value) }), `chart ${key}`);
  const hasTarget =
    chart.type === 'kpi' || chart.type === 'gauge' || chart.type === 'line' || chart.type === 'bar';
  return (
    <>
      <Setting label={t('chart')}>
        <Select
          aria-label={t('chart')}
          value={chart.type}
          onChange={set('type')}
          options={chartTypes.map((type) => ({ value: type, label: t(`chart_${type}`) }))}
        />
      </Setting>
      {chart.type === 'bar' && (
        <Checkbox
          style={{ marginBottom: 14 }}
          checked={chart.horizontal === true}
          onChange={({ target }) => set('horizontal')(target.checked || undefined)}
        >
          {t('horizontal')}
        </Checkbox>
      )}
      {hasTarget && (
        <Setting label={t('target')}>
          <Input
            aria-label={t('target')}
            value={chart.target ?? ''}
            maxLength={40}
            onChange={({ target }) => set('target')(target.value)}
          />
        </Setting>
      )}
      {chart.type === 'gauge' && (
        <Setting label={t('max')}>
          <Input
            aria-label={t('max')}
            value={chart.max ?? ''}
            maxLength={40}
            onChange={({ target }) => set('max')(target.value)}
          />
        </Setting>
      )}
    </>
  );
}

function Dimensions({ report, ground, change }: ReportSettingsProps) {
  const t = useWords(reportDesignWords);
  const v = useWords(verbs);
  const write = (dimensions: Dimension[]) => change((before) => ({ ...before, dimensions }));
  const options = [...ground.names.words].map(([path, word]) => ({ value: path, label: word }));
  const isMoment = (path: string) => ['date', 'datetime'].includes(ground.names.types[path]?.kind ?? '');
  const add = () => {
    const id = newId(
      '',
      'group',
      report.dimensions.map((one) => one.id),
    );
    write([...report.dimensions, { id, field: options[0]?.value ?? 'created_at' }]);
  };
  const choose = (index: number, field: string) => {
    const { grain: _grain, label: _label, ...rest } = report.dimensions[index] as Dimension;
    write(
      report.dimensions.with(index, {
        ...rest,
        field,
        ...(isMoment(field) ? { grain: 'month' as const } : {}),
      }),
    );
  };
  return (
    <Setting label={t('dimensions')}>
      <div className={parts.rows}>
        {report.dimensions.map((dimension, index) => (
          <div key={dimension.id} className={parts.row}>
            <Select
              aria-label={t('dimensions')}
              showSearch={{ optionFilterProp: 'label' }}
              value={dimension.field}
              onChange={(field) => choose(index, field)}
              options={options}
            />
            {isMoment(dimension.field) && (
              <Select
                aria-label={t('grain')}
                value={dimension.grain ?? 'none'}
                popupMatchSelectWidth={false}
                onChange={(grain) =>
                  write(
                    report.dimensions.with(
                      index,
                      withProperty(dimension, 'grain', grain === 'none' ? undefined : grain),
                    ),
                  )
                }
                options={(['none', ...grains] as const).map((grain) => ({
                  value: grain as string,
                  label: t(`grain_${grain}`),
                }))}
              />
            )}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={v('remove')}
              onClick={() => write(report.dimensions.toSpliced(index, 1))}
            />
          </div>
        ))}
        {report.dimensions.length < 4 && (
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t('add_dimension')}
          </Button>
        )}
      </div>
    </Setting>
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
