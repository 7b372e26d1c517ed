import { defineWords } from '../../words/words.js';

export const figureWords = defineWords('figures', {
  figures: ['统计其他记录', 'Figures over other records'],
  hint: [
    '例如：这台设备 30 天内的工单数。条件和取值里可以直接使用。',
    'For example: orders of this device in 30 days. Conditions and values can use them.',
  ],
  add: ['添加统计', 'Add a figure'],
  name: ['名称', 'Name'],
  form: ['统计哪个表单', 'Over which form'],
  filter: ['只统计符合条件的', 'Only those that match'],
  aggregate: ['统计方式', 'How'],
  value: ['取值', 'Of what'],
  by: ['按哪个时间取最近一条', 'Latest by'],
  count: ['条数', 'Number of records'],
  sum: ['合计', 'Sum'],
  average: ['平均', 'Average'],
  min: ['最小', 'Least'],
  max: ['最大', 'Greatest'],
  latest: ['最近一条的值', 'Value of the latest'],
  list: ['所有值的列表', 'All values, as a list'],
  first_name: ['记录数', 'Number of records'],
});
