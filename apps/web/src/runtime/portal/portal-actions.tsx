import type { PortalData } from '@fieldwork/api-contract';
import { useState } from 'react';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { PortalActionForm } from './portal-action-form.js';
import type { PortalPlace } from './portal-api.js';

interface PortalActionsProps {
  place: PortalPlace;
  actions: PortalData['actions'];
  seen: string;
  onDone: () => Promise<void>;
}

/** What can be done: one alone stands open, of several one is chosen first. */
export function PortalActions({ place, actions, seen, onDone }: PortalActionsProps) {
  const text = usePublicText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [thanks, setThanks] = useState<string | null>(null);
  const open = actions.length === 1 ? actions[0] : actions.find(({ id }) => id === chosen);
  const done = async (said: string) => {
    setThanks(said);
    setChosen(null);
    await onDone();
  };
  return (
    <>
      {thanks !== null && (
        <p role="status" className={styles.thanks}>
          {thanks}
        </p>
      )}
      {open ? (
        <PortalActionForm
          key={open.id}
          place={place}
          action={open}
          seen={seen}
          onBack={actions.length > 1 ? () => setChosen(null) : null}
          onDone={() => done(text(open.thanks))}
        />
      ) : (
        actions.length > 0 && (
          <div className={styles.choices}>
            {actions.map(({ id, label, style }) => (
              <button
                key={id}
                type="button"
                className={style === 'primary' ? outside.main : styles.plain}
                data-danger={style === 'danger' || undefined}
                onClick={() => setChosen(id)}
              >
                {text(label)}
              </button>
            ))}
          </div>
        )
      )}
    </>
  );
}
