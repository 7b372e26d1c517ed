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
  /** Its app is there and is brought to what the template has. */
  isUpdate: boolean;
}

interface TemplateChoiceProps {
  value: ChosenTemplate | null;
  onChange: (value: ChosenTemplate) => void;
}

/** The templates; one that is installed can be installed again, and administrators may ask for the demo as well. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const t = useWords(shellWords);
  const text = useText();
  const { user } = useSignedIn();
  const { data: templates, error } = useTemplates(true);
  if (error) return <ProblemNotice error={error} />;
  if (!templates) return <Waiting rows={2} />;
  if (templates.length === 0) return <p className="muted">{t('no_template')}</p>;
  const chosen = templates.find(({ id }) => id === value?.id);
  const choose = (id: string, withDemo = false) =>
    onChange({ id, withDemo, isUpdate: templates.some((one) => one.id === id && one.isInstalled) });
  const whyNoDemo = !user.isAdministrator ? 'demo_administrator' : chosen?.hasRecords ? 'demo_records' : null;
  return (
    <>
      <Radio.Group
        aria-label={t('new_from_template')}
        value={value?.id}
        onChange={({ target }) => choose(target.value as string)}
      >
        {templates.map(({ id, label, description, isInstalled }) => (
          <Radio key={id} value={id}>
            {text(label)}
            {isInstalled && <span className="muted"> · {t('template_installed')}</span>}
            <br />
            <span className="muted">{isInstalled ? t('update_hint') : text(description)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {chosen?.hasDemo && (
        <p style={{ margin: '12px 0 0' }}>
          <Checkbox
            disabled={whyNoDemo !== null}
            checked={value?.withDemo ?? false}
            onChange={({ target }) => choose(chosen.id, target.checked)}
          >
            {t('with_demo')}
          </Checkbox>
          <br />
          {whyNoDemo && <span className="muted">{t(whyNoDemo)}</span>}
        </p>
      )}
    </>
  );
}
