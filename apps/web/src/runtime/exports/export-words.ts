import { defineWords } from '../../words/words.js';

export const exportWords = defineWords('exports', {
  title: ['导出“{{name}}”', 'Export “{{name}}”'],
  about: ['导出当前筛选和排序的全部记录。', 'All records as they are filtered and sorted now.'],
  format: ['格式', 'Format'],
  xlsx: ['Excel（.xlsx）', 'Excel (.xlsx)'],
  csv: ['CSV', 'CSV'],
  fields: ['字段', 'Fields'],
  all_fields: ['全部可见字段', 'All fields you may see'],
  start: ['导出', 'Export'],
  running: ['正在导出，已完成 {{done}} 条', 'Exporting, {{done}} so far'],
  ready: ['已导出 {{count}} 条。', '{{count}} records exported.'],
  download: ['下载文件', 'Download the file'],
  failed: ['导出失败，请重试。', 'The export failed, please try again.'],
});
