import { defineWords } from '../../words/words.js';

export const overviewWords = defineWords('overview', {
  none: ['暂无', 'None'],
  more: ['还有更多，查看全部', 'There are more: show all'],
  timeline: ['时间线', 'Time line'],
  nothing_yet: ['还没有记录', 'Nothing has happened yet'],
  choose: [
    '从列表中打开一条{{form}}，这里显示它的全景。',
    'Open one of {{form}} to see everything about it.',
  ],
  open_list: ['打开列表', 'Open the list'],
  open_record: ['打开记录', 'Open the record'],
  use: ['选用', 'Use'],
  for_customer: ['客户可见', 'for the customer'],
  said: ['{{who}}：{{what}}', '{{who}}: {{what}}'],
  not_found: ['记录不存在，或者您没有权限查看', 'There is no such record, or you may not see it'],
});
