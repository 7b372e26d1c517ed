import type { Routing } from '@fieldwork/metadata';
import { InputNumber, Select, Switch } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { AwaySettings } from '../board/work-settings.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useAppDocuments, useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { CalendarSelect } from '../parts/calendar-select.js';
import { FieldSelect } from '../parts/field-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { ArrivalSettings } from './arrival-settings.js';
import { BreakList } from './break-list.js';
import { routingDesignWords } from './routing-design-words.js';

const costNames = [
  'perKm',
  'perTravelMinute',
  'perOvertimeMinute',
  'perHandOver',
  'perMovedMinute',
  'perResource',
] as const;
/** Designs how the tours of a day are planned: what work, whose days, what counts. */
export function RoutingDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('routing', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'routing'>; reload: () => void }) {
  const t = useWords(routingDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { document: routing } = useDraftView(store);
  const problems = useProblems('routing', routing);
  const matchings = useAppDocuments()?.matchings;
  const matching = matchings?.get(routing.matching);
  const { form: work, ground } = useGround(matching?.form ?? '');
  const { form: people } = useGround(matching?.candidates.form ?? '');
  const set = (key: keyof Routing) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const jobs = (key: keyof Routing['jobs']) => (value: unknown) =>
    set('jobs')(withProperty(routing.jobs, key, value ?? undefined));
  const resources = (key: keyof Routing['resources']) => (value: unknown) =>
    set('resources')(withProperty(routing.resources, key, value ?? undefined));
  const moments = work.fields.filter(({ type }) => type === 'datetime');
  const times = people.fields.filter(({ type }) => type === 'time');
  const { duration, window } = routing.jobs;
  const setWindow = (end: 'from' | 'to', field: string | undefined) => {
    const next = { from: window?.from ?? field, to: window?.to ?? field, [end]: field };
    jobs('window')(next.from && next.to ? next : undefined);
  };
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <TextSetting
          label={d('name')}
          value={routing.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <Setting label={t('matching')}>
          <Select
            aria-label={t('matching')}
            value={matching?.id ?? null}
            status={matching ? '' : 'error'}
            options={[...(matchings?.values() ?? [])].map(({ id, label }) => ({
              value: id,
              label: text(label),
            }))}
            onChange={set('matching')}
          />
        </Setting>
        <Setting label={t('decides')} hint={t('decides_hint')}>
          <Select
            mode="multiple"
            aria-label={t('decides')}
            value={routing.decides ?? []}
            options={[...(matching?.constraints ?? []), ...(matching?.terms ?? [])]
              .filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index)
              .map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(ids) => set('decides')(ids.length === 0 ? undefined : ids)}
          />
        </Setting>
        <h2 data-part="jobs">{t('jobs')}</h2>
        <ConditionField
          label={t('filter')}
          ground={ground}
          value={routing.jobs.filter}
          onChange={jobs('filter')}
        />
        <FieldSelect
          label={t('start')}
          fields={moments}
          value={routing.jobs.start}
          onChange={(field) => field !== undefined && jobs('start')(field)}
        />
        <FieldSelect
          label={t('duration')}
          fields={work.fields.filter(({ type }) => type === 'number')}
          value={duration?.field}
          isOptional
          onChange={(field) =>
            jobs('duration')(field === undefined ? undefined : { field, unit: duration?.unit ?? 'minute' })
          }
        />
        {duration && (
          <Setting label={t('unit')}>
            <Select
              aria-label={t('unit')}
              value={duration.unit}
              options={(['minute', 'hour'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(unit) => jobs('duration')({ ...duration, unit })}
            />
          </Setting>
        )}
        <NumberSetting
          label={t('minutes')}
          min={1}
          max={1440}
          value={routing.jobs.minutes}
          onChange={(minutes) => jobs('minutes')(minutes ?? 60)}
        />
        <div className={parts.pair}>
          {(['from', 'to'] as const).map((end) => (
            <FieldSelect
              key={end}
              label={t(`window_${end}`)}
              fields={moments}
              value={window?.[end]}
              isOptional
              onChange={(field) => setWindow(end, field)}
            />
          ))}
        </div>
        <ConditionField
          label={t('begun')}
          ground={ground}
          value={routing.jobs.begun}
          onChange={jobs('begun')}
        />
        <ConditionField
          label={t('locked')}
          ground={ground}
          value={routing.jobs.locked}
          onChange={jobs('locked')}
        />
        <h2 data-part="resources">{t('people')}</h2>
        <div className={parts.pair}>
          {(['from', 'to'] as const).map((end) => (
            <FieldSelect
              key={end}
              label={t(`shift_${end}`)}
              fields={times}
              value={routing.resources.shift[end]}
              onChange={(field) =>
                field !== undefined && resources('shift')({ ...routing.resources.shift, [end]: field })
              }
            />
          ))}
        </div>
        <Setting label={t('working_days')} hint={t('working_days_hint')}>
          <CalendarSelect
            label={t('working_days')}
            none={t('all_days')}
            value={routing.resources.calendar}
            onChange={resources('calendar')}
          />
        </Setting>
        <NumberSetting
          label={t('overtime')}
          min={0}
          max={480}
          value={routing.resources.overtimeMinutes ?? 0}
          onChange={(minutes) => resources('overtimeMinutes')(minutes || undefined)}
        />
        <BreakList value={routing.resources.breaks} onChange={resources('breaks')} />
        <AwaySettings people={people.id} value={routing.resources.away} onChange={resources('away')} />
        <Setting label={t('returns')}>
          <Switch
            aria-label={t('returns')}
            checked={routing.resources.returns !== false}
            onChange={(value) => resources('returns')(value ? undefined : false)}
          />
        </Setting>
        <ArrivalSettings work={work} value={routing.arrival} onChange={set('arrival')} />
        <Setting label={<h2 data-part="costs">{t('costs')}</h2>} hint={t('costs_hint')}>
          <div className={parts.rows}>
            {costNames.map((name) => (
              <InputNumber
                key={name}
                prefix={t(name)}
                aria-label={t(name)}
                min={0}
                value={routing.costs?.[name] ?? null}
                onChange={(value) =>
                  set('costs')(withProperty(routing.costs ?? {}, name, value ?? undefined))
                }
              />
            ))}
          </div>
        </Setting>
        <NumberSetting
          label={t('seconds')}
          min={1}
          max={120}
          value={routing.seconds ?? 10}
          onChange={set('seconds')}
        />
      </Sheet>
    </DesignerShell>
  );
}
