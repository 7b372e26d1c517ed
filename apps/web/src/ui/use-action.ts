import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { messageOf } from '../api/problem.js';
import { heedSignedOut } from '../api/query-client.js';

/** Runs an action once at a time; a failure is told in words. Answers whether it went well. */
export function useAction<A extends unknown[]>(
  action: (...args: A) => Promise<unknown>,
): [run: (...args: A) => Promise<boolean>, isRunning: boolean] {
  const { message } = App.useApp();
  const [isRunning, setRunning] = useState(false);
  const busy = useRef(false);
  const latest = useRef(action);
  latest.current = action;
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      if (busy.current) return false;
      busy.current = true;
      setRunning(true);
      try {
        await latest.current(...args);
        return true;
      } catch (error) {
        message.error(messageOf(error));
        heedSignedOut(error);
        return false;
      } finally {
        busy.current = false;
        setRunning(false);
      }
    },
    [message],
  );
  return [run, isRunning];
}
