import type { PublishStep } from '@fieldwork/api-contract';
import { localize } from '@fieldwork/metadata';
import { App } from 'antd';
import { messageOf, ProblemError } from '../../api/problem.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

type Send<T> = (confirm: readonly string[]) => Promise<T>;

/**
 * Changes an app as a whole: where that loses data it is asked first, where something would break it is said what.
 * Answers null where nothing was changed.
 */
export function useAgreedChange(): <T>(send: Send<T>) => Promise<T | null> {
  const { modal } = App.useApp();
  const t = useWords(shellWords);
  const v = useWords(verbs);
  const locale = useLocale();
  return async (send) => {
    try {
      return await send([]);
    } catch (error) {
      const lost = lossOf(error);
      if (lost) {
        const isAgreed = await modal.confirm({
          title: t('loses_data'),
          content: <Lines lines={lost.steps.map(({ text }) => localize(text, locale))} />,
          okText: t('lose_it'),
          okButtonProps: { danger: true },
          cancelText: v('cancel'),
        });
        return isAgreed ? send(lost.confirm) : null;
      }
      if (!(error instanceof ProblemError) || error.issues.length === 0) throw error;
      const lines = error.issues.map(
        ({ path, message }) => `${path.slice(0, 2).join('/')}: ${localize(message, locale)}`,
      );
      modal.error({ title: messageOf(error), content: <Lines lines={lines} />, okText: v('close') });
      return null;
    }
  };
}

function lossOf(error: unknown): { confirm: string[]; steps: PublishStep[] } | null {
  const body = error instanceof ProblemError ? (error.body as object | null) : null;
  const { confirm, steps } = (body ?? {}) as { confirm?: string[]; steps?: PublishStep[] };
  return confirm && steps ? { confirm, steps: steps.filter(({ losesData }) => losesData) } : null;
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul style={{ maxHeight: '40vh', overflow: 'auto', paddingInlineStart: 18 }}>
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
