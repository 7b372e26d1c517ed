import { type Calendar, datesOf, holidaySetNames, holidaySets, workingPlan } from '@fieldwork/metadata';
import { Button, Checkbox, Select } from 'antd';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useAppDocuments, useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import styles from './calendar.module.css';
import { calendarWords } from './calendar-words.js';
import { ExceptionsEditor } from './exceptions-editor.js';
import { MonthPreview, weekdays } from './month-preview.js';
import { SlotsEditor } from './slots-editor.js';

/** Designs working time: the week, holidays, exceptions, and what comes of them month by month. */
export function CalendarDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('calendar', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

const emptyWeek: NonNullable<Calendar['week']> = [[], [], [], [], [], [], []];
const workdays = 5;

function Designing({ store, reload }: { store: DraftStore<'calendar'>; reload: () => void }) {
  const t = useWords(calendarWords);
  const d = useWords(designerWords);
  const text = useText();
  const { timeZone } = useAppScope();
  const { calendars } = useAppDocuments();
  const { document: calendar } = useDraftView(store);
  const problems = useProblems('calendar', calendar);
  const set = (key: keyof Calendar) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const week = calendar.week ?? emptyWeek;
  const plan = useMemo(() => workingPlan(calendar, calendars, timeZone), [calendar, calendars, timeZone]);
  const names = useMemo(() => namesOf(calendar, text), [calendar, text]);
  const list = (value: unknown[]) => (value.length > 0 ? value : undefined);
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet className={styles.sheet}>
        <TextSetting
          label={d('name')}
          value={calendar.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <Setting label={t('time_zone')}>
          <Select
            showSearch
            allowClear
            aria-label={t('time_zone')}
            placeholder={timeZone}
            value={calendar.timeZone ?? null}
            onChange={(zone) => set('timeZone')(zone ?? undefined)}
            options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
          />
        </Setting>
        <h2 data-part="week">{t('week')}</h2>
        <p className="muted">{t('over_midnight')}</p>
        <div className={styles.week}>
          {weekdays.map((day, index) => (
            <div key={day} className={styles.weekRow}>
              <b>{t(day)}</b>
              <SlotsEditor
                label={t(day)}
                slots={week[index] ?? []}
                onChange={(slots) => set('week')(week.with(index, slots))}
              />
              {index === 0 && (
                <Button
                  size="small"
                  type="link"
                  onClick={() =>
                    set('week')(week.map((slots, other) => (other < workdays ? (week[0] ?? []) : slots)))
                  }
                >
                  {t('copy_down')}
                </Button>
              )}
            </div>
          ))}
        </div>
        <h2 data-part="holidays">{t('holidays')}</h2>
        {holidaySetNames.map((name) => (
          <Checkbox
            key={name}
            checked={calendar.holidays?.includes(name) ?? false}
            onChange={({ target }) => set('holidays')(target.checked ? [name] : undefined)}
          >
            {text(holidaySets[name].label)}{' '}
            <span className="muted">{t('known_until', { year: holidaySets[name].years.last })}</span>
          </Checkbox>
        ))}
        <div style={{ marginTop: 12 }}>
          <Setting label={t('include')}>
            <Select
              mode="multiple"
              aria-label={t('include')}
              value={calendar.include ?? []}
              onChange={(ids) => set('include')(list(ids))}
              options={[...calendars.values()]
                .filter(({ id }) => id !== calendar.id)
                .map(({ id, label }) => ({ value: id, label: text(label) }))}
            />
          </Setting>
        </div>
        <h2 data-part="exceptions">{t('exceptions')}</h2>
        <ExceptionsEditor
          exceptions={calendar.exceptions ?? []}
          onChange={(exceptions) => set('exceptions')(list(exceptions))}
        />
        <h2>{t('preview')}</h2>
        <MonthPreview plan={plan} names={names} />
      </Sheet>
    </DesignerShell>
  );
}

function namesOf({ holidays, exceptions }: Calendar, text: ReturnType<typeof useText>): Map<string, string> {
  const named = (holidays ?? []).flatMap((name) =>
    holidaySets[name].days.map(({ date, name: holiday }) => [date, holiday] as const),
  );
  const own = (exceptions ?? []).flatMap((one) =>
    datesOf(one).map((date) => [date, text(one.label)] as const),
  );
  return new Map([...named, ...own]);
}
