import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Action, Form, Mark, MarkTime } from '@fieldwork/metadata';
import { Button, InputNumber, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { ActionsEditor } from '../effects/actions-editor.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { deadlineDesignWords } from './deadline-words.js';

interface MarksProps {
  marks: readonly Mark[];
  form: Form;
  ground: Ground;
  onChange: (marks: Mark[]) => void;
}

const moments: { [At in MarkTime['at']]: Extract<MarkTime, { at: At }> } = {
  percent: { at: 'percent', percent: 75 },
  before: { at: 'before', minutes: 30 },
  breach: { at: 'breach' },
  after: { at: 'after', minutes: 60, time: 'working', times: 1 },
};

/** What happens on the way to the limit and beyond it. */
export function MarksEditor({ marks, form, ground, onChange }: MarksProps) {
  const t = useWords(deadlineDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const add = () => {
    let number = marks.length + 1;
    while (marks.some(({ id }) => id === `mark_${number}`)) number += 1;
    const action: Action = { type: 'notify', to: [{ by: 'initiator' }], title: t('notice') };
    onChange([
      ...marks,
      { id: `mark_${number}`, label: t('at_breach'), when: moments.breach, actions: [action] },
    ]);
  };
  return (
    <div className={parts.rows}>
      {marks.map((mark, index) => {
        const set = (part: Partial<Mark>) => onChange(marks.with(index, { ...mark, ...part }));
        return (
          <section key={mark.id} className={parts.card}>
            <div className={parts.row}>
              <strong>{text(mark.label) || t(`at_${mark.when.at}`)}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${v('delete')} ${text(mark.label)}`}
                onClick={() => onChange(marks.toSpliced(index, 1))}
              />
            </div>
            <TextSetting
              label={d('name')}
              value={mark.label}
              onChange={(label) => set({ label: label ?? ' ' })}
            />
            <MomentEditor when={mark.when} onChange={(when) => set({ when })} />
            <ActionsEditor
              actions={mark.actions}
              form={form}
              ground={ground}
              notice={t('notice')}
              onChange={(actions) => set({ actions })}
            />
          </section>
        );
      })}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('add_mark')}
      </Button>
    </div>
  );
}

function MomentEditor({ when, onChange }: { when: MarkTime; onChange: (when: MarkTime) => void }) {
  const t = useWords(deadlineDesignWords);
  const kinds = Object.keys(moments) as MarkTime['at'][];
  return (
    <Setting label={t('mark')}>
      <div className={parts.row}>
        <Select
          aria-label={t('mark')}
          value={when.at}
          onChange={(at) => onChange(moments[at])}
          options={kinds.map((value) => ({ value, label: t(`at_${value}`) }))}
        />
        {when.at === 'percent' && (
          <InputNumber
            aria-label={t('at_percent')}
            min={1}
            max={99}
            suffix="%"
            value={when.percent}
            onChange={(percent) => percent && onChange({ ...when, percent })}
          />
        )}
        {'minutes' in when && (
          <InputNumber
            aria-label={t(`at_${when.at}`)}
            min={1}
            max={100_000}
            value={when.minutes}
            onChange={(minutes) => minutes && onChange({ ...when, minutes })}
          />
        )}
        {when.at === 'after' && (
          <>
            <Select
              aria-label={t('time')}
              value={when.time}
              onChange={(time) => onChange({ ...when, time })}
              options={(['working', 'clock'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <InputNumber
              aria-label={t('times')}
              min={1}
              max={50}
              suffix="×"
              value={when.times ?? 1}
              onChange={(times) => times && onChange({ ...when, times })}
            />
          </>
        )}
      </div>
    </Setting>
  );
}
