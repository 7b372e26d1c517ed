import { analyse } from './analysis.js';
import { ExpressionError, issue } from './issue.js';
import { namesOfFields } from './names.js';
import { bindContext } from './parameter-slots.js';
import type { Context, Expression } from './scope.js';
import type { SqlField } from './sql-field.js';
import { createWriter, isClosed, type Statement } from './sql-writer.js';
import { BOOLEAN, type Type } from './types.js';

export interface CompileOptions {
  /** The column of a path, or null when there is none that may be used. */
  resolveField(path: string): SqlField | null;
  /** Left out, what depends on it stays open in the parameters until `bindContext`. */
  readonly context?: Context;
  /** The number of the first parameter; 1 when left out, or behind those given. */
  readonly startAt?: number;
  /** Parameters to append to. The array is not changed; the answer has them all. */
  readonly parameters?: readonly unknown[];
  /** How a yes/no is written: as a condition for WHERE (NULL is not true), or as a value that is never NULL. */
  readonly as?: 'condition' | 'value';
  /** The type the result should have, by which literals are read. */
  readonly expected?: Type;
}

export interface CompiledSql {
  readonly text: string;
  readonly parameters: unknown[];
  readonly type: Type;
}

/** Choices that no longer exist still compile: nothing equals them. */
const TOLERATED = new Set(['unknown_option']);

/**
 * The expression as SQL. Values are always parameters, and the text depends on nothing but the shape of the
 * expression, so it can be prepared. Throws ExpressionError when `check` would refuse the expression.
 */
export function compileToSql(expression: Expression, options: CompileOptions): CompiledSql {
  const expected = options.as === 'condition' ? BOOLEAN : options.expected;
  const { node, issues } = analyse(expression, namesOfFields(options.resolveField), expected);
  const fatal = issues.filter(({ code }) => !TOLERATED.has(code));
  if (!node || fatal.length > 0) throw new ExpressionError(fatal.length > 0 ? fatal : issues);
  if (node.type.kind === 'rows') throw new ExpressionError([issue('not_in_sql', [])]);
  const before = [...(options.parameters ?? [])];
  const statement: Statement = {
    startAt: options.startAt ?? before.length + 1,
    parameters: [],
    contexts: new Map(),
    aliases: 0,
  };
  const writer = createWriter(statement);
  const isCondition = node.type.kind === 'boolean' && options.as !== 'value';
  const text = isCondition ? topCondition(writer.condition(node)) : writer.value(node);
  const { parameters } = statement;
  const bound = options.context ? bindContext(parameters, options.context) : parameters;
  return { text, parameters: [...before, ...bound], type: node.type };
}

/** A lone comparison needs no brackets: `"status" = $1`. */
function topCondition(written: string): string {
  const isBracketed = written.startsWith('(') && !written.startsWith('(SELECT ');
  return isBracketed && isClosed(written) ? written.slice(1, -1) : written;
}
