import { readInstant } from './datetime.js';
import { encode } from './datum.js';
import type { Node } from './node.js';
import type { ContextName, Frame } from './operator.js';
import { dateIn } from './operators/context.js';
import { run } from './run.js';
import type { Context } from './scope.js';

/** A parameter whose value comes with the context of a request: a part of the context, or a computation on it. */
export class ContextValue {
  constructor(private readonly from: ContextName | Node) {}

  read(context: Context): unknown {
    if (typeof this.from === 'string') return readContext(this.from, context);
    const frame: Frame = { values: {}, old: undefined, item: null, context };
    return encode(run(this.from, frame), this.from.type);
  }
}

function readContext(name: ContextName, { now, timeZone, user, calendars }: Context): unknown {
  switch (name) {
    case 'now':
      return now;
    case 'today': {
      const instant = readInstant(now);
      return instant === null ? null : dateIn(instant, timeZone);
    }
    case 'timeZone':
      return timeZone;
    case 'user.id':
      return user.id;
    case 'user.department':
      return user.department;
    case 'user.roles':
      return user.roles;
    case 'calendars':
      return calendars?.app ?? null;
  }
}

/** Fills in what a statement compiled without a context left open; other parameters stay as they are. */
export function bindContext(parameters: readonly unknown[], context: Context): unknown[] {
  return parameters.map((parameter) =>
    parameter instanceof ContextValue ? parameter.read(context) : parameter,
  );
}
