import { CloseOutlined, PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { AppScope, useAppScope } from '../../api/app-scope.js';
import { useAppData } from '../../api/apps.js';
import { queryClient } from '../../api/query-client.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Board } from './board.js';
import { nextScreenful } from './next-screenful.js';
import styles from './wall.module.css';
import { wallWords } from './wall-words.js';

const leastSeconds = 5;
const refreshMs = 60_000;

/** The wall of an app, over everything else. */
export function WallPage() {
  const { app = '' } = useParams();
  const { data, error, refetch } = useAppData(app);
  return (
    <div className={styles.over}>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {data && (
        <AppScope data={data}>
          <Wall />
        </AppScope>
      )}
    </div>
  );
}

/**
 * Dashboards that take turns on a screen nobody sits at, each a screenful at a time for nobody scrolls there; figures are
 * read again every minute.
 */
function Wall() {
  const t = useWords(wallWords);
  const text = useText();
  const navigate = useNavigate();
  const { app = '' } = useParams();
  const { pages } = useAppScope();
  const [parameters] = useSearchParams();
  const [turn, setTurn] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const boards = (parameters.get('pages') ?? '').split(',').flatMap((id) => {
    const page = pages.get(id);
    return page?.type === 'dashboard' ? [page] : [];
  });
  const seconds = Math.max(leastSeconds, Number(parameters.get('seconds')) || leastSeconds);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isPaused) return undefined;
    const goOn = () => {
      const next = shown.current && belowOf(shown.current);
      shown.current?.scrollTo({ top: next ?? 0 });
      if (next === null) setTurn((before) => before + 1);
    };
    const timer = setInterval(goOn, seconds * 1000);
    return () => clearInterval(timer);
  }, [isPaused, seconds]);
  useEffect(() => {
    const timer = setInterval(
      () => void queryClient.invalidateQueries({ queryKey: ['reports', app] }),
      refreshMs,
    );
    return () => clearInterval(timer);
  }, [app]);
  const page = boards[turn % Math.max(1, boards.length)];
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    navigate(page ? `/apps/${app}/pages/${page.id}` : `/apps/${app}`);
  };
  return (
    <main className={styles.wall}>
      <header>
        <h1>{text(page?.label)}</h1>
        {boards.length > 1 && (
          <span className="muted figures">
            {(turn % boards.length) + 1} / {boards.length}
          </span>
        )}
        {page && (
          <Button
            type="text"
            icon={isPaused ? <PlayCircleOutlined /> : <PauseOutlined />}
            aria-label={isPaused ? t('play') : t('pause')}
            onClick={() => setPaused(!isPaused)}
          />
        )}
        <Button type="text" icon={<CloseOutlined />} aria-label={t('leave')} onClick={leave} />
      </header>
      {page ? (
        <div key={page.id} ref={shown} className={styles.board}>
          <Board page={page} filterOf={() => undefined} onDrill={() => undefined} />
        </div>
      ) : (
        <EmptyState title={t('nothing')} />
      )}
    </main>
  );
}

/** Where the next screenful of the board begins, if it has one. */
function belowOf(board: HTMLElement): number | null {
  const begin = board.getBoundingClientRect().top - board.scrollTop;
  const cards = [...board.querySelectorAll('section')].map((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return { top: top - begin, bottom: bottom - begin };
  });
  return nextScreenful(cards, board.scrollTop, board.clientHeight);
}
