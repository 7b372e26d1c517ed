import { type DocumentByKind, kinds } from '@fieldwork/metadata';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { refreshApp, saveDraft } from '../api/drafts.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import { Setting } from '../parts/setting.js';
import { appDesignWords } from './app-words.js';
import { type NewKind, needsForm, newDocument } from './new-document.js';

interface NewProps {
  kind: NewKind;
  taken: readonly string[];
  onClose: () => void;
}

/** Begins a document: its name, and what it is about. */
export function NewDocumentDialog({ kind, taken, onClose }: NewProps) {
  const t = useWords(appDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const navigate = useNavigate();
  const { id: app, forms } = useAppScope();
  const [name, setName] = useState('');
  const [form, setForm] = useState(() => [...forms.keys()][0] ?? '');
  const isAbout = needsForm.includes(kind);
  const isReady = name.trim() !== '' && (!isAbout || form !== '');
  const [create, isCreating] = useAction(async () => {
    const label = name.trim();
    const id = newId(label, kind, taken);
    const document = newDocument[kind]({ id, label, form });
    await saveDraft(app, kind, document as DocumentByKind[typeof kind], 0);
    await refreshApp(app);
    navigate(`/apps/${app}/design/${kinds[kind].folder}/${id}`);
  });
  return (
    <Modal
      open
      width={440}
      title={t(`new_${kind}`)}
      okText={v('create')}
      okButtonProps={{ disabled: !isReady, loading: isCreating }}
      onOk={() => void create()}
      onCancel={onClose}
    >
      <Setting label={d('name')}>
        <Input
          autoFocus
          aria-label={d('name')}
          placeholder={t(`name_${kind}`)}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => isReady && void create()}
        />
      </Setting>
      {isAbout && (
        <Setting label={t('about_form')} hint={forms.size === 0 ? t('needs_form') : undefined}>
          <Select
            aria-label={t('about_form')}
            value={form || null}
            onChange={setForm}
            options={[...forms.values()].map((one) => ({ value: one.id, label: text(one.label) }))}
          />
        </Setting>
      )}
    </Modal>
  );
}
