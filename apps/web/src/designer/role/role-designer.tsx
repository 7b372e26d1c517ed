import type { Role } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { FormRightsEditor } from './form-rights.js';
import { roleDesignWords } from './role-words.js';

/** Designs one role: what its members may see and change, form by form. */
export function RoleDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('role', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'role'>; reload: () => void }) {
  const t = useWords(roleDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { forms, pages, reports } = useAppScope();
  const { document: role } = useDraftView(store);
  const problems = useProblems('role', role);
  const set = (key: keyof Role) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet isWide>
        <TextSetting
          label={d('name')}
          value={role.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <TextSetting label={d('description')} value={role.description} onChange={set('description')} />
        <h2 data-part="forms rights">{t('rights')}</h2>
        {[...forms.values()].map((form) => (
          <FormRightsEditor
            key={form.id}
            form={form}
            rights={role.forms[form.id] ?? {}}
            onChange={(rights) => set('forms')({ ...role.forms, [form.id]: rights })}
          />
        ))}
        <h2 data-part="pages home">{t('pages')}</h2>
        <Chosen label={t('pages')} all={[...pages.values()]} value={role.pages} onChange={set('pages')} />
        <Setting label={t('home')}>
          <Select
            aria-label={t('home')}
            value={role.home}
            allowClear
            placeholder={t('home_none')}
            onChange={(page: string | undefined) => set('home')(page)}
            options={[...pages.values()]
              .filter(({ id: page }) => role.pages === 'all' || role.pages?.includes(page))
              .map(({ id: value, label }) => ({ value, label: text(label) }))}
          />
        </Setting>
        <h2 data-part="reports">{t('reports')}</h2>
        <Chosen
          label={t('reports')}
          all={[...reports.values()]}
          value={role.reports}
          onChange={set('reports')}
        />
      </Sheet>
    </DesignerShell>
  );
}

interface ChosenProps {
  label: string;
  all: readonly { id: string; label: Role['label'] }[];
  value: Role['pages'];
  onChange: (value: Role['pages']) => void;
}

/** All, or those that are named. */
function Chosen({ label, all, value, onChange }: ChosenProps) {
  const t = useWords(roleDesignWords);
  const text = useText();
  return (
    <Setting label={label}>
      <Select
        mode="multiple"
        aria-label={label}
        value={value === 'all' ? ['*'] : (value ?? [])}
        onChange={(ids) =>
          onChange(ids.includes('*') && value !== 'all' ? 'all' : ids.filter((id) => id !== '*'))
        }
        options={[
          { value: '*', label: t('everything') },
          ...all.map((one) => ({ value: one.id, label: text(one.label) })),
        ]}
      />
    </Setting>
  );
}
