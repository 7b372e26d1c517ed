import { defineWords } from '../../words/words.js';

export const appDesignWords = defineWords('app_design', {
  title: ['设计“{{name}}”', 'Design “{{name}}”'],
  to_app: ['返回应用', 'Back to the app'],
  overview: ['全部内容', 'Everything'],
  menu: ['菜单', 'Menu'],
  app_settings: ['应用设置', 'The app'],
  export: ['导出应用', 'Export the app'],
  from_file: ['导入 Excel 或 CSV', 'Import Excel or CSV'],
  about_form: ['针对哪个表单', 'About which form'],
  needs_form: ['请先发布一个表单', 'Publish a form first'],
  variant: ['类型', 'Type'],
  nothing: ['还没有', 'None yet'],
  discard: ['放弃草稿', 'Discard the draft'],
  discard_sure: ['草稿里的修改会丢失。', 'The changes in the draft will be lost.'],
  remove_app: ['删除应用', 'Delete the app'],
  remove_title: ['删除“{{name}}”', 'Delete “{{name}}”'],
  remove_used: [
    '还有内容用到它，请先修改或删除这些内容：',
    'These still use it; change or delete them first:',
  ],
  remove_hint: [
    '它不再生效，也从菜单和角色的权限中去掉。以后可以用同一标识重新建立。',
    'It is no longer in effect, and leaves the menu and the rights of roles. Its id can be used again later.',
  ],
  remove_records: [
    '它的 {{count}} 条记录（含回收站）连同附件、评论和历史将一并删除，不能恢复。',
    'Its records ({{count}}, the recycle bin included) go with their files, comments and history, for good.',
  ],
  remove_app_hint: [
    '这个应用的全部表单、流程和其他内容，连同所有记录、附件和历史将一并删除，不能恢复。',
    'All forms, flows and everything else of this app go, with all records, files and history, for good.',
  ],
  remove_type: ['请输入“{{name}}”来确认', 'Type “{{name}}” to confirm'],
  menu_hint: [
    '拖动或用上下键调整顺序；分组可以放表单和看板。',
    'Drag, or use the arrows, to reorder; groups hold forms and dashboards.',
  ],
  add_group: ['添加分组', 'Add a group'],
  add_entry: ['添加入口', 'Add an entry'],
  new_group: ['新分组', 'New group'],
  into: ['移到', 'Move to'],
  top_level: ['最外层', 'Top level'],
  colour: ['颜色', 'Colour'],
  time_zone: ['时区', 'Time zone'],
  unknown: ['（已不存在）', '(no longer there)'],
});
