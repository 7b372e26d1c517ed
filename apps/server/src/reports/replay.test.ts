import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Document, ExpressionJson, Field, Form, Kpi, Rule } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { RecordBatch } from '../records/record-batch.js';
import { RecordGate } from '../records/record-gate.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

/** Real tickets, where they are at hand: 12,000 incidents of ServiceNow, 4,580 tickets of an Italian help desk. */
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const sources = {
  incident: `${data}servicenow-incidents/incidents_12000.csv.gz`,
  ticket: `${data}helpdesk-4tu/helpdesk.csv`,
};
const isThere = Object.values(sources).every((file) => existsSync(file));
const most = process.env.FIELDWORK_LONG ? Number.POSITIVE_INFINITY : 2000;
const app = 'replay';
const api = `/api/v1/apps/${app}`;

const priorities = ['1 - Critical', '2 - High', '3 - Moderate', '4 - Low'];
const levels = ['Value 1', 'Value 2', 'Value 3', 'Value 4'];
const optionId = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^(?=\d)/, 'p');
const limits: Record<string, number> = {
  p1_critical: 480,
  p2_high: 960,
  p3_moderate: 2400,
  p4_low: 4800,
  value_1: 9600,
  value_2: 4800,
  value_3: 2400,
  value_4: 480,
};
const worked: ExpressionJson = {
  round: [{ workingMinutes: [{ var: 'opened_at' }, { var: 'closed_at' }, 'office'] }, 3],
};

function form(id: string, label: string, grade: string, grades: readonly string[], more: Field[]): Form {
  const fields: Field[] = [
    { id: 'number', type: 'text', label: 'Number' },
    {
      id: grade,
      type: 'choice',
      label: grade,
      options: grades.map((one) => ({ id: optionId(one), label: one })),
    },
    { id: 'opened_at', type: 'datetime', label: 'Opened' },
    { id: 'closed_at', type: 'datetime', label: 'Closed' },
    { id: 'allowed', type: 'number', label: 'Minutes allowed' },
    { id: 'worked', type: 'formula', label: 'Minutes worked', result: 'number', scale: 3, compute: worked },
    ...more,
  ];
  return { kind: 'form', schema: 1, id, label, title: 'number', fields, layout: [] };
}
const number = (id: string): Field => ({ id, type: 'number', label: id });
const forms = [
  form('incident', 'Incident', 'priority', priorities, [
    { id: 'made_sla', type: 'yes_no', label: 'Made SLA' },
    number('reassigned'),
    number('reopened'),
    { id: 'team', type: 'text', label: 'Group' },
  ]),
  form('ticket', 'Ticket', 'level', levels, [number('steps')]),
];

const tables: Document[] = forms.map(({ id, fields }) => ({
  kind: 'decision_table',
  schema: 1,
  id: `${id}_limits`,
  label: 'Limits',
  form: id,
  hit: { policy: 'unique' },
  inputs: [{ id: 'grade', label: 'Grade', expression: { var: fields[1]?.id ?? '' } }],
  outputs: [{ id: 'allowed', label: 'Allowed', type: 'minutes' }],
  rows: (fields[1]?.options ?? []).map((option) => ({
    id: option.id,
    when: { grade: { is: 'in', values: [option.id] } },
    then: { allowed: limits[option.id] ?? 0 },
  })),
}));
const rules: Rule[] = forms.map(({ id }) => ({
  kind: 'rule',
  schema: 1,
  id: `grade_${id}`,
  label: 'Limits',
  form: id,
  trigger: { on: 'schedule', schedule: { every: 'day', at: '03:00' } },
  condition: { isEmpty: [{ var: 'allowed' }] },
  actions: [{ type: 'decide', table: `${id}_limits`, set: [{ field: 'allowed', output: 'allowed' }] }],
}));

