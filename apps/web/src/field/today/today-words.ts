import { defineWords } from '../../words/words.js';

export const todayWords = defineWords('field_today', {
  title: ['今日 {{date}}', 'Today, {{date}}'],
  left: ['还有 {{count}} 单', '{{count}} to go'],
  all_done: ['今天的工作都做完了', 'All done for today'],
  nothing: ['今天没有安排', 'Nothing planned for today'],
  nothing_hint: ['新派的工单会出现在这里。', 'New work appears here.'],
  late: ['早于今天', 'Before today'],
  unplanned: ['还没有约时间', 'No time yet'],
  coming: ['之后', 'Coming up'],
  past: ['已过去', 'Past'],
  open: ['进行中', 'In hand'],
  done: ['已完成', 'Done'],
  search: ['搜索客户、主题、单号', 'Customer, subject, number'],
  none_found: ['没有找到', 'Nothing found'],
  waiting: ['有内容待发送', 'Not sent yet'],
  due: ['{{at}} 前', 'by {{at}}'],
  minutes: ['{{count}} 分钟', '{{count}} min'],
  view: ['查看', 'Look'],
  finished: ['已完成', 'Done'],
  pool: ['可以领取', 'To be taken'],
  take_by: ['{{at}} 截止', 'until {{at}}'],
});
