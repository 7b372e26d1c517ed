import { type Form, fieldOf } from '@fieldwork/metadata';
import { Alert, InputNumber, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useAppScope } from '../../api/app-scope.js';
import { usePublicLinks } from '../../api/intake.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { columnsOf } from '../list/columns.js';
import type { ListColumn } from '../list/list-column.js';
import { type LabelCode, useLabels } from './label-data.js';
import { LabelSheets } from './label-sheets.js';
import { type LabelSize, labelSizes } from './label-sizes.js';
import { labelWords } from './label-words.js';
import styles from './labels.module.css';

const sizes = Object.keys(labelSizes) as LabelSize[];
const encodable: readonly string[] = ['text', 'auto_number'];

interface LabelsDialogProps {
  form: Form;
  /** The records, in the order of the list. */
  ids: readonly string[];
  /** What the list shows. */
  shown: readonly ListColumn[];
  onClose: () => void;
}

/** Labels for these records: their size, what stands on them, what the code holds; a preview, and the printer. */
export function LabelsDialog({ form, ids, shown, onClose }: LabelsDialogProps) {
  const t = useWords(labelWords);
  const text = useText();
  const scope = useAppScope();
  const all = columnsOf(form, scope.access(form.id).hidden).filter(({ path }) => path !== form.title);
  const [size, setSize] = useState<LabelSize>('a4_24');
  const [used, setUsed] = useState(0);
  const [fields, setFields] = useState(() =>
    shown
      .map(({ path }) => path)
      .filter((path) => path !== form.title)
      .slice(0, 2),
  );
  const [code, setCode] = useState<LabelCode>('address');
  const { data: links = [] } = usePublicLinks(scope.id, form.id, ids[0] ?? '', ids.length > 0);
  const { data, error, refetch } = useLabels({ app: scope.id, form, ids, fields, code });
  const columns = fields.flatMap((path) => all.find((column) => column.path === path) ?? []);
  const { lines, columns: across, rows } = labelSizes[size];
  const title = fieldOf(form, form.title ?? '');
  const codes: { value: LabelCode; label: string }[] = [
    { value: 'address', label: t('code_address') },
    ...links.map(({ channel, label }) => ({
      value: `link:${channel}` as const,
      label: t('code_link', { name: text(label) }),
    })),
    ...[...(title ? [title] : []), ...all.map(({ field }) => field)]
      .filter(({ type }) => encodable.includes(type))
      .map(({ id, label }) => ({
        value: `field:${id}` as const,
        label: t('code_field', { name: text(label) }),
      })),
  ];
  const sheets = data && <LabelSheets form={form} columns={columns} labels={data} size={size} used={used} />;
  const bare = data?.filter(({ picture }) => picture === null).length ?? 0;
  return (
    <Modal
      open
      title={t('labels')}
      width={920}
      onCancel={onClose}
      okText={t('print', { count: data?.length ?? 0 })}
      okButtonProps={{ disabled: !data || data.length === 0 }}
      onOk={() => window.print()}
    >
      <div className={styles.settings}>
        <div>
          <span>{t('size')}</span>
          <Select
            aria-label={t('size')}
            value={size}
            onChange={setSize}
            options={sizes.map((value) => ({ value, label: t(`size_${value}`) }))}
          />
        </div>
        <div>
          <span>{t('code')}</span>
          <Select aria-label={t('code')} value={code} onChange={setCode} options={codes} />
        </div>
        <div>
          <span>{t('lines')}</span>
          <Select
            mode="multiple"
            aria-label={t('lines')}
            value={fields}
            maxCount={lines}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setFields}
            options={all.map(({ path, label }) => ({ value: path, label: text(label) }))}
          />
        </div>
        {across * rows > 1 && (
          <div>
            <span>{t('used')}</span>
            <InputNumber
              aria-label={t('used')}
              min={0}
              max={across * rows - 1}
              precision={0}
              value={used}
              onChange={(value) => setUsed(value ?? 0)}
            />
          </div>
        )}
      </div>
      {bare > 0 && <Alert type="warning" showIcon title={t('no_code', { count: bare })} />}
      <p className="muted">{t('hint')}</p>
      {error ? <ProblemNotice error={error} retry={refetch} /> : !data && <Skeleton active />}
      <div className={styles.preview}>{sheets}</div>
      {/* Beside the app, so that nothing but the sheets is printed. */}
      {createPortal(<div className={`labels-paper ${styles.paper}`}>{sheets}</div>, document.body)}
    </Modal>
  );
}
