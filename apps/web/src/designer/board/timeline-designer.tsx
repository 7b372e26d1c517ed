import type { Timeline } from '@fieldwork/metadata';
import { Input, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { filterFieldsOf } from '../../runtime/filters/filter-fields.js';
import { columnsOf } from '../../runtime/list/columns.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { useAppDocuments } from '../document/use-problems.js';
import { taskNodesOf } from '../effects/do-task-effect.js';
import { FormSelect } from '../effects/form-select.js';
import { SortEditor } from '../form/sort-editor.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { boardDesignWords } from './board-design-words.js';
import { PeopleSettings } from './people-settings.js';
import { AwaySettings, WorkSettings } from './work-settings.js';

/** Designs a board of people and time. */
export function TimelineDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(boardDesignWords);
  const text = useText();
  const page = useDraftView(store).document as Timeline;
  const { form, ground } = useGround(page.records.form);
  const set = (key: keyof Timeline) => (value: unknown) =>
    store.change((before) => withProperty(before as Timeline, key, value), key);
  const columns = columnsOf(form, []).map(({ path, label }) => ({ value: path, label: text(label) }));
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <h2>{t('people')}</h2>
      <PeopleSettings value={page.resources} onChange={set('resources')} />
      <h2>{t('work')}</h2>
      <FormSelect
        label={t('work_form')}
        value={page.records.form}
        onChange={(next) => next !== page.records.form && store.change(() => begunWith(page, next))}
      />
      <WorkSettings value={page.records} people={page.resources.form} onChange={set('records')} />
      <h2>{t('waiting_part')}</h2>
      <ConditionField
        label={t('waiting')}
        ground={ground}
        value={page.unassigned.filter}
        onChange={(filter) => set('unassigned')({ ...page.unassigned, filter: filter ?? true })}
      />
      <SortEditor
        columns={columns}
        value={page.unassigned.sort}
        onChange={(sort) => set('unassigned')(withProperty(page.unassigned, 'sort', sort))}
      />
      <Setting label={t('waiting_filters')}>
        <Select
          mode="multiple"
          maxCount={10}
          aria-label={t('waiting_filters')}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...(page.unassigned.filters ?? [])]}
          onChange={(next) =>
            set('unassigned')(withProperty(page.unassigned, 'filters', next.length > 0 ? next : undefined))
          }
          options={filterFieldsOf(form).map(({ path, label }) => ({ value: path, label: text(label) }))}
        />
      </Setting>
      <h2>{t('away_part')}</h2>
      <AwaySettings value={page.away} people={page.resources.form} onChange={set('away')} />
      <h2>{t('board')}</h2>
      <BoardSettings page={page} set={set} />
    </DesignSheet>
  );
}

/** The board over another form: what named fields of the former one has to be chosen again. */
function begunWith(page: Timeline, form: string): Timeline {
  const { matching: _matching, routing: _routing, actions: _actions, ...rest } = page;
  const { minutes } = page.records;
  return {
    ...rest,
    records: { form, resource: '', start: '', title: 'created_at', minutes },
    unassigned: { filter: true },
  };
}

function BoardSettings(props: { page: Timeline; set: (key: keyof Timeline) => (value: unknown) => void }) {
  const { page, set } = props;
  const t = useWords(boardDesignWords);
  const text = useText();
  const { flows, data } = useAppScope();
  const own = [...flows.values()].filter((flow) => flow.form === page.records.form);
  const actions = new Map(
    own.flatMap(taskNodesOf).flatMap((node) => node.actions.map(({ id, label }) => [id, text(label)])),
  );
  const matchings = data.matchings.filter((one) => one.form === page.records.form);
  const routings = [...(useAppDocuments()?.routings.values() ?? [])];
  const clock = (key: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={t(key)}
      value={page.hours[key]}
      onChange={(event) => set('hours')({ ...page.hours, [key]: event.target.value })}
    />
  );
  return (
    <>
      <Setting label={t('hours')}>
        <div className={parts.row}>
          {clock('from')}
          {clock('to')}
        </div>
      </Setting>
      <Setting label={t('matching')}>
        <Select
          allowClear
          aria-label={t('matching')}
          value={page.matching ?? null}
          onChange={(value) => set('matching')(value ?? undefined)}
          options={matchings.map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      <Setting label={t('routing')}>
        <Select
          allowClear
          aria-label={t('routing')}
          value={page.routing ?? null}
          onChange={(value) => set('routing')(value ?? undefined)}
          options={routings.map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      <Setting label={t('actions')} hint={t('actions_hint')}>
        <Select
          mode="multiple"
          maxCount={5}
          aria-label={t('actions')}
          value={[...(page.actions ?? [])]}
          onChange={(next) => set('actions')(next.length > 0 ? next : undefined)}
          options={[...actions].map(([value, label]) => ({ value, label }))}
        />
      </Setting>
      <SwitchSetting
        label={t('map')}
        isOn={page.map === true}
        onChange={(isOn) => set('map')(isOn || undefined)}
      />
    </>
  );
}
