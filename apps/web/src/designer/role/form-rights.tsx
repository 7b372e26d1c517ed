import type { ExpressionJson, Form, FormRights } from '@fieldwork/metadata';
import { Checkbox, Collapse, Select } from 'antd';
import { useState } from 'react';
import { Icon } from '../../ui/icon.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { withProperty } from '../form/type-settings.js';
import { Setting } from '../parts/setting.js';
import styles from './role-designer.module.css';
import { roleDesignWords } from './role-words.js';

const actions = ['read', 'create', 'update', 'delete'] as const;
const audiences = ['all', 'customer', 'none'] as const;
/** Who changes records comments on them, unless the role says otherwise. */
const writings = ['update', 'yes', 'no'] as const;
const scopes = ['none', 'own', 'department', 'all', 'condition'] as const;
type Scope = (typeof scopes)[number];

const own: ExpressionJson = { '==': [{ var: 'owner' }, { user: ['id'] }] };
const ofDepartment: ExpressionJson = { '==': [{ var: 'department' }, { user: ['department'] }] };

interface RightsProps {
  form: Form;
  rights: FormRights;
  onChange: (rights: FormRights) => void;
}

/** What a role may do with the records of one form. */
export function FormRightsEditor({ form, rights, onChange }: RightsProps) {
  const t = useWords(roleDesignWords);
  const text = useText();
  const options = form.fields.map(({ id, label }) => ({ value: id, label: text(label) }));
  const set = (key: keyof FormRights) => (value: unknown) => onChange(withProperty(rights, key, value));
  const fieldList = (key: 'hidden' | 'readOnly', label: string) => (
    <Setting label={label}>
      <Select
        mode="multiple"
        aria-label={`${text(form.label)}: ${label}`}
        showSearch={{ optionFilterProp: 'label' }}
        value={rights[key] ?? []}
        options={options}
        onChange={(ids) => set(key)(ids.length > 0 ? ids : undefined)}
      />
    </Setting>
  );
  const flags = (
    <span className={styles.flags}>
      {(['import', 'export'] as const).map((key) => (
        <Checkbox
          key={key}
          checked={rights[key] === true}
          onChange={({ target }) => set(key)(target.checked || undefined)}
        >
          {t(key)}
        </Checkbox>
      ))}
    </span>
  );
  return (
    <section className={styles.form} aria-label={text(form.label)}>
      <div className={styles.name}>
        <Icon name={form.icon} /> <strong>{text(form.label)}</strong>
        {flags}
      </div>
      <div className={styles.rights}>
        {actions.map((action) => (
          <RightField
            key={action}
            form={form}
            action={action}
            value={rights[action]}
            onChange={set(action)}
          />
        ))}
      </div>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'fields',
            label: summaryOf(t('hidden'), rights.hidden, t('read_only'), rights.readOnly),
            children: (
              <>
                <Setting label={t('comments')}>
                  <Select
                    aria-label={`${text(form.label)}: ${t('comments')}`}
                    value={rights.comments ?? 'all'}
                    options={audiences.map((value) => ({ value, label: t(`comments_${value}`) }))}
                    onChange={(value) => set('comments')(value === 'all' ? undefined : value)}
                  />
                </Setting>
                <Setting label={t('comment')}>
                  <Select
                    aria-label={`${text(form.label)}: ${t('comment')}`}
                    value={writing(rights.comment)}
                    options={writings.map((value) => ({ value, label: t(`comment_${value}`) }))}
                    onChange={(value) => set('comment')(value === 'update' ? undefined : value === 'yes')}
                  />
                </Setting>
                {fieldList('hidden', t('hidden'))}
                {fieldList('readOnly', t('read_only'))}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function writing(comment: boolean | undefined): (typeof writings)[number] {
  if (comment === undefined) return 'update';
  return comment ? 'yes' : 'no';
}

function summaryOf(
  hidden: string,
  ids: string[] | undefined,
  readOnly: string,
  others: string[] | undefined,
): string {
  return `${hidden} ${ids?.length ?? 0} · ${readOnly} ${others?.length ?? 0}`;
}

function scopeOf(value: FormRights['read']): Scope {
  if (value === undefined || value === null || value === false) return 'none';
  if (value === true) return 'all';
  const text = JSON.stringify(value);
  if (text === JSON.stringify(own)) return 'own';
  return text === JSON.stringify(ofDepartment) ? 'department' : 'condition';
}

function RightField({
  form,
  action,
  value,
  onChange,
}: {
  form: Form;
  action: (typeof actions)[number];
  value: FormRights['read'];
  onChange: (value: FormRights['read']) => void;
}) {
  const t = useWords(roleDesignWords);
  const text = useText();
  const { ground } = useGround(form.id);
  const [isAsking, setAsking] = useState(false);
  const scope = isAsking ? 'condition' : scopeOf(value);
  const label = t('of', { form: text(form.label), right: t(action) });
  const choose = (next: Scope) => {
    setAsking(next === 'condition');
    if (next === 'none') onChange(undefined);
    else if (next === 'all') onChange(true);
    else if (next !== 'condition') onChange(next === 'own' ? own : ofDepartment);
  };
  const isExpression = typeof value === 'object' && value !== null;
  return (
    <div>
      <Setting label={t(action)}>
        <Select
          aria-label={label}
          value={scope}
          onChange={choose}
          options={scopes.map((one) => ({ value: one, label: t(one) }))}
        />
      </Setting>
      {scope === 'condition' && (
        <ConditionField
          label={t('condition')}
          ground={ground}
          value={isExpression ? value : undefined}
          onChange={(next) => {
            setAsking(next === undefined);
            if (next !== undefined) onChange(next);
          }}
        />
      )}
    </div>
  );
}
