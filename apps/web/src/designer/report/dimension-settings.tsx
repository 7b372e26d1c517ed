import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Dimension, grains, type Report } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { newId } from '../document/new-id.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { reportDesignWords } from './report-words.js';

const mostDimensions = 4;

interface DimensionsProps {
  report: Report;
  ground: Ground;
  change: (next: (report: Report) => Report, key?: string) => void;
}

/** What a report groups by, and what opens below each group. */
export function DimensionSettings({ report, ground, change }: DimensionsProps) {
  const t = useWords(reportDesignWords);
  const write = (dimensions: Dimension[]) => change((before) => ({ ...before, dimensions }));
  const options = [...ground.names.words].map(([path, word]) => ({ value: path, label: word }));
  const add = () => {
    const id = newId(
      '',
      'group',
      report.dimensions.map((one) => one.id),
    );
    write([...report.dimensions, { id, field: options[0]?.value ?? 'created_at' }]);
  };
  return (
    <Setting label={t('dimensions')}>
      <div className={parts.rows}>
        {report.dimensions.map((dimension, index) => (
          <OneDimension
            key={dimension.id}
            dimension={dimension}
            ground={ground}
            options={options}
            onChange={(next) => write(report.dimensions.with(index, next))}
            onRemove={() => write(report.dimensions.toSpliced(index, 1))}
          />
        ))}
        {report.dimensions.length < mostDimensions && (
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t('add_dimension')}
          </Button>
        )}
      </div>
    </Setting>
  );
}

interface OneDimensionProps {
  dimension: Dimension;
  ground: Ground;
  options: { value: string; label: string }[];
  onChange: (dimension: Dimension) => void;
  onRemove: () => void;
}

function OneDimension({ dimension, ground, options, onChange, onRemove }: OneDimensionProps) {
  const t = useWords(reportDesignWords);
  const v = useWords(verbs);
  const isMoment = (path: string) => ['date', 'datetime'].includes(ground.names.types[path]?.kind ?? '');
  const choose = (field: string) => {
    const { grain: _grain, label: _label, ...rest } = dimension;
    onChange({ ...rest, field, ...(isMoment(field) ? { grain: 'month' as const } : {}) });
  };
  const setLevels = (fields: string[]) => {
    const levels = fields.map(
      (field) => dimension.levels?.find((level) => level.field === field) ?? { field },
    );
    onChange(withProperty(dimension, 'levels', levels.length > 0 ? levels : undefined));
  };
  return (
    <div className={parts.rows}>
      <div className={parts.row}>
        <Select
          aria-label={t('dimensions')}
          showSearch={{ optionFilterProp: 'label' }}
          value={dimension.field}
          onChange={choose}
          options={options}
        />
        {isMoment(dimension.field) && (
          <Select
            aria-label={t('grain')}
            value={dimension.grain ?? 'none'}
            popupMatchSelectWidth={false}
            onChange={(grain) =>
              onChange(withProperty(dimension, 'grain', grain === 'none' ? undefined : grain))
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
          onClick={onRemove}
        />
      </div>
      <Select
        mode="multiple"
        aria-label={t('levels')}
        placeholder={isMoment(dimension.field) ? t('levels_auto') : t('levels')}
        showSearch={{ optionFilterProp: 'label' }}
        maxCount={5}
        value={(dimension.levels ?? []).map(({ field }) => field)}
        onChange={setLevels}
        options={options}
      />
    </div>
  );
}
