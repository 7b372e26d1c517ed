import type { Flow } from '@fieldwork/metadata';
import { uuidv7At } from '../platform/uuid.js';
import type { DemoPeople, DemoPerson } from './demo-people.service.js';
import type { FlowStory, PlayedMove, PlayedTask } from './seed-flow.js';
import type { PreparedRecord } from './seed-record.js';

export interface TimelineEntry {
  id: string;
  record_id: string;
  kind: 'created' | 'updated' | 'task' | 'flow';
  at: string;
  by: string | null;
  version: number | null;
  changes: Record<string, [unknown, unknown]> | null;
  detail: Record<string, unknown> | null;
}

/** The timeline a record of the demo would have, had it been made and moved on by people at those moments. */
export function timelineOf(record: PreparedRecord, people: DemoPeople): TimelineEntry[] {
  const timeline = new Timeline(record.id);
  timeline.add({ kind: 'created', by: record.by, version: 1 }, record.madeAt);
  const { story } = record;
  for (const move of story?.moves ?? []) tellMove(timeline, story as FlowStory, move, people);
  return timeline.entries;
}

class Timeline {
  readonly entries: TimelineEntry[] = [];
  #last = 0;

  constructor(private readonly recordId: string) {}

  /** The timeline is read in the order of the ids: each entry's is later than the one before. */
  add(entry: Pick<TimelineEntry, 'kind' | 'by'> & Partial<TimelineEntry>, at: number): void {
    this.#last = Math.max(at, this.#last + 1);
    const id = uuidv7At(this.#last);
    const rest = { version: null, changes: null, detail: null, ...entry };
    this.entries.push({ id, record_id: this.recordId, at: new Date(at).toISOString(), ...rest });
  }
}

function tellMove(timeline: Timeline, story: FlowStory, move: PlayedMove, people: DemoPeople): void {
  const { flow, instance } = story;
  const { at, by, version, changes, task } = move;
  const heading = { flow: flow.id, flowLabel: flow.label, instance };
  const to = move.to.map((opened) => handover(flow, opened, people));
  const handed = { to, assignees: to.flatMap((one) => one.people) };
  if (Object.keys(changes).length > 0)
    timeline.add({ kind: 'updated', by, version, changes, detail: { kind: 'flow', id: flow.id } }, at);
  if (task)
    timeline.add(
      { kind: 'task', by, detail: { ...heading, event: 'done', ...whatWasDone(flow, task), ...handed } },
      at,
    );
  else
    timeline.add(
      { kind: 'flow', by, detail: { ...heading, event: 'started', label: flow.label, ...handed } },
      at,
    );
  if (move.isOver)
    timeline.add(
      { kind: 'flow', by, detail: { ...heading, event: 'completed', label: flow.label, reason: null } },
      at,
    );
}

function handover(flow: Flow, task: PlayedTask, people: DemoPeople) {
  const byRole = people.all.filter(({ roles }) => roles.some((role) => task.roles.includes(role)));
  const direct = people.all.filter(({ id }) => task.assignees.includes(id));
  const shown = [...new Set([...direct, ...byRole])].map(({ id, name }: DemoPerson) => ({ id, title: name }));
  return { node: task.node, label: labelOf(flow, task.node), people: shown, isFallback: false };
}

function whatWasDone(flow: Flow, task: PlayedTask): Record<string, unknown> {
  const node = flow.nodes.find((one) => one.id === task.node);
  const action = node?.type === 'task' ? node.actions.find((one) => one.id === task.action) : undefined;
  const done = { action: task.action, actionLabel: action?.label ?? null, actionKind: action?.kind ?? null };
  return { node: task.node, label: labelOf(flow, task.node), ...done, reason: task.reason };
}

function labelOf(flow: Flow, node: string): unknown {
  return flow.nodes.find((one) => one.id === node)?.label ?? node;
}
