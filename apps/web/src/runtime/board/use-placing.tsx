import type { Form, Timeline } from '@fieldwork/metadata';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { messageOf, ProblemError } from '../../api/problem.js';
import { recordsChanged } from '../../api/records.js';
import { useWords } from '../../words/words.js';
import { windowText } from './board-time.js';
import { boardWords } from './board-words.js';
import { breaksPromise } from './conflicts.js';
import { type Placing, placeWork } from './place-work.js';

/** Places work, asks for the reason when the server wants one, and offers to undo. */
export function usePlacing(page: Timeline, form: Form | undefined) {
  const t = useWords(boardWords);
  const scope = useAppScope();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Placing | null>(null);
  const [moving, setMoving] = useState<Placing | null>(null);

  const undo = async (back: () => Promise<void>) => {
    try {
      await back();
      message.success(t('undone'));
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  const place = async (placing: Placing): Promise<boolean> => {
    if (!form) return false;
    setMoving(placing);
    try {
      const { undo: back } = await placeWork(scope.id, page, form, placing);
      setAsking(null);
      const isNew = placing.work.resource !== placing.resource.id;
      const said = isNew ? t('planned', { name: placing.resource.name }) : t('moved');
      if (placing.work.window && breaksPromise(placing.work, placing.start))
        message.warning({
          duration: 8,
          content: t('unpromised_warning', { window: windowText(placing.work.window, scope.timeZone) }),
        });
      const key = `placed.${placing.work.id}`;
      message.success({
        key,
        duration: back ? 8 : 3,
        content: (
          <>
            {said}
            {back && (
              <Button
                type="link"
                size="small"
                onClick={() => {
                  message.destroy(key);
                  void undo(back);
                }}
              >
                {t('undo')}
              </Button>
            )}
          </>
        ),
      });
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.issues.some(({ path }) => path[0] === 'reason'))
        setAsking(placing);
      else message.error(messageOf(error));
      return false;
    } finally {
      await recordsChanged(scope.id, form.id);
      setMoving(null);
    }
  };
  return { place, asking, stopAsking: () => setAsking(null), moving };
}
