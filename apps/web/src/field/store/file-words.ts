import { defineWords } from '../../words/words.js';

export const fileWords = defineWords('field_file', {
  empty: ['文件是空的', 'The file is empty'],
  too_large: ['不能超过 {{most}} MB', 'At most {{most}} MB are accepted'],
});