const isMet: ExpressionJson = { '<=': [{ var: 'worked' }, { var: 'allowed' }] };
const minutes: ExpressionJson = { dateDiff: [{ var: 'opened_at' }, { var: 'closed_at' }, 'minute'] };
type Measure = Kpi['measures'][number];
const kpi = (id: string, of: string, measures: Measure[], filter?: ExpressionJson): Kpi => ({
  kind: 'kpi',
  schema: 1,
  id,
  label: id,
  formula: id,
  form: of,
  measures,
  period: { field: 'opened_at', unit: 'year', count: 40 },
  direction: 'higher',
  ...(filter === undefined ? {} : { filter }),
});
const count = (filter?: ExpressionJson): Measure[] => [
  { id: 'n', label: 'n', aggregate: 'count', ...(filter === undefined ? {} : { filter }) },
];
const rate = (filter: ExpressionJson): Measure[] => [
  { id: 'rate', label: 'rate', aggregate: 'ratio', of: 'part', by: 'all', scale: 4 },
  { id: 'part', label: 'part', aggregate: 'count', filter, hidden: true },
  { id: 'all', label: 'all', aggregate: 'count', hidden: true },
];
const over = (aggregate: 'average' | 'median' | 'max' | 'sum', value: ExpressionJson): Measure[] => [
  { id: 'v', label: 'v', aggregate, value, scale: 2 },
];
const graded = (field: string, grade: string): ExpressionJson => ({ '==': [{ var: field }, grade] });

/** A figure, and the same by SQL that knows nothing of the product: `w` are working minutes counted day by day. */
type Figure = [document: Kpi, table: string, sql: string];
const share = (condition: string) =>
  `round(count(*) filter (where ${condition})::numeric / nullif(count(*), 0), 4)`;
const clock = '(extract(epoch from closed_at - opened_at) / 60)';
const allowed = `case grade ${Object.entries(limits)
  .map(([grade, limit]) => `when '${grade}' then ${limit}`)
  .join(' ')} end`;
const figures: Figure[] = [
  [kpi('incidents', 'incident', count()), 'incident', 'count(*)'],
  ...priorities.map((one): Figure => {
    const grade = optionId(one);
    return [
      kpi(`incidents_${grade}`, 'incident', count(graded('priority', grade))),
      'incident',
      `count(*) filter (where grade = '${grade}')`,
    ];
  }),
  [kpi('attainment', 'incident', rate(isMet)), 'incident', share(`w <= ${allowed}`)],
  ...priorities.map((one): Figure => {
    const grade = optionId(one);
    return [
      kpi(`attainment_${grade}`, 'incident', rate(isMet), graded('priority', grade)),
      `(select * from incident where grade = '${grade}') x`,
      share(`w <= ${allowed}`),
    ];
  }),
  [kpi('mean_open', 'incident', over('average', minutes)), 'incident', `round(avg(${clock}), 2)`],
  [
    kpi('median_open', 'incident', over('median', minutes)),
    'incident',
    `round(percentile_cont(0.5) within group (order by ${clock})::numeric, 2)`,
  ],
  [kpi('made_sla', 'incident', rate({ '==': [{ var: 'made_sla' }, true] })), 'incident', share('made_sla')],
  [
    kpi('reassigned', 'incident', rate({ '>': [{ var: 'reassigned' }, 0] })),
    'incident',
    share('reassigned > 0'),
  ],
  [kpi('reopened', 'incident', rate({ '>': [{ var: 'reopened' }, 0] })), 'incident', share('reopened > 0')],
  [
    kpi('teams', 'incident', [{ id: 'd', label: 'd', aggregate: 'distinct', value: { var: 'team' } }]),
    'incident',
    'count(distinct team)',
  ],
  [kpi('worked_sum', 'incident', over('sum', { var: 'worked' })), 'incident', 'round(sum(round(w, 3)), 2)'],
  [kpi('tickets', 'ticket', count()), 'ticket', 'count(*)'],
  [kpi('ticket_attainment', 'ticket', rate(isMet)), 'ticket', share(`w <= ${allowed}`)],
  [kpi('ticket_mean', 'ticket', over('average', { var: 'worked' })), 'ticket', 'round(avg(round(w, 3)), 2)'],
  [
    kpi('ticket_median', 'ticket', over('median', minutes)),
    'ticket',
    `round(percentile_cont(0.5) within group (order by ${clock})::numeric, 2)`,
  ],
  [kpi('ticket_steps', 'ticket', over('average', { var: 'steps' })), 'ticket', 'round(avg(steps), 2)'],
];

