import { SearchOutlined } from '@ant-design/icons';
import type { IntakeHit } from '@fieldwork/api-contract';
import type { Intake } from '@fieldwork/metadata';
import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLookup } from '../../api/intake.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Cell } from '../list/cell.js';
import { columnsOf } from '../list/columns.js';
import { titleOf } from '../list/use-list.js';
import styles from './intake.module.css';
import { intakeWords } from './intake-words.js';

interface LookupBoxProps {
  page: Intake;
  words: string;
  onWords: (words: string) => void;
  onChoose: (hit: IntakeHit) => void;
  input: Ref<InputRef>;
}

/** Finds who calls, or what they call about, while somebody types. */
export function LookupBox({ page, words, onWords, onChoose, input }: LookupBoxProps) {
  const t = useWords(intakeWords);
  const { id: app } = useAppScope();
  const wanted = useSettled(words.trim());
  const { data, isFetching } = useLookup(app, page.id, wanted);
  const [active, setActive] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const hits = wanted === '' ? [] : (data ?? []);
  const current = Math.min(active, hits.length - 1);
  const choose = (hit: IntakeHit) => {
    setOpen(false);
    onChoose(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setActive(Math.max(0, Math.min(hits.length - 1, current + step)));
    }
    if (event.key === 'Escape') setOpen(false);
    const chosen = hits[current];
    const isCurrent = wanted === words.trim() && !isFetching;
    if (event.key === 'Enter' && chosen && isCurrent && !event.nativeEvent.isComposing) choose(chosen);
  };
  return (
    <div className={styles.search}>
      <Input
        ref={input}
        autoFocus
        size="large"
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('search_hint')}
        aria-label={t('search')}
        role="combobox"
        aria-expanded={isOpen && hits.length > 0}
        aria-controls="intake-found"
        aria-activedescendant={isOpen && hits.length > 0 ? `intake-found-${current}` : undefined}
        value={words}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          onWords(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen && wanted !== '' && (
        <div id="intake-found" role="listbox" aria-label={t('found_label')} className={styles.found}>
          {hits.map((hit, index) => (
            // The keyboard chooses from the input; the mouse must not take the focus away before its click arrives.
            <div
              key={`${hit.search} ${hit.record.id}`}
              id={`intake-found-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              className={styles.item}
              onMouseEnter={() => setActive(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(hit)}
              onKeyDown={(event) => event.key === 'Enter' && choose(hit)}
            >
              <Hit page={page} hit={hit} />
            </div>
          ))}
          {hits.length === 0 && !isFetching && <p className="muted">{t('nothing', { words: wanted })}</p>}
        </div>
      )}
    </div>
  );
}

/** A found record in two lines. */
export function Hit({ page, hit }: { page: Intake; hit: IntakeHit }) {
  const text = useText();
  const scope = useAppScope();
  const form = scope.forms.get(hit.form);
  if (!form) return null;
  const search = page.search.find(({ id }) => id === hit.search);
  const all = columnsOf(form, scope.access(form.id).hidden);
  const columns = (search?.shown ?? []).flatMap((path) => all.find((column) => column.path === path) ?? []);
  return (
    <>
      <span>{titleOf(form, hit.record)}</span>
      <span className="muted">{text(form.label)}</span>
      <span className={styles.facts}>
        {columns.map((column) => (
          <Cell key={column.path} form={form.id} column={column} record={hit.record} />
        ))}
      </span>
    </>
  );
}
