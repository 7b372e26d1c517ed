import { fieldCondition, may } from '@fieldwork/policy';
import type { Viewer } from '../records/viewer.js';

/** Whether the viewer may read records of a form at all. */
export function isOpen(viewer: Viewer, form: string): boolean {
  const policy = viewer.policy(form);
  return viewer.documents.forms.has(form) && (policy === null || may(policy, 'read'));
}

/** Whether the viewer never sees a field, given by its path. */
export function isHidden(viewer: Viewer, form: string, path: string): boolean {
  const [head = '', member] = path.split('.');
  const policy = viewer.policy(form);
  if (policy !== null && fieldCondition(policy, head) === false) return true;
  const target = viewer.documents.forms.get(form)?.fields.find(({ id }) => id === head)?.form;
  return (
    member !== undefined &&
    target !== undefined &&
    (!isOpen(viewer, target) || isHidden(viewer, target, member))
  );
}
