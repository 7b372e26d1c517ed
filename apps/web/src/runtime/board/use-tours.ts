import type { RoutingProposal } from '@fieldwork/api-contract';
import { useEffect, useState } from 'react';
import { useJob } from '../../api/imports.js';
import { messageOf } from '../../api/problem.js';
import { planTours } from '../../api/routings.js';
import { useWords } from '../../words/words.js';
import { tourWords } from './tour-words.js';

/** Has the tours of a day looked for, once. */
export function useTours(app: string, routing: string, day: string) {
  const t = useWords(tourWords);
  const [id, setId] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    setId(null);
    planTours(app, routing, day)
      .then((job) => !isGone && setId(job))
      .catch((error: unknown) => !isGone && setFailed(messageOf(error)));
    return () => {
      isGone = true;
    };
  }, [app, routing, day]);
  const { data: job } = useJob(id);
  const hasEnded = job?.state === 'failed' || job?.state === 'cancelled';
  return {
    proposal: job?.state === 'done' ? (job.result as RoutingProposal) : null,
    count: job?.progress?.total ?? null,
    error: failed ?? (hasEnded ? t('failed') : null),
  };
}
