import { UploadOutlined } from '@ant-design/icons';
import type { Text } from '@fieldwork/metadata';
import { Button, Form, Input, Radio, Upload } from 'antd';
import { useState } from 'react';
import { type ExportedChoice, useApps } from '../../api/apps.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

interface ExportedApp {
  exported: object;
  id: string;
  label: Text;
}
type Way = 'update' | 'copy';

const idShape = '^[a-z][a-z0-9_]{0,47}$';

/** A file that an app was exported to; where that app is there already, whether it is updated or made a second time. */
export function PackageChoice({ onChange }: { onChange: (chosen: ExportedChoice | null) => void }) {
  const t = useWords(shellWords);
  const text = useText();
  const { data: apps = [] } = useApps();
  const [name, setName] = useState<string | null>(null);
  const [app, setApp] = useState<ExportedApp | null>(null);
  const [way, setWay] = useState<Way | null>(null);
  const [copy, setCopy] = useState({ id: '', label: '' });
  const isTaken = (id: string) => apps.some((one) => one.id === id);
  const isThere = app !== null && isTaken(app.id);
  const tell = (found: ExportedApp | null, chosen: Way | null, as: typeof copy) => {
    if (!found || (isTaken(found.id) && !chosen)) return onChange(null);
    const { exported } = found;
    if (chosen === 'update') return onChange({ exported, existing: 'update' });
    if (chosen !== 'copy') return onChange({ exported, existing: 'refuse' });
    const isFine = new RegExp(idShape).test(as.id) && !isTaken(as.id) && as.label.trim() !== '';
    onChange(isFine ? { exported, existing: 'refuse', as: { ...as, label: as.label.trim() } } : null);
  };
  const take = async (file: File) => {
    const found = appIn(await file.text());
    const as = found ? { id: freeId(found.id, isTaken), label: `${text(found.label)} 2` } : copy;
    setName(file.name);
    setApp(found);
    setWay(null);
    setCopy(as);
    tell(found, null, as);
  };
  const choose = (next: Way) => {
    setWay(next);
    tell(app, next, copy);
  };
  const write = (part: Partial<typeof copy>) => {
    const next = { ...copy, ...part };
    setCopy(next);
    tell(app, way, next);
  };
  const isWrong = name !== null && app === null;
  return (
    <>
      <Form.Item
        label={t('package_file')}
        validateStatus={isWrong ? 'error' : undefined}
        help={isWrong ? t('package_wrong') : undefined}
        style={{ marginBottom: 0 }}
      >
        <Upload
          accept=".json,application/json"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{name ?? t('package_choose')}</Button>
        </Upload>
      </Form.Item>
      {isThere && (
        <Form.Item label={t('package_there', { name: text(app.label) })} style={{ margin: '12px 0 0' }}>
          <Radio.Group
            aria-label={t('package_there', { name: text(app.label) })}
            value={way}
            onChange={({ target }) => choose(target.value as Way)}
          >
            <Radio value="update">
              {t('package_update')}
              <br />
              <span className="muted">{t('update_hint')}</span>
            </Radio>
            <Radio value="copy">
              {t('package_copy')}
              <br />
              <span className="muted">{t('package_copy_hint')}</span>
            </Radio>
          </Radio.Group>
        </Form.Item>
      )}
      {isThere && way === 'copy' && <CopyNames {...copy} isTaken={isTaken(copy.id)} onChange={write} />}
    </>
  );
}

function CopyNames({
  id,
  label,
  isTaken,
  onChange,
}: {
  id: string;
  label: string;
  isTaken: boolean;
  onChange: (part: { id?: string; label?: string }) => void;
}) {
  const t = useWords(shellWords);
  const isWrong = isTaken || !new RegExp(idShape).test(id);
  return (
    <>
      <Form.Item label={t('app_name')} htmlFor="copy-name" style={{ margin: '12px 0 0' }}>
        <Input
          id="copy-name"
          maxLength={100}
          value={label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('app_id')}
        htmlFor="copy-id"
        validateStatus={isWrong ? 'error' : undefined}
        help={isWrong ? t(isTaken ? 'app_id_taken' : 'app_id_hint') : undefined}
        style={{ margin: '12px 0 0' }}
      >
        <Input id="copy-id" value={id} onChange={(event) => onChange({ id: event.target.value })} />
      </Form.Item>
    </>
  );
}

function freeId(id: string, isTaken: (id: string) => boolean): string {
  for (let n = 2; ; n++) {
    const next = `${id.slice(0, 44)}_${n}`;
    if (!isTaken(next)) return next;
  }
}

function appIn(text: string): ExportedApp | null {
  try {
    const exported = JSON.parse(text) as { format?: unknown; documents?: unknown } | null;
    if (exported?.format !== 'fieldwork-app' || !Array.isArray(exported.documents)) return null;
    const app = exported.documents.find((one) => one?.kind === 'app');
    return app
      ? { exported, id: String(app.id), label: (app.label as Text | undefined) ?? String(app.id) }
      : null;
  } catch {
    return null;
  }
}
