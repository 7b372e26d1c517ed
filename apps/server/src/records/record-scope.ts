import type { SqlField, Type } from '@fieldwork/expression';
import {
  type AppDocuments,
  type Field,
  type Form,
  fieldOf,
  fieldTypeOf,
  isSystemField,
  systemTypes,
} from '@fieldwork/metadata';
import { type FormPolicy, fieldCondition, rowCondition } from '@fieldwork/policy';
import { childTableOf, tableOf } from '../metadata/table-names.js';
import { quoteAlias, quoteIdentifier } from '../platform/database/quote-identifier.js';
import type { StatementBuilder } from './statement.js';

/** Whose eyes a statement reads with. `null` policy: the platform's own. */
export interface Eyes {
  app: string;
  documents: AppDocuments;
  policy: (form: string) => FormPolicy | null;
}

/**
 * The fields of a form as SQL, under one alias. Every path that compares, sorts, groups or shows a value asks
 * here, so a field that the caller may not see is not there at all, and one he sees on some rows is empty on the others.
 */
export class RecordScope {
  readonly #joins = new Map<string, { sql: string; scope: RecordScope }>();
  readonly #fields = new Map<string, SqlField | null>();

  constructor(
    readonly eyes: Eyes,
    readonly form: Form,
    readonly alias: string,
    private readonly builder: StatementBuilder,
    /** Names of sources that stand for a child table within this statement. */
    private readonly childSources: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** LEFT JOINs that the paths asked for so far need, in order. */
  get joins(): string {
    return [...this.#joins.values()].map(({ sql, scope }) => `${sql}${scope.joins}`).join('');
  }

  get policy(): FormPolicy | null {
    return this.eyes.policy(this.form.id);
  }

  readonly resolve = (path: string): SqlField | null => {
    const kept = this.#fields.get(path);
    if (kept !== undefined) return kept;
    const found = this.#find(path);
    this.#fields.set(path, found);
    return found;
  };

  /** The rows the caller may reach. Conditions of roles may look at fields that the caller himself does not see. */
  rows(action: 'read' | 'update' | 'delete'): string {
    const { policy } = this;
    return policy === null ? 'true' : this.#byPlatform(rowCondition(policy, action));
  }

  /** The table of the form. */
  get table(): string {
    return tableOf(this.eyes.app, this.form.id);
  }

  /** Another form of the app in the same statement, read with the same eyes. */
  other(form: Form, alias: string): RecordScope {
    return new RecordScope(this.eyes, form, alias, this.builder);
  }

  column(name: string): string {
    return `${this.alias}.${quoteIdentifier(name)}`;
  }

  childSource(field: string): string {
    return this.childSources.get(field) ?? childTableOf(this.eyes.app, this.form.id, field);
  }

  /** The record a reference field leads to, as far as the caller may read it. */
  reference(field: Field): RecordScope | null {
    const target = this.eyes.documents.forms.get(field.form ?? '');
    if (!target) return null;
    const kept = this.#joins.get(field.id);
    if (kept) return kept.scope;
    const own = this.resolve(field.id);
    if (!own) return null;
    const alias = quoteAlias(this.alias, '.', field.id);
    const scope = new RecordScope(this.eyes, target, alias, this.builder);
    this.#joins.set(field.id, { sql: '', scope });
    const readable = scope.rows('read');
    const condition = readable === 'true' ? '' : ` and (${readable})`;
    const sql = ` left join ${scope.table} as ${alias} on ${alias}.id = ${own.sql}${condition}`;
    this.#joins.set(field.id, { sql, scope });
    return scope;
  }

  #find(path: string): SqlField | null {
    if (isSystemField(path)) return this.#system(path);
    const [head = '', ...rest] = path.split('.');
    const field = fieldOf(this.form, head);
    if (!field) return null;
    if (rest.length === 0) return this.#own(field);
    const members = fieldTypeOf(field).members?.(field) ?? {};
    const member = rest.join('.');
    if (Object.hasOwn(members, member)) return this.#member(field, member, members[member] as Type);
    return field.form === undefined ? null : (this.reference(field)?.resolve(member) ?? null);
  }

  #system(name: string): SqlField | null {
    const type = Object.hasOwn(systemTypes, name) ? systemTypes[name] : undefined;
    if (!type) return null;
    const column = this.column(name);
    if (name === 'id') return { type, sql: `${column}::text` };
    return { type, sql: type.kind === 'number' ? `${column}::numeric` : column };
  }

