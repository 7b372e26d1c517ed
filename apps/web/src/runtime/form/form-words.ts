import { defineWords } from '../../words/words.js';

export const formWords = defineWords('form', {
  required: ['必填', 'Required'],
  problems: ['还有 {{count}} 处需要修改', 'Still to mend: {{count}}'],
  tab_troubled: ['（有需要修改的内容）', '(something here is to be mended)'],
  draft_kept: ['已恢复上次没有保存的内容', 'What you had not saved is back'],
  drop_draft: ['放弃这些内容', 'Drop it'],
  submit: ['提交', 'Submit'],
  row_path: ['第 {{row}} 行 {{column}}', 'row {{row}}, {{column}}'],
});
