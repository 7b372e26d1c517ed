import { defineWords } from '../../words/words.js';

export const libraryDesignWords = defineWords('library_design', {
  address: ['公开地址', 'Public address'],
  hint: [
    '不用登录，任何人都能读到符合条件的记录的标题和下面列出的内容；其他记录和字段读不到，也搜不到。',
    'Anybody reads the title and what is listed below of the records that are admitted, without signing in; other records and fields are neither read nor found.',
  ],
  form: ['哪个表单的记录', 'Records of which form'],
  filter: ['哪些记录公开', 'Which records are public'],
  intro: ['开头的话', 'Words at the top'],
  shown: ['公开的内容', 'What is public'],
  add_shown: ['添加内容', 'Add a line'],
  field: ['字段', 'Field'],
  label: ['对读者的说法', 'In the reader’s words'],
  excerpt: ['列表里标题下的话', 'Below the title in lists'],
  groups: ['读者按什么分类查看', 'Readers narrow the list by'],
  report: ['没有解决时打开的公开表单', 'Public form where nothing helped'],
  help: ['提交前推荐哪些资料', 'What may help before it is sent'],
  help_hint: [
    '访客一边填写，一边按他的话推荐公开资料里的记录。',
    'While somebody fills it in, records of a library are offered by his words.',
  ],
  help_query: ['按哪些回答查找', 'By the words of'],
  help_filter: ['只推荐哪些', 'Only those'],
  help_least: ['至少符合的百分比', 'Least share of the words, in percent'],
});
