import { defineWords } from '../../words/words.js';

export const pageWords = defineWords('page', {
  no_page: ['没有这个页面，或者您没有权限查看。', 'There is no such page, or you may not see it.'],
});
