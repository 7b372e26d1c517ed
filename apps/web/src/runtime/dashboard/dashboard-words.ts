import { defineWords } from '../../words/words.js';

export const dashboardWords = defineWords('dashboard', {
  empty: ['这个看板还没有图表', 'This dashboard has no charts yet'],
  empty_hint: ['在设计器中添加报表。', 'Add reports in the designer.'],
  definition: ['口径', 'Definition'],
  rows: ['查看数据', 'See the rows'],
  chart: ['查看图表', 'See the chart'],
  records: ['查看明细', 'See the records'],
  open_list: ['在列表中打开', 'Open as list'],
  no_data: ['没有数据', 'No data'],
  other: ['未填写', 'Not given'],
  target: ['目标 {{value}}', 'Target {{value}}'],
  target_met: ['达标', 'Met'],
  target_missed: ['未达标', 'Missed'],
  updated: ['更新于 {{at}}', 'As of {{at}}'],
  minutes: ['{{count}} 分钟', '{{count}} min'],
  hours: ['{{count}} 小时', '{{count}} h'],
  days: ['{{count}} 天', '{{count}} d'],
  week_of: ['{{day}} 周', 'Week of {{day}}'],
  missing: ['这个报表已不存在，或者您没有权限查看。', 'This report is gone, or you may not see it.'],
});
