import type { DemoAccess } from '@fieldwork/api-contract';
import { Button, Typography } from 'antd';
import { useWords } from '../../words/words.js';
import styles from './entry.module.css';
import { entryWords } from './entry-words.js';

/** How the people of the demo sign in; nobody is told it again. */
export function DemoPeople({ demo, onContinue }: { demo: DemoAccess; onContinue: () => void }) {
  const t = useWords(entryWords);
  return (
    <>
      <p className="muted">{t('demo_people_hint')}</p>
      <Typography.Paragraph copyable={{ text: demo.password }} className={styles.secret}>
        <code>{demo.password}</code>
      </Typography.Paragraph>
      <ul className={styles.people}>
        {demo.users.map(({ login, name }) => (
          <li key={login}>
            <code>{login}</code> <span className="muted">{name}</span>
          </li>
        ))}
      </ul>
      <Button type="primary" size="large" block onClick={onContinue}>
        {t('demo_people_noted')}
      </Button>
    </>
  );
}
