import type { Flow, Form, TaskNode } from '@fieldwork/metadata';
import type { Ground } from '../conditions/expression-field.js';

/** What the settings of a task work on. */
export interface TaskProps {
  node: TaskNode;
  flow: Flow;
  form: Form;
  ground: Ground;
  onChange: (node: TaskNode, key?: string) => void;
  onDrop: (exit: number) => void;
}
