import { CheckOutlined } from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { App, Button, Drawer, Segmented, Select, Space } from 'antd';
import { useMemo, useState } from 'react';
import { AppScope, useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { FormRuntime } from '../../runtime/form/form-runtime.js';
import { useText } from '../../words/texts.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import { useAllDrafts } from '../api/drafts.js';
import styles from './form-designer.module.css';
import { formDesignWords } from './form-words.js';

/** The draft in the component that will run it: both widths, both languages, as a role, with a record. */
export function FormPreview({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useWords(formDesignWords);
  const text = useText();
  const locale = useLocale();
  const scope = useAppScope();
  const { message } = App.useApp();
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [role, setRole] = useState<string | null>(null);
  const [record, setRecord] = useState<string | null>(null);
  const { data: roles = [] } = useAllDrafts(scope.id, 'role');
  const isPublished = scope.forms.has(form.id);
  const { data: page } = useRecords(scope.id, form.id, { pageSize: 20, count: 'none' }, isPublished);
  const data = useMemo(
    () => ({ ...scope.data, forms: [...scope.data.forms.filter(({ id }) => id !== form.id), form] }),
    [scope.data, form],
  );
  const narrowing = useMemo(() => {
    const rights = roles.find(({ id }) => id === role)?.document.forms[form.id];
    return rights
      ? { hidden: new Set(rights.hidden ?? []), readOnly: new Set(rights.readOnly ?? []) }
      : undefined;
  }, [roles, role, form.id]);
  const records = page?.records ?? [];
  const base = records.find(({ id }) => id === record) ?? null;
  return (
    <Drawer
      open
      size="min(1180px, 100vw)"
      title={text(form.label)}
      onClose={onClose}
      extra={
        <Space wrap>
          <Segmented
            value={width}
            onChange={setWidth}
            options={[
              { value: 'desktop' as const, label: t('preview_desktop') },
              { value: 'phone' as const, label: t('preview_phone') },
            ]}
          />
          <Segmented
            value={locale}
            onChange={setLocale}
            options={[
              { value: 'zh-CN' as const, label: '中文' },
              { value: 'en' as const, label: 'English' },
            ]}
          />
          <Select
            allowClear
            aria-label={t('preview_role')}
            placeholder={t('preview_role')}
            style={{ minWidth: 130 }}
            value={role}
            onChange={(next) => setRole(next ?? null)}
            options={roles.map(({ id, document }) => ({ value: id, label: text(document.label) }))}
          />
          {records.length > 0 && (
            <Select
              allowClear
              aria-label={t('preview_record')}
              placeholder={t('preview_new')}
              style={{ minWidth: 150 }}
              value={record}
              onChange={(next) => setRecord(next ?? null)}
              options={records.map((one) => ({
                value: one.id,
                label: String((form.title && one[form.title]) ?? one.id),
              }))}
            />
          )}
        </Space>
      }
    >
      <div className={styles.preview} data-phone={width === 'phone'} data-testid="preview">
        <AppScope data={data}>
          <FormRuntime
            key={`${record} ${role}`}
            form={form}
            base={base}
            narrowing={narrowing}
            onSubmit={async () => void message.success(t('preview_fine'))}
          >
            {({ submit }) => (
              <Button style={{ marginTop: 16 }} icon={<CheckOutlined />} onClick={() => void submit()}>
                {t('preview_check')}
              </Button>
            )}
          </FormRuntime>
        </AppScope>
      </div>
    </Drawer>
  );
}
