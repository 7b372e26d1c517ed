import type { z } from 'zod';
import { bilingual, type Text } from '../text.js';
import { type App, appSchema } from './app.js';
import { type Calendar, calendarSchema } from './calendar.js';
import { type Channel, channelSchema } from './channel.js';
import { type Connector, connectorSchema } from './connector.js';
import { type Deadline, deadlineSchema } from './deadline.js';
import { type DecisionTable, decisionTableSchema } from './decision-table.js';
import { type Flow, flowSchema } from './flow.js';
import { type Form, formSchema } from './form.js';
import { type Kpi, kpiSchema } from './kpi.js';
import { type Ledger, ledgerSchema } from './ledger.js';
import { type Matching, matchingSchema } from './matching.js';
import { type Page, pageSchema } from './page.js';
import { type Report, reportSchema } from './report.js';
import { type Role, roleSchema } from './role.js';
import { type Routing, routingSchema } from './routing.js';
import { type Rule, ruleSchema } from './rule.js';

export interface DocumentByKind {
  app: App;
  form: Form;
  flow: Flow;
  rule: Rule;
  report: Report;
  page: Page;
  role: Role;
  kpi: Kpi;
  calendar: Calendar;
  decision_table: DecisionTable;
  deadline: Deadline;
  matching: Matching;
  channel: Channel;
  ledger: Ledger;
  routing: Routing;
  connector: Connector;
}
export type Kind = keyof DocumentByKind;
export type Document = DocumentByKind[Kind];

/** `folder` names the kind in templates and in addresses of the API. */
export interface KindDefinition {
  label: Text;
  folder: string;
  schema: z.ZodType;
}

export const kinds = {
  app: { label: bilingual('应用', 'App'), folder: 'app', schema: appSchema },
  form: { label: bilingual('表单', 'Form'), folder: 'forms', schema: formSchema },
  flow: { label: bilingual('流程', 'Flow'), folder: 'flows', schema: flowSchema },
  rule: { label: bilingual('规则', 'Rule'), folder: 'rules', schema: ruleSchema },
  report: { label: bilingual('报表', 'Report'), folder: 'reports', schema: reportSchema },
  page: { label: bilingual('页面', 'Page'), folder: 'pages', schema: pageSchema },
  role: { label: bilingual('角色', 'Role'), folder: 'roles', schema: roleSchema },
  kpi: { label: bilingual('指标', 'KPI'), folder: 'kpis', schema: kpiSchema },
  calendar: { label: bilingual('日历', 'Calendar'), folder: 'calendars', schema: calendarSchema },
  decision_table: {
    label: bilingual('决策表', 'Decision table'),
    folder: 'decision_tables',
    schema: decisionTableSchema,
  },
  deadline: { label: bilingual('时限', 'Deadline'), folder: 'deadlines', schema: deadlineSchema },
  matching: { label: bilingual('匹配', 'Matching'), folder: 'matchings', schema: matchingSchema },
  channel: { label: bilingual('渠道', 'Channel'), folder: 'channels', schema: channelSchema },
  ledger: { label: bilingual('台账', 'Ledger'), folder: 'ledgers', schema: ledgerSchema },
  routing: { label: bilingual('路线规划', 'Routing'), folder: 'routings', schema: routingSchema },
  connector: { label: bilingual('连接器', 'Connector'), folder: 'connectors', schema: connectorSchema },
} as const satisfies Record<Kind, KindDefinition>;

export const kindNames = Object.keys(kinds) as Kind[];

export function kindOfFolder(folder: string): Kind | undefined {
  return kindNames.find((kind) => kinds[kind].folder === folder);
}

/** The kinds that an app is made of. */
export type PartKind = Exclude<Kind, 'app'>;
export const partKinds = kindNames.filter((kind) => kind !== 'app');
type Folder<K extends PartKind> = (typeof kinds)[K]['folder'];

/** All documents of one app, each kind by id under the name of its folder. */
export type AppDocuments = { app: App } & {
  readonly [K in PartKind as Folder<K>]: ReadonlyMap<string, DocumentByKind[K]>;
};
