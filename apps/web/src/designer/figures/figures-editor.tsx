import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Figure, type Form, formTypes } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, FormulaField } from '../conditions/expression-field.js';
import { useFigureGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { figureWords } from './figure-words.js';

const aggregates = Object.keys({
  count: true,
  sum: true,
  average: true,
  min: true,
  max: true,
  latest: true,
  list: true,
} satisfies Record<Figure['aggregate'], true>) as Figure['aggregate'][];

interface FiguresProps {
  /** The form of the record at hand. */
  form: Form;
  /** In a matching: the form of the candidates. */
  candidate?: Form | undefined;
  figures: readonly Figure[] | undefined;
  onChange: (figures: Figure[] | undefined) => void;
}

/** Figures over other records that conditions and values then name. */
export function FiguresEditor({ form, candidate, figures = [], onChange }: FiguresProps) {
  const t = useWords(figureWords);
  const v = useWords(verbs);
  const text = useText();
  const { forms } = useAppScope();
  const write = (next: Figure[]) => onChange(next.length === 0 ? undefined : next);
  const add = () => {
    const ids = figures.map(({ id }) => id);
    const target = [...forms.keys()][0] ?? form.id;
    write([
      ...figures,
      { id: newId('figure', 'figure', ids), label: t('first_name'), form: target, aggregate: 'count' },
    ]);
  };
  return (
    <Setting label={t('figures')} hint={figures.length === 0 ? t('hint') : undefined}>
      <div className={parts.rows}>
        {figures.map((figure, index) => (
          <section key={figure.id} className={parts.card}>
            <div className={parts.row} style={{ marginBottom: 8 }}>
              <strong>{text(figure.label) || figure.id}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${v('delete')} ${text(figure.label)}`}
                onClick={() => write(figures.toSpliced(index, 1))}
              />
            </div>
            <FigureSettings
              form={form}
              candidate={candidate}
              figure={figure}
              onChange={(next) => write(figures.with(index, next))}
            />
          </section>
        ))}
        <Button size="small" icon={<PlusOutlined />} style={{ justifySelf: 'start' }} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </Setting>
  );
}

function FigureSettings({
  form,
  candidate,
  figure,
  onChange,
}: {
  form: Form;
  candidate: Form | undefined;
  figure: Figure;
  onChange: (figure: Figure) => void;
}) {
  const t = useWords(figureWords);
  const { forms } = useAppScope();
  const ground = useFigureGround(figure.form, form, candidate);
  const set = (key: keyof Figure, value: unknown) => onChange(withProperty(figure, key, value));
  const target = forms.get(figure.form);
  const moments = Object.entries(target ? formTypes(target, forms) : {})
    .filter(([path, { kind }]) => (kind === 'date' || kind === 'datetime') && !path.includes('.'))
    .map(([path]) => ({ value: path, label: ground.names.words.get(path) ?? path }));
  return (
    <>
      <TextSetting label={t('name')} value={figure.label} onChange={(label) => set('label', label)} />
      <FormSelect
        label={t('form')}
        value={figure.form}
        onChange={(id) => onChange({ id: figure.id, label: figure.label, form: id, aggregate: 'count' })}
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={figure.filter}
        onChange={(filter) => set('filter', filter)}
      />
      <Setting label={t('aggregate')}>
        <Select
          aria-label={t('aggregate')}
          value={figure.aggregate}
          onChange={(aggregate) => {
            const value = figure.value ?? { var: 'created_at' };
            onChange(aggregate === 'count' ? { ...figure, aggregate } : { ...figure, aggregate, value });
          }}
          options={aggregates.map((value) => ({ value, label: t(value) }))}
        />
      </Setting>
      {figure.aggregate !== 'count' && (
        <FormulaField
          label={t('value')}
          ground={ground}
          expected={undefined}
          value={figure.value}
          onChange={(value) => set('value', value ?? null)}
        />
      )}
      {figure.aggregate === 'latest' && (
        <Setting label={t('by')}>
          <Select
            aria-label={t('by')}
            value={figure.by ?? 'created_at'}
            onChange={(by) => set('by', by)}
            options={moments}
          />
        </Setting>
      )}
    </>
  );
}
