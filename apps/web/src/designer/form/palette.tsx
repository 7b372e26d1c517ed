import { AppstoreOutlined, LayoutOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { fieldGroups, fieldTypeNames, fieldTypeOf } from '@fieldwork/metadata';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import type { PaletteItem } from './form-edit.js';
import { formDesignWords } from './form-words.js';

interface Entry {
  item: PaletteItem;
  label: string;
  icon: ReactNode;
}

export const layoutIcons = { section: <LayoutOutlined />, tabs: <AppstoreOutlined /> };

/** All that can be put on a form, by group; dragged, clicked, or chosen with Enter. */
export function Palette() {
  const t = useWords(formDesignWords);
  const text = useText();
  const [search, setSearch] = useState('');
  const entryOf = (item: Exclude<PaletteItem, 'section' | 'tabs'>): Entry => ({
    item,
    label: text(fieldTypeOf({ type: item }).label),
    icon: widgetOf({ type: item }).icon,
  });
  const groups = [
    ...fieldGroups.map((group) => ({
      label: t(`group_${group}`),
      entries: fieldTypeNames.filter((type) => fieldTypeOf({ type }).group === group).map(entryOf),
    })),
    {
      label: t('group_layout'),
      entries: (['section', 'tabs'] as const).map((item) => ({
        item,
        label: t(item),
        icon: layoutIcons[item],
      })),
    },
  ];
  const words = search.trim().toLowerCase();
  const shown = groups
    .map(({ label, entries }) => ({
      label,
      entries: entries.filter((one) => one.label.toLowerCase().includes(words) || one.item.includes(words)),
    }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav className={styles.palette} aria-label={t('palette')}>
      <Input
        allowClear
        aria-label={t('find_type')}
        placeholder={t('find_type')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {shown.map(({ label, entries }) => (
        <section key={label} aria-label={label}>
          <h3>{label}</h3>
          <div className={styles.entries}>
            {entries.map((entry) => (
              <PaletteButton key={entry.item} {...entry} />
            ))}
          </div>
        </section>
      ))}
    </nav>
  );
}

function PaletteButton({ item, label, icon }: Entry) {
  const { add } = useFormDesign();
  const { setNodeRef, listeners } = useDraggable({ id: `new:${item}`, data: { item } });
  // The keyboard adds with Enter, so only the pointer drags here.
  const { onKeyDown: _keyboard, ...pointer } = listeners ?? {};
  return (
    <button ref={setNodeRef} type="button" className={styles.entry} {...pointer} onClick={() => add(item)}>
      <span aria-hidden>{icon}</span>
      <span>{label}</span>
    </button>
  );
}