const documents: Document[] = [
  {
    kind: 'app',
    schema: 1,
    id: app,
    label: 'Replay',
    timeZone: 'UTC',
    menu: [{ type: 'page', page: 'board' }],
  },
  ...forms,
  ...tables,
  ...rules,
  ...figures.map(([document]) => document),
  {
    kind: 'calendar',
    schema: 1,
    id: 'office',
    label: 'Office',
    timeZone: 'UTC',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: '09:00', to: '17:30' }] : [])),
  },
  {
    kind: 'report',
    schema: 1,
    id: 'by_priority',
    label: 'Attainment',
    form: 'incident',
    dimensions: [{ id: 'priority', field: 'priority' }],
    measures: [
      { id: 'rate', label: 'Attainment', aggregate: 'ratio', of: 'met', by: 'all', scale: 4 },
      { id: 'met', label: 'Met', aggregate: 'count', filter: isMet },
      { id: 'all', label: 'All', aggregate: 'count' },
    ],
    chart: { type: 'table' },
  },
  {
    kind: 'page',
    schema: 1,
    id: 'board',
    label: 'Board',
    type: 'dashboard',
    items: [{ id: 'a', report: 'by_priority', x: 0, y: 0, width: 12, height: 8 }],
  },
];

/** Day/month/year, as the file has it; in UTC. */
function moment(text: string | undefined): string | null {
  const found = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text ?? '');
  if (!found) return null;
  const [day = 0, month = 1, year = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString();
}

