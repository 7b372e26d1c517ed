import { Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { momentOf } from '../api/time-zone.js';
import { useLocale } from '../words/words.js';

const minuteMs = 60_000;

/** An instant as people say it: "3 小时前", with the exact moment on hover; older than a week the date itself. */
export function Ago({ at }: { at: string }) {
  useLocale();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), minuteMs);
    return () => clearInterval(timer);
  }, []);
  const moment = momentOf(at);
  const isFar = Math.abs(dayjs().diff(moment, 'day')) >= 7;
  return (
    <Tooltip title={exactMoment(at)}>
      <time dateTime={at} className="figures">
        {isFar
          ? moment.format(moment.year() === momentOf(new Date()).year() ? 'MM-DD HH:mm' : 'YYYY-MM-DD')
          : moment.fromNow()}
      </time>
    </Tooltip>
  );
}

export function exactMoment(at: string): string {
  return momentOf(at).format('YYYY-MM-DD HH:mm');
}
