import { type Field, type Form, type SignatureValue, signatureHash, signedParts } from '@fieldwork/metadata';
import { Button, Modal } from 'antd';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';
import { useDrawing } from './use-drawing.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

interface SheetProps {
  form: Form;
  field: Field;
  values: Readonly<Record<string, unknown>>;
  signer: string | undefined;
  onCancel: () => void;
  onSigned: (signature: SignatureValue) => void;
}

/** The whole screen to sign on. */
export function SignatureSheet(props: SheetProps) {
  return (
    <Modal
      open
      closable={false}
      footer={null}
      onCancel={props.onCancel}
      width="100%"
      className={styles.signSheet ?? ''}
    >
      <Sheet {...props} />
    </Modal>
  );
}

/** Inside of the dialog, so that there is a canvas when it begins. */
function Sheet({ form, field, values, signer, onCancel, onSigned }: SheetProps) {
  const t = useWords(widgetWords);
  const v = useWords(verbs);
  const { canvas, isEmpty, clear, drawing } = useDrawing();
  const finish = () => {
    const drawn = drawing();
    if (!drawn) return;
    const unhashed = {
      ...drawn,
      ...(signer ? { signer: signer.normalize('NFC') } : {}),
      at: new Date().toISOString(),
      signed: signedParts(form, field.of ?? [], values),
    };
    onSigned({ ...unhashed, hash: signatureHash(unhashed) });
  };
  return (
    <div className={styles.signBody}>
      <p>{signer ? t('sign_here_named', { name: signer }) : t('sign_here')}</p>
      <canvas ref={canvas} className={styles.canvas} aria-label={t('sign_here')} />
      <div className={styles.signActions}>
        <Button size="large" onClick={onCancel}>
          {v('cancel')}
        </Button>
        <Button size="large" disabled={isEmpty} onClick={clear}>
          {v('clear')}
        </Button>
        <Button size="large" type="primary" disabled={isEmpty} onClick={finish}>
          {v('done')}
        </Button>
      </div>
    </div>
  );
}
