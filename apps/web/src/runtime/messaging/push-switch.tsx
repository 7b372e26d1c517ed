import { App, Button, Switch } from 'antd';
import { canPush, startPush, stopPush, usePushDevices } from '../../api/push.js';
import { deviceName } from '../../ui/device-name.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './messaging.module.css';
import { messagingWords } from './messaging-words.js';

/** Notices into this browser, by each messenger that pushes; and the other browsers that get them. */
export function PushSwitch({ className = styles.mine }: { className?: string }) {
  const t = useWords(messagingWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const { data } = usePushDevices();
  const [stop] = useAction(stopPush);
  const [start, isStarting] = useAction(async (messengerId: string) => {
    try {
      await startPush(data?.publicKey ?? '', messengerId, deviceName().slice(0, 60));
    } catch (error) {
      // What the browser says is for developers.
      if (
        !(
          error instanceof Error &&
          ['denied', 'NotAllowedError', 'AbortError'].some(
            (one) => one === error.message || one === error.name,
          )
        )
      )
        throw error;
      message.warning(
        t(
          error.message === 'denied' || error.name === 'NotAllowedError' ? 'push_denied' : 'push_unreachable',
        ),
      );
    }
  });
  if (!data) return null;
  return data.messengers.map(({ id: messengerId, name }) => {
    const mine = data.devices.filter((device) => device.messengerId === messengerId);
    const own = mine.find(({ isThis }) => isThis);
    return (
      <div key={messengerId}>
        <div className={className}>
          <span>
            {name}
            <small className="muted">{t(canPush() ? 'push_here' : 'push_impossible')}</small>
          </span>
          {canPush() && (
            <Switch
              aria-label={name}
              loading={isStarting}
              checked={own !== undefined}
              onChange={() => void (own ? stop(own.id, true) : start(messengerId))}
            />
          )}
        </div>
        {mine
          .filter(({ isThis }) => !isThis)
          .map((device) => (
            <div key={device.id} className={className}>
              <span className="muted">{device.name}</span>
              <Button onClick={() => void stop(device.id, false)}>{v('remove')}</Button>
            </div>
          ))}
      </div>
    );
  });
}
