import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Type } from '@fieldwork/expression';
import type { Matching, MatchingConstraint, MatchingTerm } from '@fieldwork/metadata';
import { Button, InputNumber, Segmented, Select, Slider } from 'antd';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, FormulaField, type Ground } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { newId } from '../document/new-id.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { FiguresEditor } from '../figures/figures-editor.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { AppointmentSettings } from './appointment-settings.js';
import { ChoiceFigures } from './choice-figures.js';
import { DistanceSettings } from './distance-settings.js';
import { matchingDesignWords } from './matching-design-words.js';
import { TryOut } from './try-out.js';
import { useMatchingGround } from './use-matching-ground.js';

const number: Type = { kind: 'number' };
/** Designs one matching: who can, who is better, tried on a record as it is written. */
export function MatchingDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('matching', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'matching'>; reload: () => void }) {
  const t = useWords(matchingDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { forms } = useAppScope();
  const { document: matching } = useDraftView(store);
  const problems = useProblems('matching', matching);
  const ground = useMatchingGround(matching);
  const { form: candidateForm, ground: candidateGround } = useGround(matching.candidates.form);
  const set = (key: keyof Matching) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const formOptions = [...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }));
  const demandForm = forms.get(matching.form);
  const targets = demandForm?.fields.filter(
    ({ type, form }) => form === matching.candidates.form || type === 'member',
  );
  const members = candidateForm.fields.filter(({ type }) => type === 'member');
  const optionsOf = (fields: typeof members | undefined) =>
    (fields ?? []).map(({ id, label }) => ({ value: id, label: text(label) }));
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <TextSetting
          label={d('name')}
          value={matching.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <Setting label={t('demand')}>
          <Select
            aria-label={t('demand')}
            value={matching.form}
            options={formOptions}
            onChange={set('form')}
          />
        </Setting>
        <Setting label={t('candidates')}>
          <Select
            aria-label={t('candidates')}
            value={matching.candidates.form}
            options={formOptions}
            onChange={(form) => set('candidates')({ form })}
          />
        </Setting>
        <ConditionField
          label={t('who_counts')}
          ground={candidateGround}
          value={matching.candidates.filter}
          onChange={(filter) => set('candidates')(withProperty(matching.candidates, 'filter', filter))}
        />
        <Setting label={t('person')}>
          <Select
            allowClear
            aria-label={t('person')}
            value={matching.person ?? null}
            options={optionsOf(members)}
            onChange={(id) => set('person')(id ?? undefined)}
          />
        </Setting>
        <Setting label={t('field')}>
          <Select
            allowClear
            aria-label={t('field')}
            value={matching.field ?? null}
            options={optionsOf(targets)}
            onChange={(id) => set('field')(id ?? undefined)}
          />
        </Setting>
        {demandForm && (
          <>
            <FiguresEditor
              form={demandForm}
              candidate={candidateForm}
              figures={matching.figures}
              onChange={set('figures')}
            />
            <DistanceSettings
              demand={demandForm}
              candidate={candidateForm}
              distance={matching.distance}
              onChange={set('distance')}
            />
          </>
        )}
        <Constraints constraints={matching.constraints} ground={ground} onChange={set('constraints')} />
        <Terms terms={matching.terms} ground={ground} onChange={set('terms')} />
        <h2 data-part="importance load capacity">{t('many')}</h2>
        {(['importance', 'load', 'capacity'] as const).map((key) => (
          <FormulaField
            key={key}
            label={t(key)}
            ground={ground}
            expected={number}
            value={matching[key]}
            onChange={set(key)}
          />
        ))}
        <Setting label={t('reason_from')}>
          <InputNumber
            aria-label={t('reason_from')}
            min={0}
            max={100}
            value={matching.reasonFrom ?? null}
            onChange={(value) => set('reasonFrom')(value ?? undefined)}
          />
        </Setting>
        {demandForm && (
          <AppointmentSettings
            matching={matching}
            demand={demandForm}
            ground={ground}
            onChange={set('appointments')}
          />
        )}
        <ChoiceFigures matching={matching} />
        <TryOut matching={matching} isInOrder={problems.length === 0} />
      </Sheet>
    </DesignerShell>
  );
}

