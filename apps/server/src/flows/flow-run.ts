import type { RecordReference } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import type { Flow, Text } from '@fieldwork/metadata';
import type { Opened } from '../records/record-gate.js';
import type { Instance } from './instance.store.js';

/** An advance being performed: the instance, its flow as pinned, and who set it going. */
export interface FlowRun {
  instance: Pick<Instance, 'id' | 'app' | 'flow' | 'form' | 'recordId' | 'startedBy'>;
  flow: Flow;
  opened: Opened;
  by: string | null;
  /** How many automatic changes led here; cuts chains of flows and rules that do not end. */
  depth: number;
  /** The record with what the flow looks up; read anew after each write. */
  values: Values;
  paths: readonly string[];
}

/** A task that came up in an advance, for the timeline. */
export interface Handover {
  node: string;
  label: Text;
  people: RecordReference[];
  /** Nobody was found for it: it went to those who look after the app. */
  isFallback: boolean;
  /** Matchings that found nobody, so that the next rule applied. */
  unmatched: Text[];
}
