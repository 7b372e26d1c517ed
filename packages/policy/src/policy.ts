import { evaluateCondition, type Scope, variables } from '@fieldwork/expression';
import type { ExpressionJson, FormAction, FormRights, Role } from '@fieldwork/metadata';

/** Always, never, or for the rows where this holds. */
export type Condition = boolean | ExpressionJson;

const rowActions = ['read', 'create', 'update', 'delete'] as const;
type RowAction = (typeof rowActions)[number];

/** What one role grants on one form. */
interface Grant {
  rows: Record<RowAction, Condition>;
  hidden: ReadonlySet<string>;
  readOnly: ReadonlySet<string>;
}

/**
 * All that a caller may do with the records of one form. A field is shown on a row only by a role that
 * shows both the row and the field: rights of several roles add up per row, never across rows.
 */
export interface FormPolicy {
  /** Equal for callers with equal rights: compiled queries are kept under it. */
  key: string;
  grants: readonly Grant[];
  canImport: boolean;
  canExport: boolean;
  /** Comments that are seen on the readable records, and those that are written: all, those for the customer, none. */
  comments: { read: CommentAudience; write: CommentAudience };
}

export type CommentAudience = 'all' | 'customer' | 'none';

const everything: Grant = {
  rows: { read: true, create: true, update: true, delete: true },
  hidden: new Set(),
  readOnly: new Set(),
};

/** Administrators and builders. */
export const unrestricted: FormPolicy = {
  key: '*',
  grants: [everything],
  canImport: true,
  canExport: true,
  comments: { read: 'all', write: 'all' },
};

/** The policy of a caller who has these roles in the app. */
export function compilePolicy(roles: readonly Role[], form: string): FormPolicy {
  const rights = roles.flatMap((role) =>
    Object.hasOwn(role.forms, form) ? [role.forms[form] as FormRights] : [],
  );
  const reading = rights.filter(({ read }) => (read ?? false) !== false);
  return {
    key: roles
      .map((role) => role.id)
      .sort()
      .join(','),
    grants: rights.map((right) => ({
      rows: {
        read: right.read ?? false,
        create: right.create ?? false,
        update: right.update ?? false,
        delete: right.delete ?? false,
      },
      hidden: new Set(right.hidden),
      readOnly: new Set(right.readOnly),
    })),
    canImport: rights.some((right) => right.import === true),
    canExport: rights.some((right) => right.export === true),
    comments: {
      read: widestAudience(reading),
      write: widestAudience(reading.filter(({ comment, update }) => comment ?? (update ?? false) !== false)),
    },
  };
}

function widestAudience(rights: readonly FormRights[]): CommentAudience {
  const granted = rights.map(({ comments }) => comments ?? 'all');
  return (['all', 'customer'] as const).find((audience) => granted.includes(audience)) ?? 'none';
}

function anyOf(conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => condition !== false);
  if (open.includes(true)) return true;
  if (open.length === 0) return false;
  return open.length === 1 ? (open[0] as Condition) : { or: open as ExpressionJson[] };
}

/** The rows an action reaches. */
export function rowCondition(policy: FormPolicy, action: RowAction): Condition {
  return anyOf(policy.grants.map((grant) => grant.rows[action]));
}

/** Whether the action is open at all, for some row. */
export function may(policy: FormPolicy, action: FormAction): boolean {
  if (action === 'import') return policy.canImport;
  if (action === 'export') return policy.canExport;
  return rowCondition(policy, action) !== false;
}

/**
 * On which of the readable rows a field is shown: `true` on all of them, `false` on none.
 * Whoever compares, sorts, groups or counts by the field goes through the same condition.
 */
export function fieldCondition(policy: FormPolicy, field: string): Condition {
  const reading = policy.grants.filter((grant) => grant.rows.read !== false);
  const showing = reading.filter((grant) => !grant.hidden.has(field));
  if (showing.length === reading.length) return reading.length > 0;
  return anyOf(showing.map((grant) => grant.rows.read));
}

/** Whether the caller may do this to this very row. */
export function mayOnRow(policy: FormPolicy, action: RowAction, scope: Scope): boolean {
  return policy.grants.some((grant) => holds(grant.rows[action], scope));
}

/** Fields of this row the caller may write: some role grants the action on the row and leaves the field open. */
export function canWriteField(
  policy: FormPolicy,
  action: 'create' | 'update',
  field: string,
  scope: Scope,
): boolean {
  return policy.grants.some(
    (grant) => !grant.hidden.has(field) && !grant.readOnly.has(field) && holds(grant.rows[action], scope),
  );
}

/** What the row conditions of these roles read on a form: whoever decides on a row at hand must have loaded it. */
export function conditionPaths(roles: Iterable<Role>, form: string): string[] {
  const paths = [...roles].flatMap((role) =>
    rowActions.flatMap((action) => {
      const condition = Object.hasOwn(role.forms, form) ? role.forms[form]?.[action] : undefined;
      return typeof condition === 'object' ? variables(condition as never) : [];
    }),
  );
  return [...new Set(paths)];
}

function holds(condition: Condition, scope: Scope): boolean {
  return typeof condition === 'boolean' ? condition : evaluateCondition(condition as never, scope);
}

/** Whether a role lists this report or page. */
export function mayOpen(roles: readonly Role[], kind: 'reports' | 'pages', id: string): boolean {
  return roles.some((role) => {
    const listed = role[kind];
    return listed === 'all' || (Array.isArray(listed) && listed.includes(id));
  });
}
