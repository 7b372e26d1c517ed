import { defineWords } from '../../words/words.js';

export const commentPageWords = defineWords('field_comments', {
  title: ['评论', 'Comments'],
  write: ['写给同事的话', 'Write to your colleagues'],
  send: ['发送', 'Send'],
  me: ['我', 'Me'],
  waiting: ['待发送', 'Waiting to be sent'],
  none: ['还没有评论', 'No comments yet'],
  for_customer: ['客户可见', 'The customer sees this'],
  no_signal: [
    '没有信号，暂时看不到以前的评论；您写的会在有信号时发送。',
    'Without signal earlier comments are not shown; what you write is sent later.',
  ],
});
