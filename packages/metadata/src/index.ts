export { boundFilter, plain, plainAt, plainOrRowsAt } from './bound-filter.js';
export * from './charts/charts.js';
export * from './check/check.js';
export { canBeBadge } from './check/check-form.js';
export { isAskable } from './check/check-public-form.js';
export { type Compared, comparedOf, compareValues, fitsCell } from './decisions/cell.js';
export * from './decisions/decide.js';
export * from './decisions/table-types.js';
export * from './diff.js';
export { greatCircleKm, type Place, placeOf } from './distance.js';
export * from './documents/app.js';
export * from './documents/calendar.js';
export * from './documents/channel.js';
export * from './documents/channels/api.js';
export * from './documents/channels/call.js';
export * from './documents/channels/mail.js';
export * from './documents/channels/message.js';
export * from './documents/channels/public-form.js';
export * from './documents/channels/wechat.js';
export * from './documents/conversion.js';
export * from './documents/deadline.js';
export * from './documents/decision-table.js';
export * from './documents/duplicates.js';
export * from './documents/effects.js';
export * from './documents/field.js';
export * from './documents/field-base.js';
export * from './documents/figures.js';
export * from './documents/flow.js';
export * from './documents/form.js';
export * from './documents/kinds.js';
export * from './documents/kpi.js';
export * from './documents/layout.js';
export * from './documents/ledger.js';
export * from './documents/matching.js';
export * from './documents/page.js';
export * from './documents/pages/dashboard.js';
export * from './documents/pages/field.js';
export * from './documents/pages/field-steps.js';
export * from './documents/pages/intake.js';
export * from './documents/pages/overview.js';
export * from './documents/pages/timeline.js';
export * from './documents/report.js';
export * from './documents/role.js';
export * from './documents/routing.js';
export * from './documents/rule.js';
export * from './documents/search.js';
export * from './documents/suggestions.js';
export * from './documents/sync-sides.js';
export { assignedValues } from './effects/assigned-values.js';
export * from './effects/effect.js';
export { fillMessage } from './effects/message.js';
export { pathsIn } from './effects/paths-in.js';
export { pathsWithTables, tableIdsIn } from './effects/table-paths.js';
export { formOfTarget } from './effects/update-target.js';
export * from './explain-zod.js';
export { type ExpressionJson, expressionSchema } from './expression-schema.js';
export { addressParts } from './field-types/address.js';
export { type Option, optionColors } from './field-types/choices.js';
export type { AutoNumberField } from './field-types/computed.js';
export {
  type Column,
  type ColumnType,
  type FieldGroup,
  type FieldType,
  fieldGroups,
  isBlank,
  type Parsed,
} from './field-types/field-type.js';
export { type LocationValue, metresFrom } from './field-types/location.js';
export { type FieldTypeName, fieldTypeNames, fieldTypeOf, fieldTypes } from './field-types/registry.js';
export { idOf, isId } from './field-types/relations.js';
export { type SignatureValue, signatureHash } from './field-types/signature.js';
export * from './figure-types.js';
export * from './form-types.js';
export { type HolidaySetName, holidaySetNames, holidaySets } from './holidays/holiday-sets.js';
export * from './identifier.js';
export * from './issue.js';
export * from './lookups.js';
export * from './mail-types.js';
export * from './matching-types.js';
export { plainValue } from './plain-value.js';
export * from './public-form-types.js';
export * from './report-types.js';
export * from './sha256.js';
export * from './signing.js';
export * from './storage.js';
export * from './text.js';
export * from './upgrade.js';
export * from './working-plan.js';
