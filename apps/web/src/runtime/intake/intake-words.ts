import { defineWords } from '../../words/words.js';

export const intakeWords = defineWords('intake', {
  search: ['客户、联系人、设备', 'Customer, contact or device'],
  search_hint: ['输入电话、名称、编号或序列号', 'Type a phone number, a name, a number or a serial number'],
  keys: ['↑↓ 选择 · 回车选用 · Ctrl+S 保存', '↑↓ to choose · Enter takes it · Ctrl+S saves'],
  nothing: ['没有找到“{{words}}”', 'Nothing found for "{{words}}"'],
  new_one: ['新建{{form}}', 'New {{form}}'],
  save: ['提交', 'File it'],
  again: ['清空重来', 'Begin anew'],
  saved: ['已建立 {{title}}', '{{title}} is filed'],
  open: ['打开 {{title}}', 'Open {{title}}'],
  choose_first: [
    '选中客户或设备后，这里显示他们的情况。',
    'Once a customer or a device is chosen, everything about them stands here.',
  ],
  found_label: ['搜索结果', 'Found'],
});
