import { encode } from './datum.js';
import type { Node } from './node.js';
import { isConstant } from './node.js';
import type { ContextName, SqlWriter } from './operator.js';
import { ContextValue } from './parameter-slots.js';
import type { Type } from './types.js';

/** What all writers of one statement have in common. */
export interface Statement {
  readonly startAt: number;
  readonly parameters: unknown[];
  /** Parameters taken from the context, by name, so that each is bound once. */
  readonly contexts: Map<string, number>;
  aliases: number;
}

const SQL_TYPES = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  choice: 'text',
  reference: 'uuid',
  rows: 'jsonb',
  null: 'text',
} satisfies Record<Exclude<Type['kind'], 'list'>, string>;

const CONTEXT_TYPES = {
  now: 'timestamptz',
  today: 'date',
  timeZone: 'text',
  'user.id': 'uuid',
  'user.department': 'uuid',
  'user.roles': 'text[]',
  calendars: 'text',
} satisfies Record<ContextName, string>;

/** The PostgreSQL type that values of a type have. */
export function sqlType(type: Type): string {
  return type.kind === 'list' ? `${sqlType(type.of)}[]` : SQL_TYPES[type.kind];
}

export function createWriter(statement: Statement): SqlWriter {
  const bind = (value: unknown): string => `$${statement.startAt - 1 + statement.parameters.push(value)}`;

  const context = (name: ContextName): string => {
    let index = statement.contexts.get(name);
    if (index === undefined) {
      index = statement.parameters.push(new ContextValue(name));
      statement.contexts.set(name, index);
    }
    return `$${statement.startAt - 1 + index}::${CONTEXT_TYPES[name]}`;
  };

  /** What does not depend on the record is computed before and bound, so that the plain shape meets its index. */
  const isBound = (node: Node) => {
    return isConstant(node) && (node.kind === 'list' || (node.kind === 'call' && node.args.length > 0));
  };

  const plain = (node: Node): string | null => {
    if (node.kind === 'literal') return bind(encode(node.value, node.type));
    return isBound(node) ? bind(new ContextValue(node)) : null;
  };

  const writer: SqlWriter = {
    value(node) {
      if (node.kind === 'literal' || isBound(node)) return `${plain(node)}::${sqlType(node.type)}`;
      if (node.kind === 'variable') return columnOf(node);
      if (node.kind === 'list') {
        const items = node.items.map((item) => writer.value(item)).join(', ');
        return `array_remove(ARRAY[${items}]::${sqlType(node.type)}, NULL)`;
      }
      const written = node.operator.toSql(node, writer);
      if (node.operator.isCondition) return `((${written}) IS TRUE)`;
      return isClosed(written) ? written : `(${written})`;
    },
    condition(node) {
      if (node.kind !== 'call' || isBound(node)) return writer.value(node);
      const written = node.operator.toSql(node, writer);
      return isClosed(written) ? written : `(${written})`;
    },
    beside(node, other) {
      if (other.kind === 'variable') return plain(node) ?? writer.value(node);
      return writer.value(node);
    },
    once(nodes, use) {
      const written = nodes.map((node) => writer.value(node));
      if (nodes.every(isCheap)) return use(...written);
      return subquery(written, use);
    },
    onceOf: (sql, use) => subquery([sql], use),
    over(of, select) {
      if (of.type.kind === 'rows' && of.kind === 'variable' && of.field?.rows)
        return select(writer, of.field.rows.from);
      return select(writer, `FROM unnest(${writer.value(of)}) AS "_item"("v") WHERE TRUE`);
    },
    context,
  };

  const subquery = (written: readonly string[], use: (...names: string[]) => string): string => {
    statement.aliases += 1;
    const alias = `"_${statement.aliases}"`;
    const columns = written.map((sql, index) => `${sql} AS "v${index}"`).join(', ');
    const names = written.map((_, index) => `${alias}."v${index}"`);
    return `(SELECT ${use(...names)} FROM (SELECT ${columns}) AS ${alias})`;
  };

  return writer;
}

function isCheap(node: Node): boolean {
  return node.kind === 'variable' || node.kind === 'literal' || isConstant(node);
}

function columnOf(node: Extract<Node, { kind: 'variable' }>): string {
  if (node.source === 'item' && node.path === '') return '"_item"."v"';
  return node.field?.sql ?? 'NULL';
}

/** Whether a text of SQL is one operand already: a parameter, or a single pair of
 * brackets or one function call round it all. */
export function isClosed(sql: string): boolean {
  if (/^\$\d+::[a-z[\]]+$/.test(sql)) return true;
  const open = /^[a-z_]*\(/.exec(sql);
  if (!open) return false;
  let depth = 0;
  for (let index = open[0].length - 1; index < sql.length; index++) {
    const character = sql[index]!;
    if (character === "'" || character === '"') index = sql.indexOf(character, index + 1);
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth === 0) return index === sql.length - 1;
  }
  return false;
}
