import type { NoticeMessenger } from '@fieldwork/api-contract';
import { Input } from 'antd';
import { setNoticeMessengers, useNoticeMessengers } from '../../api/messaging.js';
import { usePushDevices } from '../../api/push.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import styles from './messaging.module.css';
import { messagingWords } from './messaging-words.js';
import { PushSwitch } from './push-switch.js';

/** Where one wants to have notices beside inbox and mail: an address switches it on, none switches it off. */
export function MyMessengers() {
  const t = useWords(messagingWords);
  const { data = [] } = useNoticeMessengers();
  const [save] = useAction((one: NoticeMessenger, address: string) =>
    setNoticeMessengers(
      data.flatMap(({ id, mine }) => {
        const next = id === one.id ? address : (mine ?? '');
        return next === '' ? [] : [{ messengerId: id, address: next }];
      }),
    ),
  );
  const push = usePushDevices().data;
  if (data.length === 0 && !push?.messengers.length) return null;
  return (
    <>
      <h2>{t('my_title')}</h2>
      {data.map((one) => (
        <div key={one.id} className={styles.mine}>
          <span>{one.name}</span>
          <Input
            aria-label={one.name}
            key={one.mine ?? ''}
            placeholder={t(`my_address_${one.address}`)}
            defaultValue={one.mine ?? ''}
            onBlur={({ target }) => {
              const address = target.value.trim();
              if (address !== (one.mine ?? '')) void save(one, address);
            }}
          />
        </div>
      ))}
      <PushSwitch />
    </>
  );
}
