import { defineWords } from '../../words/words.js';

export const knowledgeWords = defineWords('knowledge', {
  attach: ['采用', 'Use this'],
  quote: ['引用', 'Quote'],
  checklist: ['套用步骤', 'Apply the steps'],
  attached: ['已采用《{{title}}》', '“{{title}}” is attached'],
  quoted: ['已引用', 'Quoted'],
  nothing_there: ['这条记录里没有可用的内容', 'There is nothing to take from it'],
  open: ['在新标签页打开', 'Open in a new tab'],
});
