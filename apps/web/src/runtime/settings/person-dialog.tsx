import { Alert, Checkbox, Form, Input, Modal, Select, TreeSelect } from 'antd';
import { useState } from 'react';
import {
  createUser,
  type Department,
  setUserPassword,
  type User,
  type UserValues,
  updateUser,
} from '../../api/people.js';
import { messageOf } from '../../api/problem.js';
import { departmentTree } from '../../widgets/department.js';
import { useWords } from '../../words/words.js';
import { PasswordField } from '../entry/password-field.js';
import { settingsWords } from './settings-words.js';

interface PersonDialogProps {
  user: User | null;
  departments: readonly Department[];
  onClose: () => void;
  onSaved: () => void;
}

/** A new person, or one that is changed. */
export function PersonDialog({ user, departments, onClose, onSaved }: PersonDialogProps) {
  const t = useWords(settingsWords);
  const [values, setValues] = useState<UserValues>(user ? editable(user) : { status: 'active' });
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const set = (change: UserValues) => setValues({ ...values, ...change });
  const save = async () => {
    setSaving(true);
    try {
      if (user) {
        await updateUser(user.id, values);
        if (password) await setUserPassword(user.id, password);
      } else await createUser({ ...values, ...(password ? { password } : {}) });
      onSaved();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal
      open
      title={user ? t('edit_user') : t('new_user')}
      okText={t('save')}
      okButtonProps={{ loading: isSaving, disabled: !values.name || !values.login }}
      onOk={() => void save()}
      onCancel={onClose}
      width={460}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        {failure && (
          <Form.Item>
            <Alert type="error" showIcon title={failure} role="alert" />
          </Form.Item>
        )}
        <TextField
          id="person-name"
          label={t('name')}
          value={values.name}
          onChange={(name) => set({ name: name ?? undefined })}
        />
        <TextField
          id="person-login"
          label={t('login')}
          value={values.login}
          onChange={(login) => set({ login: login ?? undefined })}
        />
        <TextField
          id="person-email"
          label={t('email')}
          value={values.email}
          onChange={(email) => set({ email })}
        />
        <TextField
          id="person-phone"
          label={t('phone')}
          value={values.phone}
          onChange={(phone) => set({ phone })}
        />
        <Form.Item label={t('department')} htmlFor="person-department">
          <TreeSelect
            id="person-department"
            allowClear
            treeDefaultExpandAll
            treeData={departmentTree(departments)}
            value={values.departmentId ?? undefined}
            onChange={(departmentId?: string) => set({ departmentId: departmentId ?? null })}
          />
        </Form.Item>
        <Form.Item label={t('rights')}>
          <Checkbox
            checked={values.isBuilder ?? false}
            onChange={({ target }) => set({ isBuilder: target.checked })}
          >
            {t('builder')}
          </Checkbox>
          <Checkbox
            checked={values.isAdministrator ?? false}
            onChange={({ target }) => set({ isAdministrator: target.checked })}
          >
            {t('administrator')}
          </Checkbox>
        </Form.Item>
        <Form.Item label={t('status')} htmlFor="person-status">
          <Select
            id="person-status"
            value={values.status ?? 'active'}
            onChange={(status) => set({ status })}
            options={[
              { value: 'active' as const, label: t('active') },
              { value: 'disabled' as const, label: t('disabled') },
            ]}
          />
        </Form.Item>
        <PasswordField
          label={user ? t('set_password') : t('first_password')}
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Modal>
  );
}

function editable({
  login,
  name,
  email,
  phone,
  status,
  departmentId,
  isAdministrator,
  isBuilder,
}: User): UserValues {
  return { login, name, email, phone, status, departmentId, isAdministrator, isBuilder };
}

function TextField(props: {
  id: string;
  label: string;
  value: string | null | undefined;
  onChange: (value: string | null) => void;
}) {
  return (
    <Form.Item label={props.label} htmlFor={props.id}>
      <Input
        id={props.id}
        autoComplete="off"
        maxLength={200}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value.trim() === '' ? null : event.target.value)}
      />
    </Form.Item>
  );
}
