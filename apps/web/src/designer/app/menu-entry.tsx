import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { App, Locale, MenuItem } from '@fieldwork/metadata';
import { Button, Input, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import styles from './app-page.module.css';
import { appDesignWords } from './app-words.js';
import { insertAt, itemAt, type Leaf, type MenuSpot, moveEntry, removeAt } from './menu-edit.js';

interface EntryProps {
  menu: App['menu'];
  spot: MenuSpot;
  onChange: (menu: App['menu']) => void;
}

export function keyOf(item: MenuItem, index: number): string {
  if (item.type === 'form') return `form ${item.form} ${item.view ?? ''}`;
  return item.type === 'page' ? `page ${item.page}` : `group ${index}`;
}

/** The words in this language, the other language's stay; an entry without words goes by what it opens. */
function renamed(item: MenuItem, locale: Locale, words: string): MenuItem {
  const { label = {} } = item;
  if (words === '' && item.type !== 'group') {
    const { label: _, ...plain } = item;
    return plain;
  }
  return { ...item, label: typeof label === 'string' ? words : { ...label, [locale]: words } };
}

/** One line of the menu; a group shows what is in it. */
export function Entry({ menu, spot, onChange }: EntryProps) {
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const locale = useLocale();
  const nameOf = useEntryName();
  const id = `${spot.group} ${spot.index}`;
  const { setNodeRef: dragRef, listeners, isDragging } = useDraggable({ id: `drag ${id}`, data: spot });
  const { setNodeRef: dropRef, isOver } = useDroppable({ id: `drop ${id}`, data: spot });
  const item = itemAt(menu, spot);
  if (!item) return null;
  const step = (by: -1 | 1) =>
    onChange(moveEntry(menu, spot, { ...spot, index: spot.index + (by > 0 ? 2 : -1) }));
  const name = item.type === 'group' ? text(item.label) : nameOf(item);
  const outer = spot.group === null ? undefined : menu[spot.group];
  const count = outer?.type === 'group' ? outer.items.length : menu.length;
  return (
    <>
      <div
        ref={dropRef}
        className={styles.item}
        data-over={isOver}
        style={isDragging ? { opacity: 0.4 } : {}}
      >
        <button ref={dragRef} type="button" className={styles.handle} aria-label={name} {...listeners}>
          <HolderOutlined />
        </button>
        <Input
          size="small"
          variant="borderless"
          aria-label={`${d('name')} ${name}`}
          placeholder={name}
          title={name}
          value={text(item.label)}
          onChange={({ target }) =>
            onChange(insertAt(removeAt(menu, spot), spot, renamed(item, locale, target.value)))
          }
        />
        <GroupPicker menu={menu} spot={spot} onChange={onChange} />
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={`${d('move_up')} ${name}`}
          disabled={spot.index === 0}
          onClick={() => step(-1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={`${d('move_down')} ${name}`}
          disabled={spot.index === count - 1}
          onClick={() => step(1)}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${v('remove')} ${name}`}
          onClick={() => onChange(removeAt(menu, spot))}
        />
      </div>
      {item.type === 'group' && (
        <div className={styles.group}>
          {item.items.map((leaf, index) => (
            <Entry
              key={keyOf(leaf, index)}
              menu={menu}
              spot={{ group: spot.index, index }}
              onChange={onChange}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Puts an entry into a group, or back to the top, without dragging. */
function GroupPicker({ menu, spot, onChange }: EntryProps) {
  const t = useWords(appDesignWords);
  const text = useText();
  const item = itemAt(menu, spot);
  const groups = menu.flatMap((one, index) =>
    one.type === 'group' ? [{ value: index, label: text(one.label) }] : [],
  );
  if (item?.type === 'group' || groups.length === 0) return null;
  return (
    <Select
      size="small"
      variant="borderless"
      aria-label={t('into')}
      popupMatchSelectWidth={false}
      value={spot.group ?? -1}
      options={[{ value: -1, label: t('top_level') }, ...groups]}
      onChange={(group) =>
        onChange(
          moveEntry(menu, spot, { group: group < 0 ? null : group, index: group < 0 ? menu.length : 0 }),
        )
      }
    />
  );
}

function useEntryName(): (leaf: Leaf) => string {
  const t = useWords(appDesignWords);
  const text = useText();
  const { forms, pages } = useAppScope();
  return (leaf) => {
    if (leaf.type === 'page') return text(pages.get(leaf.page)?.label) || t('unknown');
    const form = forms.get(leaf.form);
    const view = form?.views?.find(({ id }) => id === leaf.view);
    return [text(form?.label), text(view?.label)].filter(Boolean).join(' · ') || t('unknown');
  };
}
