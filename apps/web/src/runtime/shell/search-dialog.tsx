import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useMatch, useNavigate } from 'react-router';
import { useWords } from '../../words/words.js';
import { Pieces } from '../search/pieces.js';
import { searchState } from './open-state.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';
import { useSearch } from './use-search.js';

/** Opens the search at Ctrl/⌘ K, from anywhere. */
export function SearchHotkey() {
  const isOpen = searchState.use();
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      searchState.set(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <Modal
      open={isOpen}
      onCancel={() => searchState.set(false)}
      footer={null}
      closable={false}
      width={600}
      style={{ top: 80 }}
      destroyOnHidden
    >
      <SearchBox />
    </Modal>
  );
}

function SearchBox() {
  const t = useWords(shellWords);
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const app = useMatch('/apps/:app/*')?.params.app;
  const { groups, isSearching } = useSearch(app, words);
  const results = groups.flatMap((group) => group.results);
  const current = Math.min(active, results.length - 1);
  const open = (to: string) => {
    searchState.set(false);
    navigate(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(results.length - 1, current + step)));
    }
    const chosen = results[current];
    if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) open(chosen.to);
  };
  return (
    <>
      <Input
        autoFocus
        size="large"
        prefix={<SearchOutlined />}
        placeholder={t('search_hint')}
        aria-label={t('search')}
        role="combobox"
        aria-expanded
        aria-controls="search-results"
        aria-activedescendant={results.length > 0 ? `search-result-${current}` : undefined}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="search-results" role="listbox" aria-label={t('search')} className={styles.found}>
        {groups.map(({ kind, results: found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups inputs, not options of a list
          <div key={kind} role="group" aria-label={kind}>
            <div className={`${styles.foundGroup} muted`} aria-hidden>
              {kind}
            </div>
            {found.map((result) => {
              const index = results.indexOf(result);
              return (
                <div
                  key={result.key}
                  id={`search-result-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className={styles.foundItem}
                  onMouseEnter={() => setActive(index)}
                  onClick={() => open(result.to)}
                  onKeyDown={(event) => event.key === 'Enter' && open(result.to)}
                >
                  <span className={styles.foundTitle}>
                    {result.marked ? <Pieces pieces={result.marked} /> : result.title}
                  </span>
                  {result.about && (
                    <span className={styles.foundAbout}>
                      <Pieces pieces={result.about} />
                    </span>
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className="muted" style={{ paddingTop: 8 }}>
        {words.trim() === '' ? (
          t('search_start')
        ) : results.length === 0 && !isSearching ? (
          t('search_nothing', { words })
        ) : (
          <span className="keyboard-only">{t('search_keys')}</span>
        )}
      </p>
    </>
  );
}
