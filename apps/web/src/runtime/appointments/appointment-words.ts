import { defineWords } from '../../words/words.js';

export const appointmentWords = defineWords('appointments', {
  offer: ['约定时间', 'Offer a time'],
  title: ['约定上门时间', 'Offer a time'],
  agreed: ['已约定：{{time}}', 'Agreed: {{time}}'],
  none_agreed: ['还没有约定时间', 'No time is agreed yet'],
  full: ['已满', 'full'],
  take: ['约定', 'Agree'],
  cancel: ['取消约定', 'Cancel it'],
  cancelled: ['已取消约定', 'The time is cancelled'],
  done: ['已约定 {{time}}', '{{time}} is agreed'],
  none: ['没有可约的时间', 'No time can be offered'],
  closed: ['现在不能约定时间', 'No time can be agreed now'],
  why: ['这个时间已无空余人手，请说明原因', 'Nobody is left at this time: please say why'],
  windows: ['可约时间', 'Times'],
});
