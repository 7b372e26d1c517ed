import { defineWords } from '../../words/words.js';

export const matchingWords = defineWords('matching', {
  recommend: ['推荐处理人', 'Who should do it'],
  nobody: ['没有符合条件的人选', 'Nobody meets the conditions'],
  choose: ['选择', 'Choose'],
  excluded: ['不符合条件（{{count}}）', 'Not suitable ({{count}})'],
  unknown: ['还取决于：{{names}}', 'Depends besides on: {{names}}'],
  chosen: ['已选择 {{name}}', '{{name}} was chosen'],
  far: ['{{km}} 公里 · 约 {{minutes}} 分钟', '{{km}} km · about {{minutes}} min'],
  cannot: ['您不能在这里指派', 'You may not assign here'],
});
