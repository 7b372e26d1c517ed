import type { Datum } from '../datum.js';
import type { Node } from '../node.js';
import type { Arguments, Checked, Operator } from '../operator.js';
import { allArguments, hasCount } from '../parameters.js';
import { run, runForEach } from '../run.js';
import { DATE, DATETIME, type Kind, NUMBER, type Type } from '../types.js';
import { compareData } from './comparison.js';
import { digitsOf, widest } from './digits.js';

import { checkAggregate, writeOver } from './lists.js';

/** The greater or the lesser of several values; empties are passed over. */
function extreme(name: 'min' | 'max', label: Operator['label'], sign: 1 | -1): Operator {
  const kinds: readonly Kind[] = ['number', 'date', 'datetime'];
  return {
    name,
    label,
    group: 'lists',
    usage: 'a, b, … | list [, each] | rows, each',
    summary: `The ${name === 'min' ? 'least' : 'greatest'} number, date or instant; empties are passed over.`,
    isScoped: 'over lists',
    check(args): Checked | null {
      if (!hasCount(args, name, 1)) return null;
      const first = args.isAdaptable(0) && !Array.isArray(args.written(0)) ? null : args.node(0);
      if (first?.type.kind === 'list' || first?.type.kind === 'rows') {
        const found = checkAggregate(args, name, kinds);
        if (!found) return null;
        const { of, each, type } = found;
        return { type, args: each ? [of, each] : [of], digits: digitsOf(each ?? of) };
      }
      const type = anchorType(args) ?? NUMBER;
      const nodes = allArguments(args, { accepts: [type] });
      return nodes && { type, args: nodes, digits: widest(nodes) };
    },
    evaluate(call, frame) {
      const values = isOverItems(call.args)
        ? runForEach(call.args[0]!, call.args[1], frame)
        : call.args.map((arg) => run(arg, frame));
      let best: Datum = null;
      for (const value of values) {
        if (value !== null && (best === null || compareData(value, best, call.type) * sign > 0)) best = value;
      }
      return best;
    },
    toSql({ args }, sql) {
      if (isOverItems(args)) return writeOver(args[0]!, args[1], sql, (values) => `${name}(${values})`);
      return `${name === 'min' ? 'least' : 'greatest'}(${args.map((arg) => sql.value(arg)).join(', ')})`;
    },
  };

  /** The type of the first argument that has one of its own; a literal alone is a number, a date or an instant. */
  function anchorType(args: Arguments): Type | null {
    for (let index = 0; index < args.count; index++) {
      const type = args.isAdaptable(index) ? undefined : args.node(index)?.type;
      if (type && kinds.includes(type.kind)) return type;
    }
    const written = args.written(0);
    if (typeof written !== 'string') return null;
    return written.includes('T') ? DATETIME : written.includes('-', 1) ? DATE : null;
  }
}

function isOverItems([first]: readonly Node[]): boolean {
  return first!.type.kind === 'list' || first!.type.kind === 'rows';
}

export const extremeOperators = {
  min: extreme('min', { 'zh-CN': '最小值', en: 'least' }, -1),
  max: extreme('max', { 'zh-CN': '最大值', en: 'greatest' }, 1),
} satisfies Record<string, Operator>;
