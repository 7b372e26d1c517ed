import type { DemoAccess } from '@fieldwork/api-contract';
import { App, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { createApp, type ExportedChoice, importApp, installTemplate } from '../../api/apps.js';
import { useIsPhone } from '../../ui/media.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { DemoPeople } from '../entry/demo-people.js';
import { PackageChoice } from './package-choice.js';
import { shellWords } from './shell-words.js';
import { type ChosenTemplate, TemplateChoice } from './template-choice.js';
import { useAgreedChange } from './use-agreed-change.js';

type Way = 'blank' | 'file' | 'template' | 'package';

/** A new app: blank (on to the designer), out of a sheet (on to the import), of a template, or exported elsewhere. */
export function NewAppDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(shellWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const change = useAgreedChange();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [name, setName] = useState('');
  const [from, setFrom] = useState<Way>('blank');
  const [template, setTemplate] = useState<ChosenTemplate | null>(null);
  const [exported, setExported] = useState<ExportedChoice | null>(null);
  const [people, setPeople] = useState<{ app: string; demo: DemoAccess } | null>(null);
  const open = (address: string) => {
    onClose();
    setPeople(null);
    navigate(address);
  };
  const ways: Record<Way, () => Promise<void>> = {
    blank: async () => open(`/apps/${(await createApp({ label: name.trim() })).id}/design`),
    file: async () => open(`/apps/${(await createApp({ label: name.trim() })).id}/import`),
    template: async () => {
      if (!template) return;
      const { id, withDemo, isUpdate: again } = template;
      const wish = { demo: withDemo, existing: again ? ('update' as const) : ('refuse' as const) };
      const done = await change((confirm) => installTemplate(id, wish, confirm));
      if (!done) return;
      if (again) message.success(t('updated', { written: done.written, kept: done.kept }));
      if (done.demo) setPeople({ app: done.app, demo: done.demo });
      else open(`/apps/${done.app}`);
    },
    package: async () => {
      if (!exported) return;
      const done = await change((confirm) => importApp(exported, confirm));
      if (done && exported.existing === 'update')
        message.success(t('updated', { written: done.written, kept: done.kept }));
      if (done) open(`/apps/${done.id}`);
    },
  };
  const [create, isCreating] = useAction(() => ways[from]());
  const isNamed = from === 'blank' || from === 'file';
  const isReady = isNamed ? name.trim() !== '' : from === 'template' ? template !== null : exported !== null;
  const isUpdate =
    from === 'template' ? template?.isUpdate : from === 'package' && exported?.existing === 'update';
  if (people)
    return (
      <Modal open title={t('new_app')} footer={null} closable={false} width={480}>
        <DemoPeople demo={people.demo} onContinue={() => open(`/apps/${people.app}`)} />
      </Modal>
    );
  return (
    <Modal
      open={isOpen}
      title={t('new_app')}
      okText={isUpdate ? t('update') : v('create')}
      okButtonProps={{ disabled: !isReady, loading: isCreating }}
      onOk={() => void create()}
      onCancel={onClose}
      destroyOnHidden
      width={620}
    >
      <Form layout="vertical" onFinish={() => isReady && void create()}>
        <Form.Item>
          <Segmented
            block
            vertical={isPhone}
            value={from}
            onChange={setFrom}
            options={[
              { value: 'blank' as const, label: t('new_blank') },
              { value: 'file' as const, label: t('new_from_file') },
              { value: 'template' as const, label: t('new_from_template') },
              { value: 'package' as const, label: t('new_from_package') },
            ]}
          />
        </Form.Item>
        {isNamed && (
          <Form.Item label={t('app_name')} htmlFor="new-app-name" style={{ marginBottom: 0 }}>
            <Input
              id="new-app-name"
              autoFocus
              maxLength={100}
              placeholder={t('app_name_hint')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Form.Item>
        )}
        {from === 'template' && <TemplateChoice value={template} onChange={setTemplate} />}
        {from === 'package' && <PackageChoice onChange={setExported} />}
      </Form>
    </Modal>
  );
}
