import { Alert, Button } from 'antd';
import { messageOf } from '../api/problem.js';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';

/** A failure in words, with the way to try again. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const t = useWords(verbs);
  return (
    <Alert
      type="error"
      showIcon
      title={messageOf(error)}
      action={
        retry && (
          <Button size="small" onClick={() => void retry()}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}
