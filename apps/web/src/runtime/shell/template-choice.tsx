import { Checkbox, Radio } from 'antd';
import { useTemplates } from '../../api/apps.js';
import { useSignedIn } from '../../api/session.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

export interface ChosenTemplate {
  id: string;
  withDemo: boolean;
}

interface TemplateChoiceProps {
  value: ChosenTemplate | null;
  onChange: (value: ChosenTemplate) => void;
}

/** The templates that are not installed yet; administrators may ask for the demo as well. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const t = useWords(shellWords);
  const text = useText();
  const { user } = useSignedIn();
  const { data: templates, error } = useTemplates(true);
  if (error) return <ProblemNotice error={error} />;
  if (!templates) return <Waiting rows={2} />;
  if (templates.length === 0) return <p className="muted">{t('no_template')}</p>;
  const chosen = templates.find(({ id }) => id === value?.id);
  return (
    <>
      <Radio.Group
        aria-label={t('new_from_template')}
        value={value?.id}
        onChange={({ target }) => onChange({ id: target.value as string, withDemo: false })}
      >
        {templates.map(({ id, label, description, isInstalled }) => (
          <Radio key={id} value={id} disabled={isInstalled}>
            {text(label)}
            <br />
            <span className="muted">{isInstalled ? t('template_installed') : text(description)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {chosen?.hasDemo && user.isAdministrator && (
        <p style={{ margin: '12px 0 0' }}>
          <Checkbox
            checked={value?.withDemo ?? false}
            onChange={({ target }) => onChange({ id: chosen.id, withDemo: target.checked })}
          >
            {t('with_demo')}
          </Checkbox>
        </p>
      )}
    </>
  );
}