  #own(field: Field): SqlField | null {
    if (field.fields) return this.#rows(field);
    const type = fieldTypeOf(field).type(field);
    if (!type) return null;
    return this.guard(field.id, { type, sql: this.column(field.id) });
  }

  #member(field: Field, member: string, type: Type): SqlField | null {
    return this.guard(field.id, {
      type,
      sql: `(${this.column(field.id)}->>'${member.replaceAll("'", "''")}')`,
    });
  }

  /** The same value, empty on the rows where the caller may not see the field; null where he never may. */
  guard(field: string, value: SqlField): SqlField | null {
    const { policy } = this;
    const condition = policy === null ? true : fieldCondition(policy, field);
    if (condition === true) return value;
    if (condition === false) return null;
    return { ...value, sql: `(case when ${this.#byPlatform(condition)} then ${value.sql} end)` };
  }

  #rows(field: Field): SqlField | null {
    const alias = quoteAlias(this.alias, ':', field.id);
    const from = `FROM ${this.childSource(field.id)} AS ${alias} WHERE ${alias}.parent_id = ${this.column('id')}`;
    const resolveMember = (path: string): SqlField | null => {
      if (path.startsWith('parent.')) return this.resolve(path.slice('parent.'.length));
      const [head = '', member] = path.split('.');
      const column = field.fields?.find((candidate) => candidate.id === head);
      if (!column) return null;
      const sql = `${alias}.${quoteIdentifier(column.id)}`;
      const definition = fieldTypeOf(column);
      if (member !== undefined) {
        const type = definition.members?.(column)[member];
        return type ? { type, sql: `(${sql}->>'${member.replaceAll("'", "''")}')` } : null;
      }
      const type = definition.type(column);
      return type ? { type, sql } : null;
    };
    const condition = this.policy === null ? true : fieldCondition(this.policy, field.id);
    if (condition === false) return null;
    const guarded = condition === true ? from : `${from} AND ${this.#byPlatform(condition)}`;
    const members = Object.fromEntries(
      (field.fields ?? []).flatMap((column) => {
        const type = fieldTypeOf(column).type(column);
        return type ? [[column.id, type]] : [];
      }),
    );
    return { type: { kind: 'rows', members }, sql: '', rows: { from: guarded, resolveMember } };
  }

  #byPlatform(condition: Parameters<StatementBuilder['condition']>[0]): string {
    if (typeof condition === 'boolean') return String(condition);
    const platform = new PlatformPaths(this, this.builder);
    return `(${this.builder.condition(condition, platform.resolve)})`;
  }
}

/** Paths of role conditions: read with the platform's eyes; what references lead to is read by subquery. */
class PlatformPaths {
  readonly #own: RecordScope;

  constructor(
    private readonly scope: RecordScope,
    builder: StatementBuilder,
  ) {
    this.#own = new RecordScope({ ...scope.eyes, policy: () => null }, scope.form, scope.alias, builder);
  }

  readonly resolve = (path: string): SqlField | null => {
    const [head = '', ...rest] = path.split('.');
    const field = fieldOf(this.scope.form, head);
    if (rest.length === 0 || field?.form === undefined) return this.#own.resolve(path);
    const target = this.scope.eyes.documents.forms.get(field.form);
    if (!target) return null;
    const alias = quoteAlias(this.scope.alias, '>', field.id);
    const inner = new RecordScope({ ...this.scope.eyes, policy: () => null }, target, alias, null as never);
    const found = inner.resolve(rest.join('.'));
    if (!found || inner.joins !== '') return null;
    const table = tableOf(this.scope.eyes.app, target.id);
    return {
      type: found.type,
      sql: `(select ${found.sql} from ${table} as ${alias} where ${alias}.id = ${this.scope.column(field.id)})`,
    };
  };
}
