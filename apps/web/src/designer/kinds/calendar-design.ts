import { bilingual } from '@fieldwork/metadata';
import { CalendarDesigner } from '../calendar/calendar-designer.js';
import type { KindDesign } from './kind-design.js';

export const calendarDesign: KindDesign<'calendar'> = {
  plural: bilingual('日历', 'Calendars'),
  hint: bilingual('什么时候上班、哪天放假', 'When people work, and when they do not'),
  create: bilingual('新建日历', 'New calendar'),
  example: bilingual('例如：服务时间', 'For example: Service hours'),
  begin: ({ id, label }) => ({ kind: 'calendar', schema: 1, id, label, week: workingWeek() }),
  Designer: CalendarDesigner,
};

/** Monday to Friday, nine to six without the hour at noon. */
function workingWeek() {
  const slots = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ];
  return [slots, slots, slots, slots, slots, [], []];
}
