import type { Timeline } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecordRights } from '../../api/records.js';
import { useTasks } from '../../api/tasks.js';
import type { Work } from './board-model.js';

/** Which work one may give to somebody: where he may change the record, or has a task with an action of the page. */
export function usePlanRights(page: Timeline, works: readonly Work[]) {
  const { id: app, access: accessTo } = useAppScope();
  const { form, resource, start } = page.records;
  const access = accessTo(form);
  const isOpen = access.update && ![resource, start].some((field) => access.readOnly.includes(field));
  const ids = useMemo(() => works.map(({ id }) => id).toSorted(), [works]);
  const rights = useRecordRights(app, form, ids, isOpen && access.byRecord);
  const { data: tasks } = useTasks('open');
  const byTask = useMemo(
    () =>
      new Set(
        (tasks ?? [])
          .filter((task) => task.app === app && task.form === form)
          .filter(({ actions }) => actions.some(({ id }) => page.actions?.includes(id)))
          .map(({ record }) => record.id),
      ),
    [tasks, app, form, page],
  );
  const mayWrite = (work: Work) => isOpen && (!access.byRecord || rights?.[work.id]?.update === true);
  return {
    mayPlan: (work: Work) => mayWrite(work) || byTask.has(work.id),
    mayPlanAny: isOpen || byTask.size > 0,
  };
}
