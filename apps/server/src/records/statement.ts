import { createHash } from 'node:crypto';
import {
  bindContext,
  type CompiledSql,
  type Context,
  compileToSql,
  type SqlField,
  variables,
} from '@fieldwork/expression';
import type { Condition } from '@fieldwork/policy';

/** A parameter whose value is known when the statement runs: the caller, the moment, a page number. */
export class Late {
  constructor(readonly name: string) {}
}

export type LateValues = Readonly<Record<string, unknown>>;

/** A finished statement: text that depends on the shape of the question alone, so that it is prepared once. */
export interface Statement {
  text: string;
  name: string;
  parameters: readonly unknown[];
}

/** Collects the parameters of one statement while its parts are written. */
export class StatementBuilder {
  readonly parameters: unknown[] = [];
  readonly #late = new Map<string, string>();

  value(value: unknown, cast = ''): string {
    this.parameters.push(value);
    return `$${this.parameters.length}${cast}`;
  }

  late(name: string, cast = ''): string {
    let place = this.#late.get(name);
    if (place === undefined) {
      place = this.value(new Late(name));
      this.#late.set(name, place);
    }
    return `${place}${cast}`;
  }

  /** SQL that is true exactly where the condition holds. */
  condition(condition: Condition, resolve: (path: string) => SqlField | null): string {
    if (typeof condition === 'boolean') return condition ? 'true' : 'false';
    return this.expression(condition, resolve).text;
  }

  /**
   * Compiles an expression into this statement. Its fields are looked up first, because a field may bring
   * parameters of its own (the condition under which it is seen).
   */
  expression(
    expression: unknown,
    resolve: (path: string) => SqlField | null,
    as?: 'condition' | 'value',
  ): CompiledSql {
    for (const path of variables(expression as never)) {
      resolve(path.split('.')[0] ?? path);
      resolve(path);
      if (path.includes('parent.')) resolve(path.slice(path.indexOf('parent.') + 'parent.'.length));
    }
    const compiled = compileToSql(expression as never, {
      resolveField: resolve,
      startAt: this.parameters.length + 1,
      ...(as ? { as } : {}),
    });
    this.parameters.push(...compiled.parameters);
    return compiled;
  }

  finish(text: string): Statement {
    const name = `f_${createHash('sha1').update(text).digest('base64url')}`;
    return { text, name, parameters: this.parameters };
  }
}

/** The values to run a statement with. */
export function bind(statement: Statement, context: Context, late: LateValues = {}): unknown[] {
  return bindContext(statement.parameters, context).map((parameter) =>
    parameter instanceof Late ? late[parameter.name] : parameter,
  );
}
