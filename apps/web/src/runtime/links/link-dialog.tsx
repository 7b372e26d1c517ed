import type { PublicLink } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Typography } from 'antd';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { saveFile } from '../exports/save-file.js';
import { linkWords } from './link-words.js';
import styles from './links.module.css';
import { qrPng, qrSvg } from './qr-code.js';

interface LinkDialogProps {
  links: readonly PublicLink[];
  title: string;
  /** Makes a new link of a channel; only for who may change the record. */
  renew: ((channel: string) => Promise<void>) | undefined;
  onClose: () => void;
}

/** The codes of a record, to be printed and put on the thing itself. */
export function LinkDialog({ links, title, renew, onClose }: LinkDialogProps) {
  const t = useWords(linkWords);
  return (
    <Modal open title={t('code')} onCancel={onClose} footer={null} width={420}>
      {links.map((link) => (
        <LinkCode key={link.channel} link={link} title={title} renew={renew} />
      ))}
    </Modal>
  );
}

function LinkCode({ link, title, renew }: { link: PublicLink } & Pick<LinkDialogProps, 'title' | 'renew'>) {
  const { message, modal } = App.useApp();
  const t = useWords(linkWords);
  const text = useText();
  const address = location.origin + link.path;
  const { data: svg = '' } = useQuery({
    queryKey: ['qr', address],
    queryFn: () => qrSvg(address),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const name = `${title} ${text(link.label)}`;
  const [savePng] = useAction(async () => saveFile(await qrPng(address), `${name}.png`));
  const saveSvg = () => saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
  return (
    <section className={styles.link}>
      <p className="muted">{t(link.channel.startsWith('page:') ? 'hint_portal' : 'hint')}</p>
      {/* What is printed: the code, what it is for, and which thing it belongs to. */}
      <div className={styles.sheet}>
        {svg !== '' && (
          <img
            alt={name}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
            width={220}
            height={220}
          />
        )}
        <b>{text(link.label)}</b>
        <span>{title}</span>
      </div>
      <Typography.Text copyable={{ text: address }} className={styles.address ?? ''} type="secondary">
        {address}
      </Typography.Text>
      <div className={styles.buttons}>
        <Button type="primary" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button onClick={() => void savePng()}>{t('png')}</Button>
        <Button onClick={saveSvg}>{t('svg')}</Button>
        {renew && (
          <Button
            danger
            onClick={() =>
              modal.confirm({
                title: t('renew_ask'),
                content: t('renew_hint'),
                okText: t('renew'),
                onOk: async () => {
                  await renew(link.channel);
                  message.success(t('renewed'));
                },
              })
            }
          >
            {t('renew')}
          </Button>
        )}
      </div>
    </section>
  );
}
