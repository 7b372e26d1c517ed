import { defineWords } from '../../words/words.js';

export const duplicateWords = defineWords('duplicates', {
  warning: ['可能已有相同记录', 'There may be such a record already'],
  same: ['{{fields}}相同', 'Same {{fields}}'],
  near: ['{{field}}相似 {{percent}}%', '{{field}} is {{percent}}% alike'],
  find: ['查找重复并合并', 'Find duplicates and merge'],
  none: ['没有找到重复的记录', 'No duplicates found'],
  choose: ['选择要合并的记录', 'Choose the record to merge with'],
  merge: ['合并', 'Merge'],
  merge_title: ['合并两条记录', 'Merge two records'],
  merge_hint: [
    '逐项选择保留哪一边。另一条记录进入回收站，与它关联的记录、任务、评论和文件都转到保留的记录；30 天内可以撤销。',
    'Choose field by field. The other record goes to the recycle bin; whatever refers to it, its tasks, comments and files move to the one that stays. This can be undone for 30 days.',
  ],
  kept: ['保留（当前）', 'Stays (this one)'],
  other: ['并入', 'Goes'],
  both: ['两边都要', 'Both'],
  equal: ['两条记录的内容相同', 'Both records say the same'],
  merged: ['已合并', 'Merged'],
  merged_into: ['这条记录已并入另一条记录', 'This record was merged into another one'],
  open_survivor: ['打开保留的记录', 'Open the one that stayed'],
  undo: ['撤销合并', 'Undo the merge'],
  undo_ask: ['撤销这次合并？', 'Undo this merge?'],
  undone: ['合并已撤销', 'The merge is undone'],
  made_on: ['创建于 {{at}}', 'Made {{at}}'],
});
