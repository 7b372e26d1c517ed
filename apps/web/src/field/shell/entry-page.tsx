import type { AppData, AppSummary } from '@fieldwork/api-contract';
import type { Page, Text } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../api/client.js';
import { hasStatus, messageOf } from '../../api/problem.js';
import type { Session } from '../../api/session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import type { Identity } from './identity.js';
import styles from './shell.module.css';
import { SignIn } from './sign-in.js';
import { Surroundings } from './surroundings.js';

interface Choice {
  app: string;
  page: string;
  label: Text;
  appLabel: Text;
}

type Entry =
  | { is: 'asking' }
  | { is: 'signed_out' }
  | { is: 'failed'; message: string }
  | { is: 'choosing'; session: Session; choices: Choice[] };

/** The first start on a phone: who it is, and which page he works with. Needs the server. */
export function EntryPage({ onChosen }: { onChosen: (identity: Identity) => void }) {
  const t = useWords(fieldWords);
  const v = useWords(verbs);
  const text = useText();
  const [entry, setEntry] = useState<Entry>({ is: 'asking' });
  const [round, setRound] = useState(0);
  // Each round asks anew.
  useEffect(() => {
    let isGone = false;
    void look().then((found) => {
      if (isGone) return;
      const only = found.is === 'choosing' && found.choices.length === 1 ? found.choices[0] : undefined;
      if (only && found.is === 'choosing') onChosen(identityOf(found.session, only));
      else setEntry(found);
    });
    return () => {
      isGone = true;
    };
  }, [round]);
  const again = () => setRound((before) => before + 1);
  if (entry.is === 'asking') return <Waiting />;
  if (entry.is === 'signed_out')
    return (
      <>
        <Surroundings />
        <SignIn onSignedIn={again} />
      </>
    );
  if (entry.is === 'failed')
    return (
      <EmptyState
        title={t('first_failed')}
        hint={navigator.onLine ? entry.message : t('no_signal_first')}
        action={
          <Button type="primary" onClick={again}>
            {v('retry')}
          </Button>
        }
      />
    );
  if (entry.choices.length === 0) return <EmptyState title={t('no_page')} hint={t('no_page_hint')} />;
  return (
    <main className={styles.entry}>
      <h1>{t('choose_page')}</h1>
      {entry.choices.map((choice) => (
        <Button
          key={`${choice.app} ${choice.page}`}
          size="large"
          block
          onClick={() => onChosen(identityOf(entry.session, choice))}
        >
          {text(choice.appLabel)} · {text(choice.label)}
        </Button>
      ))}
    </main>
  );
}

function identityOf({ user }: Session, { app, page }: Choice): Identity {
  return { user: user.id, name: user.name, app, page };
}

async function look(): Promise<Entry> {
  try {
    if (!document.cookie.includes('fieldwork_signed_in=')) return { is: 'signed_out' };
    const session = await call<Session>('GET', '/session');
    const apps = await call<AppSummary[]>('GET', '/apps');
    const all = await Promise.all(apps.map(({ id }) => call<AppData>('GET', `/apps/${id}`)));
    const wanted = new URLSearchParams(location.search);
    const choices = all.flatMap(({ app, pages }) =>
      pages.filter(isForPhones).map((page) => choiceOf(app, page)),
    );
    const named = choices.filter(({ app, page }) => app === wanted.get('app') && page === wanted.get('page'));
    return { is: 'choosing', session, choices: named.length > 0 ? named : choices };
  } catch (error) {
    return hasStatus(error, 401) ? { is: 'signed_out' } : { is: 'failed', message: messageOf(error) };
  }
}

const isForPhones = (page: Page) => page.type === 'field';

function choiceOf(app: AppData['app'], page: Page): Choice {
  return { app: app.id, page: page.id, label: page.label, appLabel: app.label };
}