interface ListProps<T> {
  ground: Ground;
  onChange: (list: T[]) => void;
}

function Constraints({
  constraints,
  ground,
  onChange,
}: ListProps<MatchingConstraint> & { constraints: readonly MatchingConstraint[] }) {
  const t = useWords(matchingDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const add = () => {
    const id = newId(
      'must',
      'must',
      constraints.map((one) => one.id),
    );
    onChange([...constraints, { id, label: t('new_must'), must: true }]);
  };
  return (
    <Setting label={<h2 data-part="constraints">{t('must')}</h2>} hint={t('must_hint')}>
      <div className={parts.rows}>
        {constraints.map((one, index) => (
          <section key={one.id} className={parts.card}>
            <div className={parts.row}>
              <TextSetting
                label={d('name')}
                value={one.label}
                isRequired
                onChange={(label) => onChange(constraints.with(index, { ...one, label: label ?? ' ' }))}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${v('delete')} ${text(one.label)}`}
                onClick={() => onChange(constraints.toSpliced(index, 1))}
              />
            </div>
            <ConditionField
              label={t('must')}
              ground={ground}
              value={one.must}
              onChange={(must) => onChange(constraints.with(index, { ...one, must: must ?? true }))}
            />
          </section>
        ))}
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t('add_must')}
        </Button>
      </div>
    </Setting>
  );
}

function Terms({ terms, ground, onChange }: ListProps<MatchingTerm> & { terms: readonly MatchingTerm[] }) {
  const t = useWords(matchingDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const add = () => {
    const id = newId(
      'term',
      'term',
      terms.map((one) => one.id),
    );
    onChange([
      ...terms,
      { id, label: t('new_term'), value: 0, weight: 10, better: 'higher', min: 0, max: 10 },
    ]);
  };
  return (
    <Setting label={<h2 data-part="terms">{t('better')}</h2>} hint={t('better_hint')}>
      <div className={parts.rows}>
        {terms.map((one, index) => {
          const set = (change: Partial<MatchingTerm>) => onChange(terms.with(index, { ...one, ...change }));
          return (
            <section key={one.id} className={parts.card}>
              <div className={parts.row}>
                <TextSetting
                  label={d('name')}
                  value={one.label}
                  isRequired
                  onChange={(label) => set({ label: label ?? ' ' })}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`${v('delete')} ${text(one.label)}`}
                  onClick={() => onChange(terms.toSpliced(index, 1))}
                />
              </div>
              <FormulaField
                label={t('value')}
                ground={ground}
                expected={number}
                value={one.value}
                onChange={(value) => set({ value: value ?? 0 })}
              />
              <Setting label={`${t('weight')} ${one.weight}`}>
                <Slider
                  min={0}
                  max={100}
                  value={one.weight}
                  ariaLabelForHandle={`${t('weight')} ${text(one.label)}`}
                  onChange={(weight) => set({ weight })}
                />
              </Setting>
              <div className={parts.row}>
                <Segmented
                  size="small"
                  value={one.better}
                  onChange={(better) => set({ better })}
                  options={[
                    { value: 'higher' as const, label: t('higher') },
                    { value: 'lower' as const, label: t('lower') },
                  ]}
                />
                <InputNumber
                  size="small"
                  prefix={t('from')}
                  aria-label={t('from')}
                  value={one.min}
                  onChange={(min) => set({ min: min ?? 0 })}
                />
                <InputNumber
                  size="small"
                  prefix={t('to')}
                  aria-label={t('to')}
                  value={one.max}
                  onChange={(max) => set({ max: max ?? 1 })}
                />
              </div>
            </section>
          );
        })}
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t('add_term')}
        </Button>
      </div>
    </Setting>
  );
}
