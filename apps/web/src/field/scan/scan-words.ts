import { defineWords } from '../../words/words.js';

export const scanWords = defineWords('field_scan', {
  title: ['扫码', 'Scan'],
  hint: ['扫设备、备件上的条码或二维码', 'Scan the code on a device or a part'],
  again: ['再扫一个', 'Scan another'],
  found: ['找到 {{count}} 条', '{{count}} found'],
  unknown: ['手机上没有编码 {{code}}', 'Nothing on this phone has the code {{code}}'],
  unknown_hint: ['可能不在带到手机上的范围内。', 'It may not be among what was taken along.'],
  draft: ['登记为新{{form}}', 'Register as new: {{form}}'],
  search: ['搜索名称、编码', 'Name or code'],
  nothing: ['没有找到', 'Nothing found'],
  empty: ['还没有内容', 'Nothing here yet'],
  parts: ['备件', 'Parts'],
});
