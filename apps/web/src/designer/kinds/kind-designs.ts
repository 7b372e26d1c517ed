import type { PartKind } from '@fieldwork/metadata';
import { calendarDesign } from './calendar-design.js';
import { channelDesign } from './channel-design.js';
import { connectorDesign } from './connector-design.js';
import { deadlineDesign } from './deadline-design.js';
import { decisionTableDesign } from './decision-table-design.js';
import { flowDesign } from './flow-design.js';
import { formDesign } from './form-design.js';
import type { KindDesign } from './kind-design.js';
import { kpiDesign } from './kpi-design.js';
import { ledgerDesign } from './ledger-design.js';
import { matchingDesign } from './matching-design.js';
import { pageDesign } from './page-design.js';
import { reportDesign } from './report-design.js';
import { roleDesign } from './role-design.js';
import { routingDesign } from './routing-design.js';
import { ruleDesign } from './rule-design.js';

/** Every kind of documents that an app is made of, in the order people meet them. */
export const kindDesigns: { [K in PartKind]: KindDesign<K> } = {
  form: formDesign,
  flow: flowDesign,
  page: pageDesign,
  rule: ruleDesign,
  decision_table: decisionTableDesign,
  deadline: deadlineDesign,
  calendar: calendarDesign,
  matching: matchingDesign,
  ledger: ledgerDesign,
  routing: routingDesign,
  connector: connectorDesign,
  channel: channelDesign,
  report: reportDesign,
  kpi: kpiDesign,
  role: roleDesign,
};

export const designedKinds = Object.keys(kindDesigns) as PartKind[];
