import type { App, Form, Role } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { getDraft, publishDraft, saveDraft, useAllDrafts } from '../api/drafts.js';
import { designerWords } from '../designer-words.js';
import { Setting } from '../parts/setting.js';

interface First {
  isFirst: boolean;
  roles: readonly Role[];
  chosen: readonly string[];
  choose: (roles: string[]) => void;
  run: () => Promise<void>;
}

/** What belongs to publishing a form for the first time: its place in the menu, and who may use it. */
export function useFirstPublish(form: Form): First {
  const scope = useAppScope();
  const { data: drafts = [] } = useAllDrafts(scope.id, 'role');
  const roles = drafts.map(({ document }) => document);
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const chosen = picked ?? roles.map(({ id }) => id);
  return {
    isFirst: !scope.forms.has(form.id),
    roles,
    chosen,
    choose: setPicked,
    run: async () => {
      await putIntoMenu(scope.id, scope.data.app, form.id);
      for (const role of roles) if (chosen.includes(role.id)) await grant(scope.id, role, form.id);
    },
  };
}

/** Asks who may use the new form; without roles only builders can. */
export function FirstPublish({ roles, chosen, choose }: First) {
  const t = useWords(designerWords);
  const text = useText();
  if (roles.length === 0) return null;
  return (
    <Setting label={t('publish_roles')}>
      <Select
        mode="multiple"
        aria-label={t('publish_roles')}
        placeholder={t('publish_roles_none')}
        value={[...chosen]}
        onChange={choose}
        options={roles.map(({ id, label }) => ({ value: id, label: text(label) }))}
      />
    </Setting>
  );
}

function isInMenu(menu: App['menu'], form: string): boolean {
  return menu.some((item) =>
    item.type === 'group' ? isInMenu(item.items, form) : item.type === 'form' && item.form === form,
  );
}

function withEntry(app: App, form: string): App {
  return isInMenu(app.menu, form) ? app : { ...app, menu: [...app.menu, { type: 'form', form }] };
}

/** Publishes the menu with the form in it, and nothing else that somebody may be changing in the app's draft. */
async function putIntoMenu(app: string, published: App, form: string): Promise<void> {
  const draft = await getDraft(app, 'app', published.id);
  const saved = await saveDraft(app, 'app', withEntry(published, form), draft.revision);
  await publishDraft(app, 'app', published.id, { revision: saved.revision });
  if (draft.changed) await saveDraft(app, 'app', withEntry(draft.document, form));
}

async function grant(app: string, role: Role, form: string): Promise<void> {
  if (role.forms[form]) return;
  const draft = await getDraft(app, 'role', role.id);
  const rights = { read: true, create: true, update: true };
  const document = { ...draft.document, forms: { ...draft.document.forms, [form]: rights } };
  const saved = await saveDraft(app, 'role', document, draft.revision);
  await publishDraft(app, 'role', role.id, { revision: saved.revision });
}
