import { type DocumentByKind, kinds, type PartKind } from '@fieldwork/metadata';
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
import { kindDesigns } from '../kinds/kind-designs.js';
import { Setting } from '../parts/setting.js';
import { appDesignWords } from './app-words.js';

interface NewProps {
  kind: PartKind;
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
  const { create: title, example, isAboutForm, variants, begin } = kindDesigns[kind];
  const [variant, setVariant] = useState(variants?.[0]?.id ?? '');
  const isAbout = isAboutForm === true;
  const isReady = name.trim() !== '' && (!isAbout || form !== '');
  const [create, isCreating] = useAction(async () => {
    const label = name.trim();
    const id = newId(label, kind, taken);
    const document = begin({ id, label, form, variant });
    await saveDraft(app, kind, document as DocumentByKind[typeof kind], 0);
    await refreshApp(app);
    navigate(`/apps/${app}/design/${kinds[kind].folder}/${id}`);
  });
  return (
    <Modal
      open
      width={440}
      title={text(title)}
      okText={v('create')}
      okButtonProps={{ disabled: !isReady, loading: isCreating }}
      onOk={() => void create()}
      onCancel={onClose}
    >
      <Setting label={d('name')}>
        <Input
          autoFocus
          aria-label={d('name')}
          placeholder={text(example)}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => isReady && void create()}
        />
      </Setting>
      {variants && (
        <Setting label={t('variant')}>
          <Select
            aria-label={t('variant')}
            value={variant}
            onChange={setVariant}
            options={variants.map((one) => ({ value: one.id, label: text(one.label) }))}
          />
        </Setting>
      )}
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