function incidents(): Record<string, unknown>[] {
  const [head = '', ...lines] = gunzipSync(readFileSync(sources.incident))
    .toString('utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  const last = new Map<string, Record<string, string>>();
  for (const line of lines) {
    const row = Object.fromEntries(line.split(',').map((value, index) => [names[index], value]));
    last.set(String(row.number), row);
  }
  return [...last.values()].map((row) => ({
    number: row.number,
    priority: optionId(row.priority ?? ''),
    opened_at: moment(row.opened_at),
    closed_at: moment(row.closed_at),
    made_sla: row.made_sla === 'true',
    reassigned: row.reassignment_count,
    reopened: row.reopen_count,
    team: row.assignment_group === '?' ? null : row.assignment_group,
  }));
}

function tickets(): Record<string, unknown>[] {
  const cases = new Map<string, { at: number[]; level: string }>();
  for (const line of readFileSync(sources.ticket, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const cells = line.split(',');
    const at = Date.parse(`${cells[3]?.replaceAll('/', '-').replace(' ', 'T')}Z`);
    const known = cases.get(cells[0] ?? '') ?? { at: [], level: cells[12] ?? '' };
    known.at.push(at);
    cases.set(cells[0] ?? '', known);
  }
  return [...cases].map(([id, { at, level }]) => ({
    number: id,
    level: optionId(level),
    opened_at: new Date(Math.min(...at)).toISOString(),
    closed_at: new Date(Math.max(...at)).toISOString(),
    steps: at.length,
  }));
}

(isThere ? describe : describe.skip)(
  'real tickets, graded, timed and counted (skipped where the data is not there)',
  () => {
    let test: TestApp;
    let admin: Awaited<ReturnType<TestApp['as']>>;
    const kept: Record<string, Record<string, unknown>[]> = {};

    beforeAll(async () => {
      test = await createTestApp();
      await test.app.get(AppService).install(documents, null);
      admin = await test.as('admin');
      kept.incident = incidents().slice(0, most);
      kept.ticket = tickets().slice(0, most);
      for (const [id, rows] of Object.entries(kept)) {
        const { write } = await test.app.get(RecordGate).openAsPlatform(app, id, null, { kind: 'import' });
        for (let at = 0; at < rows.length; at += 500) {
          const part = rows.slice(at, at + 500);
          const outcomes = await test.database.transaction((tx) =>
            test.app.get(RecordBatch).create(tx, { ...write, narrowing: { isAutomatic: true } }, part),
          );
          expect(outcomes.filter((outcome) => 'issues' in outcome)).toEqual([]);
        }
      }
      await test.database.query(`update platform.outbox set due_at = now() where topic = 'rule.moment'`);
      const open = async (id: string) =>
        (
          await test.database.query<{ n: string }>(
            `select count(*) as n from app_replay.${id} where allowed is null`,
          )
        ).rows[0]?.n === '0';
      await until(async () => (await open('incident')) && (await open('ticket')), 240_000);
    }, 300_000);
    afterAll(() => test?.close());

    /** By hand: office hours are the parts of each weekday between nine and half past five. */
    const byHand = async (table: string, sql: string): Promise<string | null> => {
      const source = (id: string, grade: string, more: string) => `${id} as (
      select ${grade} as grade, opened_at, closed_at, ${more},
        (select coalesce(sum(greatest(0, extract(epoch from
             least(d + interval '17 hours 30 minutes', t.closed_at at time zone 'UTC')
             - greatest(d + interval '9 hours', t.opened_at at time zone 'UTC')))), 0) / 60
         from generate_series(date_trunc('day', t.opened_at at time zone 'UTC'), t.closed_at at time zone 'UTC', '1 day') d
         where extract(isodow from d) < 6) as w
      from app_replay.${id} t where deleted_at is null)`;
      const { rows } = await test.database.query<{ value: string | null }>(
        `with ${source('incident', 'priority', 'made_sla, reassigned, reopened, team')},
            ${source('ticket', 'level', 'steps')}
       select (${sql})::text as value from ${table}`,
      );
      return rows[0]?.value ?? null;
    };

    it.each(figures.map((figure) => [figure[0].id, figure] as const))(
      '%s equals SQL written by hand',
      async (id, [, table, sql]) => {
        const { body } = await admin.post(`${api}/kpis/${id}/data`).send({}).expect(200);
        const found = body.data.rows[0]?.[0];
        expect(found === null ? null : Number(found)).toBe(Number(await byHand(table, sql)));
      },
    );

    it('attainment is the sum of the records, in the report and in the lists that its figures open', async () => {
      const { data: report } = (await admin.post(`${api}/reports/by_priority/data`).send({}).expect(200))
        .body;
      const at = (name: string) => report.columns.findIndex(({ id }: { id: string }) => id === name);
      let met = 0;
      for (const [index, row] of report.rows.entries()) {
        const [rateAt, metAt, allAt] = [at('rate'), at('met'), at('all')];
        expect(Number(row[rateAt])).toBeCloseTo(Number(row[metAt]) / Number(row[allAt]), 4);
        const filter = JSON.stringify(
          report.drill[index][metAt - report.columns.length + report.drill[index].length],
        );
        const { body } = await admin
          .get(`${api}/forms/incident/records`)
          .query({ filter, pageSize: 1 })
          .expect(200);
        expect(body.meta.total).toBe(Number(row[metAt]));
        met += Number(row[metAt]);
      }
      const whole = (await admin.post(`${api}/kpis/attainment/data`).send({}).expect(200)).body.data
        .rows[0][0];
      expect(met / (kept.incident?.length ?? 1)).toBeCloseTo(Number(whole), 3);
    });
  },
);
