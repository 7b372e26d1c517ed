import { from } from './catalogue.mjs';

/** The log of rules. */
export const ruleChecks = [
  {
    name: 'a rule runs once for a record and a moment',
    find: ({ client }) =>
      from(
        client,
        `select app, rule, record_id as record, moment, count(*)::int as runs from platform.rule_run
         where moment is not null and outcome <> 'failed' group by 1, 2, 3, 4 having count(*) > 1`,
      ),
  },
];
