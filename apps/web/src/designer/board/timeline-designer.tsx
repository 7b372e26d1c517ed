import type { Timeline } from '@fieldwork/metadata';
import { Input, InputNumber, Select, Switch } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import { useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { matchingDesignWords } from '../matching/matching-design-words.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';

const noProblemPlace = () => undefined;

/** Designs a board of people and time. */
export function TimelineDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(matchingDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { forms, data } = useAppScope();
  const page = useDraftView(store).document as Timeline;
  const problems = useProblems('page', page);
  const people = useGround(page.resources.form);
  const work = useGround(page.records.form);
  const set = (key: keyof Timeline) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const resources = (key: keyof Timeline['resources']) => (value: unknown) =>
    set('resources')(withProperty(page.resources, key, value ?? undefined));
  const records = (key: keyof Timeline['records']) => (value: unknown) =>
    set('records')(withProperty(page.records, key, value ?? undefined));
  const formOptions = [...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }));
  const fieldOptions = (form: typeof work.form, wanted: (type: string, target?: string) => boolean) =>
    form.fields
      .filter((field) => wanted(field.type, field.form))
      .map(({ id, label }) => ({ value: id, label: text(label) }));
  const choose = (
    label: string,
    value: string | undefined,
    options: { value: string; label: string }[],
    onChange: (value: unknown) => void,
  ) => (
    <Setting label={label}>
      <Select
        aria-label={label}
        value={value ?? null}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
      />
    </Setting>
  );
  const clock = (key: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={t(key)}
      value={page.hours[key]}
      onChange={(event) => set('hours')({ ...page.hours, [key]: event.target.value })}
    />
  );
  return (
    <DesignerShell store={store} problems={problems} onProblem={noProblemPlace} reload={reload}>
      <div className={parts.middle}>
        <div className={parts.sheet}>
          <TextSetting
            label={d('name')}
            value={page.label}
            isRequired
            onChange={(label) => set('label')(label ?? ' ')}
          />
          <h2>{t('board_people')}</h2>
          {choose(t('board_people_form'), page.resources.form, formOptions, resources('form'))}
          <ConditionField
            label={t('board_who')}
            ground={people.ground}
            value={page.resources.filter}
            onChange={resources('filter')}
          />
          {choose(
            t('board_account'),
            page.resources.person,
            fieldOptions(people.form, (type) => type === 'member'),
            resources('person'),
          )}
          {choose(
            t('board_group'),
            page.resources.group,
            fieldOptions(people.form, (type) => type === 'choice'),
            resources('group'),
          )}
          <h2>{t('board_work')}</h2>
          {choose(t('board_work_form'), page.records.form, formOptions, records('form'))}
          {choose(
            t('board_resource'),
            page.records.resource,
            fieldOptions(work.form, (type, target) => target === page.resources.form || type === 'member'),
            records('resource'),
          )}
          {choose(
            t('board_start'),
            page.records.start,
            fieldOptions(work.form, (type) => type === 'datetime'),
            records('start'),
          )}
          {choose(
            t('board_title'),
            page.records.title,
            fieldOptions(work.form, () => true),
            records('title'),
          )}
          <Setting label={t('board_minutes')}>
            <InputNumber
              aria-label={t('board_minutes')}
              min={5}
              max={10_080}
              value={page.records.minutes}
              onChange={(minutes) => records('minutes')(minutes ?? 60)}
            />
          </Setting>
          <ConditionField
            label={t('board_waiting')}
            ground={work.ground}
            value={page.unassigned.filter}
            onChange={(filter) => set('unassigned')({ ...page.unassigned, filter: filter ?? true })}
          />
          <Setting label={t('board_hours')}>
            <div className={parts.row}>
              {clock('from')}
              {clock('to')}
            </div>
          </Setting>
          {choose(
            t('board_matching'),
            page.matching,
            data.matchings
              .filter(({ form }) => form === page.records.form)
              .map(({ id, label }) => ({ value: id, label: text(label) })),
            (value) => set('matching')(value ?? undefined),
          )}
          <Setting label={t('board_map')}>
            <Switch aria-label={t('board_map')} checked={page.map === true} onChange={set('map')} />
          </Setting>
        </div>
      </div>
    </DesignerShell>
  );
}
