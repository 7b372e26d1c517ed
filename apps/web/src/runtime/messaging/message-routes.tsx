import type { MessengerData } from '@fieldwork/api-contract';
import { Input, Select } from 'antd';
import { setMessageRoute, useMessageRoutes } from '../../api/messaging.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useChannelsOf } from '../mail/use-channels-of.js';
import styles from './messaging.module.css';
import { messagingWords } from './messaging-words.js';

/** By which messenger each message of the apps goes. */
export function MessageRoutes({ messengers }: { messengers: readonly MessengerData[] }) {
  const t = useWords(messagingWords);
  const text = useText();
  const channels = [...useChannelsOf('message'), ...useChannelsOf('wechat')];
  const { data: routes = [] } = useMessageRoutes();
  const [save] = useAction(setMessageRoute);
  if (channels.length === 0) return null;
  return (
    <>
      <h2>{t('routes')}</h2>
      <p className="muted">{t('routes_hint')}</p>
      <div className={styles.routes}>
        {channels.map(({ app, channel }) => {
          const route = routes.find((one) => one.app === app.id && one.channel === channel.id);
          const name = `${text(app.label)} · ${text(channel.label)}`;
          const write = (part: { messengerId?: string | null; template?: string | null }) =>
            void save({
              app: app.id,
              channel: channel.id,
              messengerId: route?.messengerId ?? null,
              template: route?.template ?? null,
              ...part,
            });
          return (
            <div key={`${app.id} ${channel.id}`} className={styles.route}>
              <span>{name}</span>
              <Select
                aria-label={`${t('by')}: ${name}`}
                value={route?.messengerId ?? ''}
                onChange={(messengerId) => write({ messengerId: messengerId || null })}
                options={[
                  { value: '', label: t('nothing') },
                  ...messengers.map((one) => ({ value: one.id, label: one.name })),
                ]}
              />
              <Input
                aria-label={`${t('template')}: ${name}`}
                placeholder={t('template')}
                disabled={!route}
                key={route?.template ?? ''}
                defaultValue={route?.template ?? ''}
                onBlur={({ target }) => {
                  const template = target.value.trim() || null;
                  if (route && template !== route.template) write({ template });
                }}
              />
            </div>
          );
        })}
      </div>
    </>
  );
}
