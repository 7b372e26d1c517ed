import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { RouterProvider } from 'react-router';
import { AppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { fieldRouter } from './field-router.js';
import { fieldWords } from './field-words.js';
import { type Identity, readIdentity, writeIdentity } from './identity.js';
import { openPhone } from './open-phone.js';
import { type Phone, PhoneContext } from './phone-context.js';

// Seen once, at the first start.
const EntryPage = lazy(async () => ({ default: (await import('./entry-page.js')).EntryPage }));
const FirstPull = lazy(async () => ({ default: (await import('./first-pull.js')).FirstPull }));

/** The phone: who it belongs to, what it holds, its pages. */
export function FieldApp() {
  const t = useWords(fieldWords);
  const [identity, setIdentity] = useState<Identity | null>(readIdentity);
  const [phone, setPhone] = useState<Phone | null>(null);
  const [isRevoked, setRevoked] = useState(false);
  useEffect(() => {
    if (!identity) return undefined;
    let isGone = false;
    let opened: Phone | null = null;
    void openPhone(identity, setRevoked).then((found) => {
      opened = found;
      if (isGone) found.sync.stop();
      else setPhone(found);
    });
    return () => {
      isGone = true;
      opened?.sync.stop();
    };
  }, [identity]);
  if (isRevoked) return <EmptyState title={t('revoked')} hint={t('revoked_hint')} />;
  if (!identity)
    return (
      <Suspense fallback={<Waiting />}>
        <EntryPage
          onChosen={(chosen) => {
            writeIdentity(chosen);
            setIdentity(chosen);
          }}
        />
      </Suspense>
    );
  if (!phone) return <Waiting />;
  return (
    <PhoneContext value={phone}>
      <Opened phone={phone} />
    </PhoneContext>
  );
}

function Opened({ phone }: { phone: Phone }) {
  const ground = useSyncExternalStore(phone.store.subscribe, () => phone.store.snapshot.ground);
  const router = useMemo(fieldRouter, []);
  if (!ground)
    return (
      <Suspense fallback={<Waiting />}>
        <FirstPull />
      </Suspense>
    );
  return (
    <AppScope data={ground.app}>
      <RouterProvider router={router} />
    </AppScope>
  );
}
