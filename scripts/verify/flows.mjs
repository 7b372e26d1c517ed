import { from } from './catalogue.mjs';

/** Instances of flows beside their tasks and the trace of their steps. */
export const flowChecks = [
  {
    name: 'a running flow waits for exactly its open tasks',
    find: ({ client }) =>
      from(
        client,
        `select i.id as instance, w.waits_for, o.open from platform.flow_instance i
         cross join lateral (select coalesce(array_agg(t->>'task' order by t->>'task'), '{}') as waits_for
           from jsonb_array_elements(i.state->'tokens') t where t->>'task' is not null) w
         cross join lateral (select coalesce(array_agg(k.id::text order by k.id::text), '{}') as open
           from platform.task k where k.instance_id = i.id and k.status = 'open') o
         where i.status = 'running' and (w.waits_for <> o.open or o.open = '{}')`,
      ),
  },
  {
    name: 'a flow that is over has no open task and stands nowhere',
    find: ({ client }) =>
      from(
        client,
        `select i.id as instance, i.status from platform.flow_instance i
         where i.status <> 'running' and (jsonb_array_length(i.state->'tokens') > 0
           or exists (select from platform.task k where k.instance_id = i.id and k.status = 'open'))`,
      ),
  },
  {
    name: 'the state of a flow and its columns say the same',
    find: ({ client }) =>
      from(
        client,
        `select id as instance, status, state->>'status' as in_state from platform.flow_instance
         where status is distinct from state->>'status'`,
      ),
  },
  {
    name: 'the steps of each flow are numbered without a gap or a double',
    find: ({ client }) =>
      from(
        client,
        `select i.id as instance, s.steps, s.last, i.state->>'seq' as seq from platform.flow_instance i
         cross join lateral (select count(*)::int as steps, coalesce(min(seq), 1) as first,
             coalesce(max(seq), 0) as last, count(distinct seq)::int as numbers
           from platform.flow_step where instance_id = i.id) s
         where s.first <> 1 or s.steps <> s.last or s.numbers <> s.steps or s.last <> (i.state->>'seq')::int`,
      ),
  },
  {
    name: 'the steps a flow is in are those its state names',
    find: ({ client }) =>
      from(
        client,
        `select i.id as instance, w.named, o.entered from platform.flow_instance i
         cross join lateral (select coalesce(array_agg((t->>'seq')::int order by (t->>'seq')::int), '{}') as named
           from jsonb_array_elements(i.state->'tokens') t) w
         cross join lateral (select coalesce(array_agg(s.seq order by s.seq), '{}') as entered
           from platform.flow_step s where s.instance_id = i.id and s.left_at is null) o
         where i.status = 'running' and w.named <> o.entered`,
      ),
  },
  {
    name: 'each task that is done was completed once: one step left, one entry on the timeline',
    find: ({ client }) =>
      from(
        client,
        `with done as (select instance_id, node, count(*)::int as tasks from platform.task
             where status = 'done' group by 1, 2),
           steps as (select instance_id, node, count(*)::int as steps from platform.flow_step
             where type = 'task' and left_at is not null and action is not null group by 1, 2),
           told as (select (detail->>'instance')::uuid as instance_id, detail->>'node' as node, count(*)::int as told
             from platform.history where kind = 'task' and detail->>'event' = 'done' group by 1, 2)
         select instance_id as instance, node, tasks, steps, told
         from done full join steps using (instance_id, node) full join told using (instance_id, node)
         where (tasks is distinct from steps or tasks is distinct from told)
           and exists (select from platform.flow_instance i where i.id = instance_id)`,
      ),
  },
  {
    name: 'a record goes through a flow once by itself',
    find: ({ client }) =>
      from(
        client,
        `select app, flow, record_id as record, count(*)::int as instances from platform.flow_instance
         where is_automatic group by 1, 2, 3 having count(*) > 1`,
      ),
  },
];
