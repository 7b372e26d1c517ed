import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Flag, optionColors } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import { formDesignWords } from './form-words.js';
import { withProperty } from './type-settings.js';

/** What lists say beside records that need a look, in colour and word. */
export function FlagsEditor() {
  const t = useWords(formDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const { form, change } = useFormDesign();
  const flags = form.flags ?? [];
  const write = (next: Flag[], key = '') =>
    change((before) => withProperty(before, 'flags', next.length > 0 ? next : undefined), key);
  const add = () => {
    const ids = flags.map(({ id }) => id);
    const when = { isNotEmpty: [{ var: form.title ?? form.fields[0]?.id ?? 'id' }] };
    write([...flags, { id: newId('', 'flag', ids), label: t('new_flag'), color: 'red', when }]);
  };
  return (
    <>
      {flags.map((flag, index) => (
        <section key={flag.id} className={styles.view} aria-label={text(flag.label)}>
          <OneFlag flag={flag} onChange={(next, key) => write(flags.with(index, next), key)} />
          <div className={styles.viewTools}>
            <Button
              size="small"
              danger
              icon={<DeleteOutlined />}
              onClick={() => write(flags.toSpliced(index, 1))}
            >
              {v('delete')}
            </Button>
          </div>
        </section>
      ))}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('add_flag')}
      </Button>
    </>
  );
}

function OneFlag({ flag, onChange }: { flag: Flag; onChange: (flag: Flag, key?: string) => void }) {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const { ground } = useFormDesign();
  return (
    <>
      <TextSetting
        label={d('name')}
        value={flag.label}
        isRequired
        onChange={(label) => onChange({ ...flag, label: label ?? '' }, `flag ${flag.id}`)}
      />
      <Setting label={t('colour')}>
        <Select
          aria-label={t('colour')}
          value={flag.color}
          onChange={(color) => onChange({ ...flag, color })}
          options={optionColors.map((value) => ({
            value,
            label: <StateDot color={value}>{t(`color_${value}`)}</StateDot>,
          }))}
        />
      </Setting>
      <ConditionField
        label={t('flag_when')}
        ground={ground}
        value={flag.when}
        onChange={(when) => when !== undefined && onChange({ ...flag, when })}
      />
    </>
  );
}
