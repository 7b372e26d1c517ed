import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Checks, ExpressionJson } from '@fieldwork/metadata';
import { Button } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { TextSetting } from '../parts/setting.js';
import { formDesignWords } from './form-words.js';

interface ChecksEditorProps {
  checks: Checks;
  /** What a new one asks. */
  begin: ExpressionJson;
  ground: Ground;
  onChange: (checks: Checks, key?: string) => void;
}

/** What must hold, each with what to say where it does not. */
export function ChecksEditor({ checks, begin, ground, onChange: write }: ChecksEditorProps) {
  const t = useWords(formDesignWords);
  const v = useWords(verbs);
  return (
    <>
      {checks.map((one, index) => (
        <div key={index}>
          <ConditionField
            label={t('check')}
            ground={ground}
            value={one.check}
            onChange={(check) =>
              write(check === undefined ? checks.toSpliced(index, 1) : checks.with(index, { ...one, check }))
            }
          />
          <TextSetting
            label={t('check_message')}
            value={one.message}
            isRequired
            onChange={(message) =>
              write(checks.with(index, { ...one, message: message ?? '' }), `message ${index}`)
            }
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            onClick={() => write(checks.toSpliced(index, 1))}
          >
            {v('remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => write([...checks, { check: begin, message: t('check_default') }])}
      >
        {t('add_check')}
      </Button>
    </>
  );
}
