import { defineWords } from '../../words/words.js';

export const portalWords = defineWords('portal', {
  closed: ['链接无效或已过期', 'This link is not valid or has ended'],
  closed_hint: [
    '请使用最近一次收到的链接，或联系我们重新发送。',
    'Please use the newest link you got, or ask us for a new one.',
  ],
  progress: ['处理进度', 'Progress'],
  now: ['当前', 'now'],
  done: ['已完成', 'done'],
  messages: ['留言', 'Messages'],
  no_messages: ['还没有留言。有问题可以在这里告诉我们。', 'No messages yet. Write to us here.'],
  write: ['写留言', 'Write a message'],
  send: ['发送', 'Send'],
  sending: ['正在发送…', 'Sending…'],
  confirm: ['确认提交', 'Confirm'],
  back: ['返回', 'Back'],
  me: ['我', 'Me'],
  service: ['客服', 'Service'],
  sign_here: ['请在框内签名', 'Sign in this box'],
  clear: ['重新签名', 'Sign again'],
  signed_over: ['签名即确认：{{what}}', 'You sign for: {{what}}'],
  until: ['链接有效期至 {{date}}', 'This link is good until {{date}}'],
  refresh: ['刷新', 'Refresh'],
  inside: [
    '这个页面给客户看，每条记录有自己的链接：打开记录，点右上角的二维码按钮。',
    'This page is for customers, each record has a link of its own: open a record and press the code button.',
  ],
  to_records: ['去看记录', 'To the records'],
  comma: ['、', ', '],
});
