import dayjs from 'dayjs';
import zh from 'dayjs/locale/zh-cn.js';
import relativeTime from 'dayjs/plugin/relativeTime.js';

dayjs.extend(relativeTime);
// "8 小时内" would be taken for a limit; what is to come is said as people say it.
dayjs.locale({ ...zh, relativeTime: { ...zh.relativeTime, future: '%s后' } } as typeof zh, undefined, true);
