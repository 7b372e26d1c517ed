import { defineWords } from '../../words/words.js';

export const inboxWords = defineWords('inbox', {
  title: ['待办', 'Inbox'],
  open: ['待处理', 'Open'],
  done: ['已处理', 'Done'],
  notices: ['通知', 'Notices'],
  read_all: ['全部标为已读', 'Mark all as read'],
  open_empty: ['没有待处理的事项', 'Nothing is waiting for you'],
  open_empty_hint: ['轮到您处理的任务会出现在这里。', 'Tasks appear here when it is your turn.'],
  done_empty: ['还没有处理过的事项', 'Nothing done yet'],
  notices_empty: ['没有通知', 'No notices'],
  due: ['截止', 'Due'],
  overdue: ['已超时', 'Overdue'],
  claimable: ['待领取', 'To be taken'],
  unread: ['未读', 'Unread'],
});
