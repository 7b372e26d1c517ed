import { bilingual } from '@fieldwork/metadata';

/** What the steps of a new flow are called before anybody names them. */
export const firstLabels = {
  start: bilingual('开始', 'Start'),
  task: bilingual('处理', 'Handle'),
  done: bilingual('完成', 'Done'),
  end: bilingual('结束', 'End'),
};

export const defaultLabels = Object.values(firstLabels);
