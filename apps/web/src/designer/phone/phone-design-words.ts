import { defineWords } from '../../words/words.js';

export const phoneDesignWords = defineWords('phone_design', {
  work: ['工作', 'The work'],
  work_form: ['工作所在的表单', 'Form of the work'],
  whose: ['带上哪些工作', 'Which work is taken along'],
  from: ['计划时间', 'Planned at'],
});
