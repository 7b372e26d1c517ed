import { defineWords } from '../../words/words.js';

export const portalAppointmentWords = defineWords('portal_appointment', {
  title: ['上门时间', 'Time of the visit'],
  choose: ['选择上门时间', 'Choose a time'],
  move: ['改期', 'Move it'],
  cancel: ['取消预约', 'Cancel it'],
  cancel_ask: ['确定取消预约？之后可以重新选择。', 'Cancel this time? You can choose again later.'],
  cancel_yes: ['确定取消', 'Yes, cancel'],
  keep: ['保留', 'Keep it'],
  looking: ['正在查询可约时间…', 'Looking for free times…'],
  days: ['日期', 'Day'],
  windows: ['时间段', 'Time'],
  confirm: ['确认 {{time}}', 'Confirm {{time}}'],
  none: [
    '近期没有可约的时间，请给我们留言或来电。',
    'There is no free time in the next days: write to us or call.',
  ],
  until: ['{{at}} 前可以改期或取消', 'Can be moved or cancelled until {{at}}'],
  fixed: ['临近上门，如需改期请留言或来电。', 'It is soon: to move it, write to us or call.'],
  done: ['已约定', 'Agreed'],
  cancelled: ['预约已取消', 'The time is cancelled'],
});
