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
