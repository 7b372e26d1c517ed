import { DownloadOutlined, FundProjectionScreenOutlined } from '@ant-design/icons';
import type { Dashboard } from '@fieldwork/metadata';
import { App, Button, Dropdown } from 'antd';
import { type RefObject, useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { dashboardWords } from './dashboard-words.js';
import { WallDialog } from './wall-dialog.js';

/** Saving the dashboard as it is, and showing it on a wall. */
export function BoardTools({ page, board }: { page: Dashboard; board: RefObject<HTMLDivElement | null> }) {
  const t = useWords(dashboardWords);
  const text = useText();
  const scope = useAppScope();
  const { message } = App.useApp();
  const [isWall, setWall] = useState(false);
  const canExport = page.items.some(({ report }) => {
    const form = scope.reports.get(report)?.form;
    return form !== undefined && scope.access(form).export;
  });
  const save = async (format: 'png' | 'pdf') => {
    if (!board.current) return;
    try {
      const { exportBoard } = await import('../exports/export-board.js');
      await exportBoard(board.current, format, text(page.label));
    } catch {
      message.error(t('export_failed'));
    }
  };
  const items = (['png', 'pdf'] as const).map((format) => ({
    key: format,
    label: t(`export_${format}`),
    onClick: () => void save(format),
  }));
  return (
    <>
      {canExport && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button icon={<DownloadOutlined />}>{t('export')}</Button>
        </Dropdown>
      )}
      <Button icon={<FundProjectionScreenOutlined />} onClick={() => setWall(true)}>
        {t('wall')}
      </Button>
      {scope.kpis.size > 0 && (
        <Link className="thumb" to={`/apps/${scope.id}/kpis`}>
          {t('catalogue')}
        </Link>
      )}
      {isWall && <WallDialog page={page.id} onClose={() => setWall(false)} />}
    </>
  );
}
