import { defineWords } from '../../words/words.js';

export const libraryWords = defineWords('library', {
  search: ['搜索', 'Search'],
  search_hint: ['用几个字说说遇到的问题', 'Say in a few words what is wrong'],
  all: ['全部', 'All'],
  empty: ['这里还没有内容', 'There is nothing here yet'],
  nothing: ['没有找到“{{words}}”，换个说法试试。', 'Nothing found for “{{words}}”. Try other words.'],
  nothing_in_group: ['这一类还没有内容。', 'There is nothing of this kind yet.'],
  more: ['更多', 'More'],
  looking: ['正在查找…', 'Looking…'],
  not_helped: ['没有解决问题？', 'Not solved?'],
  report: ['联系我们', 'Contact us'],
  back: ['返回列表', 'Back to all'],
  gone: ['这一篇不存在或不再公开', 'This page does not exist or is not public any more'],
  gone_hint: ['请返回列表查找。', 'Please look for it in the list.'],
  closed: ['这个页面不存在或已停用', 'This page does not exist or is closed'],
  closed_hint: ['请核对网址，或重新扫描二维码。', 'Please check the address, or scan the code again.'],
  inside: [
    '这个页面给所有人看，不需要登录。地址：',
    'Anybody can read this page, without signing in. Its address:',
  ],
  may_help: ['也许这能帮到您', 'Perhaps this helps'],
  may_help_hint: ['解决了就不用再提交。', 'If it does, there is nothing to send.'],
  all_help: ['查看全部', 'See all'],
});
