import { EyeFilled, EyeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type Subject, setFollowing } from '../../api/comments.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { commentWords } from './comment-words.js';

/** Whether one hears of what happens to a record. */
export function FollowButton({ subject, isFollowing }: { subject: Subject; isFollowing: boolean }) {
  const t = useWords(commentWords);
  const [toggle, isBusy] = useAction(() => setFollowing(subject, !isFollowing));
  return (
    <Tooltip title={t('follow_hint')}>
      <Button
        type="text"
        size="small"
        aria-pressed={isFollowing}
        icon={isFollowing ? <EyeFilled /> : <EyeOutlined />}
        loading={isBusy}
        onClick={() => void toggle()}
      >
        {isFollowing ? t('following') : t('follow')}
      </Button>
    </Tooltip>
  );
}
