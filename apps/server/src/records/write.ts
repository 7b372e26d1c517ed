import type { Narrowing } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import type { ChangeSource } from './record-events.js';
import type { Viewer } from './viewer.js';

/** A write: who, what, and how it is told apart from its own repetition. */
export interface Write {
  viewer: Viewer;
  /** Reads what rules need, whatever the writer may see. */
  platform: Viewer;
  form: Form;
  /** Who did it, for history; null: the platform. */
  by: string | null;
  source?: ChangeSource;
  /** What is written comes from another record. */
  isTakenOver?: boolean;
  /** Narrowing by a task; it takes the place of the role's rights to write. */
  narrowing?: Narrowing;
}
