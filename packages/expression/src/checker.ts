import { type Issue, issue } from './issue.js';
import { limits } from './limits.js';
import { readLiteral } from './literals.js';
import { type Names, namesOfItems } from './names.js';
import type { Digits, Node } from './node.js';
import type { Arguments, Operator } from './operator.js';
import { asEmpty, kindName } from './parameters.js';
import { didYouMean } from './suggestion.js';
import { commonType, NULL, type Type } from './types.js';

type Path = readonly (string | number)[];
type FindOperator = (name: string) => Operator | undefined;

/** The bounds of a stored number. */
const STORED: Digits = { integer: limits.integerDigits, fraction: limits.fractionDigits };

/** Turns a written expression into a checked one; collects issues on the way. */
export class Checker {
  readonly issues: Issue[] = [];
  private nodes = 0;

  constructor(
    private readonly findOperator: FindOperator,
    private readonly operatorNames: readonly string[],
    private readonly record: Names,
  ) {}

  /** The checked node, or null when it cannot be run; the reasons are in `issues`. */
  node(written: unknown, path: Path = [], depth = 0, names: Names = this.record, wanted?: Type): Node | null {
    this.nodes += 1;
    if (this.nodes > limits.nodes) return this.stop('too_large', path, limits.nodes);
    if (depth > limits.depth) return this.stop('too_deep', path, limits.depth);
    if (Array.isArray(written)) return this.list(written, path, depth, names, wanted);
    if (typeof written !== 'object') {
      if (typeof written === 'undefined' || !isScalar(written)) return this.report(path, 'not_an_expression');
      return readLiteral(written, wanted, (code, details) => this.issues.push(issue(code, path, details)));
    }
    if (written === null) return readLiteral(null, wanted, () => undefined);
    const [name, ...others] = Object.keys(written);
    if (name === undefined || others.length > 0) return this.report(path, 'not_an_expression');
    const given = (written as Record<string, unknown>)[name];
    const args = Array.isArray(given) ? given : [given];
    if (name === 'var') return this.variable(args, path, depth, names, wanted);
    const operator = this.findOperator(name);
    if (operator) return this.call(operator, name, args, Array.isArray(given), path, depth, names, wanted);
    return this.report([...path, name], 'unknown_operator', {
      name,
      hint: didYouMean(name, this.operatorNames),
    });
  }

  private report(path: Path, code: Parameters<typeof issue>[0], details = {}): null {
    this.issues.push(issue(code, path, details));
    return null;
  }

  /** Limits are reported once, however many parts lie beyond them. */
  private stop(code: 'too_deep' | 'too_large', path: Path, limit: number): null {
    return this.issues.some((known) => known.code === code) ? null : this.report(path, code, { limit });
  }

  private variable(
    args: readonly unknown[],
    path: Path,
    depth: number,
    names: Names,
    wanted?: Type,
  ): Node | null {
    const [name] = args;
    if (typeof name !== 'string') return this.report([...path, 'var'], 'variable_not_text');
    if (args.length > 2)
      return this.report([...path, 'var'], 'wrong_argument_count', {
        name: 'var',
        expected: '1–2',
        actual: args.length,
      });
    if (args.length === 2)
      return this.node({ coalesce: [{ var: name }, args[1]] }, path, depth, names, wanted);
    const found = names.find(name);
    if (!found) {
      const contextual = names.source === 'record' ? this.contextVariable(name, path, depth, names) : null;
      if (contextual) return contextual;
      this.report([...path, 'var'], 'unknown_variable', { name, hint: didYouMean(name, names.known()) });
      return asEmpty(NULL);
    }
    const isOld = names.source === 'record' && name.startsWith('old.');
    const read = isOld ? name.slice('old.'.length) : name;
    return {
      kind: 'variable',
      type: found.type,
      source: isOld ? 'old' : names.source,
      path: read,
      keys: read.split('.'),
      field: found.field,
      digits: found.type.kind === 'number' ? STORED : undefined,
    };
  }

  /** `user.id`, `user.department` and `user.roles` may also be written as variables. */
  private contextVariable(name: string, path: Path, depth: number, names: Names): Node | null {
    const [, key] = /^user\.(id|department|roles)$/.exec(name) ?? [];
    return key ? this.node({ user: [key] }, path, depth, names) : null;
  }

  private list(
    written: readonly unknown[],
    path: Path,
    depth: number,
    names: Names,
    wanted?: Type,
  ): Node | null {
    if (written.length > limits.listItems)
      return this.report(path, 'list_too_long', { limit: limits.listItems });
    const wantedItem = wanted?.kind === 'list' ? wanted.of : undefined;
    const items: Node[] = [];
    let of: Type = NULL;
    for (const [index, item] of written.entries()) {
      const node = this.node(item, [...path, index], depth + 1, names, wantedItem);
      if (!node) return null;
      const common = commonType(of, node.type);
      if (!common || common.kind === 'rows' || common.kind === 'list') {
        return this.report([...path, index], 'different_types', {
          left: kindName(of),
          right: kindName(node.type),
        });
      }
      of = common;
      items.push(node);
    }
    const type: Type = { kind: 'list', of: of.kind === 'null' && wantedItem ? wantedItem : of };
    if (items.some((item) => item.kind !== 'literal')) return { kind: 'list', type, items, digits: STORED };
    const values = items.map((item) => (item as { value: unknown }).value).filter((value) => value !== null);
    return { kind: 'literal', type, value: values, digits: STORED };
  }

  private call(
    operator: Operator,
    name: string,
    written: readonly unknown[],
    isArray: boolean,
    path: Path,
    depth: number,
    names: Names,
    wanted?: Type,
  ): Node | null {
    const at = (index: number | null): Path =>
      index === null ? [...path, name] : isArray ? [...path, name, index] : [...path, name];
    const settled = new Map<number, Node | null>();
    const args: Arguments = {
      count: written.length,
      expected: wanted,
      node: (index, expected) => {
        const known = settled.get(index);
        if (known !== undefined) return known;
        const node = this.node(written[index], at(index), depth + 1, names, expected);
        if (!isAdaptable(written[index])) settled.set(index, node);
        return node;
      },
      inItems: (index, of) => {
        const inside = namesOfItems(of.type, of.kind === 'variable' ? of.field : undefined);
        return inside && this.node(written[index], at(index), depth + 1, inside);
      },
      written: (index) => written[index],
      isAdaptable: (index) => isAdaptable(written[index]),
      report: (index, code, details) => this.report(at(index), code, details),
    };
    const checked = operator.check(args);
    if (!checked) return null;
    const { digits } = checked;
    if (digits && Math.max(digits.integer, digits.fraction) > limits.computedDigits) {
      return this.report([...path, name], 'number_too_large', { limit: limits.computedDigits });
    }
    return { kind: 'call', operator, ...checked };
  }
}

function isScalar(value: unknown): value is boolean | number | string {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
}

/** A literal, or a choice between literals, takes its type from what it meets. */
function isAdaptable(written: unknown, depth = 0): boolean {
  if (typeof written !== 'object' || written === null) return true;
  if (depth > limits.depth) return false;
  if (Array.isArray(written)) return written.every((item) => isAdaptable(item, depth + 1));
  const [name, ...others] = Object.keys(written);
  const args = name === undefined ? undefined : (written as Record<string, unknown>)[name];
  if (others.length > 0 || !Array.isArray(args)) return false;
  if (name === 'coalesce') return args.every((item) => isAdaptable(item, depth + 1));
  if (name !== 'if') return false;
  return args.every(
    (item, index) => (index % 2 === 0 && index < args.length - 1) || isAdaptable(item, depth + 1),
  );
}
